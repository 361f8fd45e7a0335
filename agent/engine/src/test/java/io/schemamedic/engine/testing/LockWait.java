package io.schemamedic.engine.testing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lock that a session had to wait for and then got, as the server has measured it.
 *
 * @param application the session's application name
 */
public record LockWait(String application, String mode, double millis) {
  private static final Pattern MESSAGE =
      Pattern.compile("process \\d+ acquired (\\w+) on relation .* after ([0-9.]+) ms");

  static List<LockWait> readAll(TestDatabase database) {
    return ServerLog.read(
        database,
        "^process [0-9]+ acquired [A-Za-z]+ on relation ",
        row -> of(row.getString(1), row.getString(3)));
  }

  private static LockWait of(String application, String message) {
    Matcher matcher = MESSAGE.matcher(message);
    if (!matcher.lookingAt()) {
      throw new IllegalStateException(message);
    }
    return new LockWait(application, matcher.group(1), Double.parseDouble(matcher.group(2)));
  }
}
