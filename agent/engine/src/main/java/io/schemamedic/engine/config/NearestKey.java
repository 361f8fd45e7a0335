package io.schemamedic.engine.config;

import java.util.Locale;
import java.util.Optional;

/** Which key the author of an unknown one may have meant. */
final class NearestKey {
  private NearestKey() {}

  /** Empty if no key resembles the name. Case and the kind of separator do not count. */
  static Optional<ConfigurationKey> to(String name) {
    String wanted = plain(name);
    ConfigurationKey nearest = null;
    // Two edits are a transposition; long names may hold more slips.
    int shortest = Math.max(wanted.length() < 4 ? 1 : 2, wanted.length() / 3) + 1;
    for (ConfigurationKey candidate : ConfigurationKey.values()) {
      String key = plain(candidate.key());
      int distance = distance(wanted, key);
      if (wanted.length() > 3 && (key.endsWith("." + wanted) || key.startsWith(wanted + "."))) {
        // port for http.port: half a key is a likelier slip than its edit distance says.
        distance = Math.min(distance, 1);
      }
      if (distance < shortest) {
        shortest = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
  }

  /** Edits (one character inserted, removed or replaced) that make one text the other. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
