package io.schemamedic.engine.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The URL of a repair role: arguments and environment are visible to others, so no password in it.
 */
final class RepairUrl {
  private static final Pattern PASSWORD = Pattern.compile("[?&][a-z]*password=");
  private static final Pattern USER_INFO = Pattern.compile("jdbc:postgresql://[^/?]*@.*");

  private RepairUrl() {}

  /**
   * @throws IllegalArgumentException if the URL is not usable; the message does not hold any of it
   */
  static String parse(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (!folded.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("does not begin with jdbc:postgresql:");
    }
    if (PASSWORD.matcher(folded).find() || USER_INFO.matcher(folded).matches()) {
      throw new IllegalArgumentException(
          "has a password in it: put that into the file of repair.password-file");
    }
    return text;
  }
}
