package io.schemamedic.engine.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text after {@code -javaagent:jar=}, taken apart: {@code key=value} pairs separated by {@code
 * ;} or, where a key follows, by {@code ,}; or a lone path of a properties file.
 */
final class AgentArguments {
  private static final Pattern KEY_AHEAD =
      Pattern.compile("[ \\t]*([A-Za-z][A-Za-z0-9._-]*)[ \\t]*=");

  private AgentArguments() {}

  /** The pieces between separators, in order, trimmed; empty ones are left out. */
  static List<String> split(String arguments) {
    if (isPath(arguments)) {
      return Collections.singletonList(ConfigurationKey.CONFIG.key() + "=" + arguments.trim());
    }
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < arguments.length(); at++) {
      char c = arguments.charAt(at);
      if (c == ';' || (c == ',' && keyFollows(arguments, at + 1))) {
        addTrimmed(arguments.substring(start, at), pieces);
        start = at + 1;
      }
    }
    addTrimmed(arguments.substring(start), pieces);
    return pieces;
  }

  private static boolean isPath(String arguments) {
    return !arguments.trim().isEmpty() && arguments.indexOf('=') < 0 && arguments.indexOf(';') < 0;
  }

  /**
   * A misspelt key counts as one: it is reported as unknown, which helps more than a remark on the
   * value before it.
   */
  private static boolean keyFollows(String arguments, int start) {
    Matcher matcher = KEY_AHEAD.matcher(arguments).region(start, arguments.length());
    return matcher.lookingAt() && NearestKey.to(matcher.group(1)).isPresent();
  }

  private static void addTrimmed(String piece, List<String> pieces) {
    String trimmed = piece.trim();
    if (!trimmed.isEmpty()) {
      pieces.add(trimmed);
    }
  }
}
