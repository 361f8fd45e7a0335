package io.schemamedic.entry;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether the configuration may ask for the mapping of the service's ORM. Only looks for the words
 * in the texts from which it will be read: a class that is being defined cannot wait until it has
 * been. Rather says yes where the answer is no; then a class is woven for nothing.
 */
final class MappingWanted {
  private static final String[] WORDS = {"hibernate", "auto"};

  /** As {@code -Dschemamedic.declared=} and {@code SCHEMAMEDIC_DECLARED}. */
  private static final String DECLARED = "declared";

  private static final String CONFIG = "config";

  /** Far above any configuration file, in bytes. */
  private static final int LONGEST_FILE = 1_000_000;

  private MappingWanted() {}

  /**
   * Asks system properties, the environment and the file that they or the arguments name.
   *
   * @param arguments the text after {@code -javaagent:jar=}; null if there is none
   */
  static boolean mayBe(@Nullable String arguments) {
    return saysSo(arguments)
        || saysSo(setting(DECLARED))
        || fileSaysSo(setting(CONFIG))
        || (arguments != null && fileSaysSo(pathIn(arguments)));
  }

  private static @Nullable String setting(String key) {
    String property = System.getProperty("schemamedic." + key);
    return property != null
        ? property
        : System.getenv("SCHEMAMEDIC_" + key.toUpperCase(Locale.ROOT));
  }

  /** The path after {@code config=}, or all if there is no key at all. */
  private static String pathIn(String arguments) {
    for (String piece : arguments.split("[;,]")) {
      int equalsSign = piece.indexOf('=');
      if (equalsSign >= 0 && piece.substring(0, equalsSign).trim().equals(CONFIG)) {
        return piece.substring(equalsSign + 1).trim();
      }
    }
    return arguments.trim();
  }

  private static boolean fileSaysSo(@Nullable String path) {
    if (path == null || !new File(path.trim()).isFile()) {
      return false;
    }
    try (InputStream in = new FileInputStream(path.trim())) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] part = new byte[8192];
      for (int n = in.read(part); n >= 0 && all.size() < LONGEST_FILE; n = in.read(part)) {
        all.write(part, 0, n);
      }
      return saysSo(new String(all.toByteArray(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The engine will say why it cannot be read.
      return false;
    }
  }

  private static boolean saysSo(@Nullable String text) {
    if (text == null) {
      return false;
    }
    for (String word : WORDS) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
