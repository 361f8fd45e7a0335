package io.schemamedic.engine.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Texts that the jar brings beside this class. Only names of ours are asked for, never what a
 * client sent.
 */
final class PackagedText {
  private static final int BUFFER_BYTES = 8 * 1024;

  private PackagedText() {}

  /**
   * @throws IllegalStateException if the jar lacks it, or cannot be read any more
   */
  static String required(String name) {
    return read(name).orElseThrow(() -> new IllegalStateException("The jar lacks " + name));
  }

  /** Empty if the jar lacks it. */
  static Optional<String> read(String name) {
    try (InputStream in = PackagedText.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(text(in));
    } catch (IOException e) {
      throw new IllegalStateException("The jar cannot be read", e);
    }
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      bytes.write(buffer, 0, count);
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
