package io.schemamedic.entry;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Whether the configuration could ask for {@code check.on-connect=blocking}, told before the engine
 * is there to read it: the word is in one of the places that are read. A needless yes costs the
 * first connections the start of the engine; a no must be right.
 */
final class BlockingCheck {
  private static final String WORD = "blocking";
  private static final String PROPERTY_PREFIX = "schemamedic.";
  private static final String ENVIRONMENT_PREFIX = "SCHEMAMEDIC_";
  private static final String CONFIG = "config";

  /** Larger than a configuration file can sensibly be. */
  private static final int MOST_BYTES = 1 << 20;

  private BlockingCheck() {}

  /**
   * Reads what is given, and a properties file if one is named.
   *
   * @param arguments of the agent
   */
  static boolean isPossible(
      @Nullable String arguments, Properties properties, Map<String, String> environment) {
    String given = arguments == null ? "" : arguments;
    if (isIn(given) || isInFile(given)) {
      return true;
    }
    for (String piece : given.split("[;,]", -1)) {
      int equalsSign = piece.indexOf('=');
      if (equalsSign > 0
          && piece.substring(0, equalsSign).trim().equals(CONFIG)
          && isInFile(piece.substring(equalsSign + 1))) {
        return true;
      }
    }
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PROPERTY_PREFIX)
          && isInSetting(name.substring(PROPERTY_PREFIX.length()), properties.getProperty(name))) {
        return true;
      }
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(ENVIRONMENT_PREFIX)
          && isInSetting(
              name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT),
              variable.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInSetting(String name, String value) {
    return isIn(value) || (name.equals(CONFIG) && isInFile(value));
  }

  private static boolean isIn(String text) {
    return text.toLowerCase(Locale.ROOT).contains(WORD);
  }

  private static boolean isInFile(String path) {
    File file = new File(path.trim());
    if (!file.isFile() || file.length() > MOST_BYTES) {
      return false;
    }
    byte[] bytes = new byte[(int) file.length()];
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      for (int read = 0; read >= 0 && length < bytes.length; length += Math.max(0, read)) {
        read = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException e) {
      // The engine will not be able to read it either, and say so.
      return false;
    }
    return isIn(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }
}
