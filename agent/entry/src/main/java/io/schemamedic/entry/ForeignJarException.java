package io.schemamedic.entry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The jar is not the one that our classes, as far as they are loaded, were shipped in. */
final class ForeignJarException extends IOException {
  private ForeignJarException(String message) {
    super(message);
  }

  /**
   * Somebody else has put it together.
   *
   * @param file the jar's name without its path
   */
  static ForeignJarException of(String file) {
    return new ForeignJarException(
        "its classes come from " + file + ", which is not the Schema Medic jar");
  }

  /** It was replaced after the first of our classes had been loaded. */
  static ForeignJarException ofVersion(@Nullable String version, String started) {
    return new ForeignJarException(
        "its jar is version "
            + version
            + " by now, and the service was started with "
            + started
            + ". Restart the service to use the new one");
  }
}
