package io.schemamedic.entry;

import java.io.IOException;

/** Our classes have come from a jar that somebody else has put together. */
final class ForeignJarException extends IOException {

  /**
   * @param file the jar's name without its path
   */
  ForeignJarException(String file) {
    super("its classes come from " + file + ", which is not the Schema Medic jar");
  }
}
