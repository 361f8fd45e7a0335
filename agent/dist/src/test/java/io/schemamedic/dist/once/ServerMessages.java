package io.schemamedic.dist.once;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The messages of a server as they come in, in pieces of any length: a byte for the type, four for
 * the length, which counts itself, and the content. Used by one thread at a time.
 */
final class ServerMessages {
  private static final int HEAD = 5;
  private static final int ERROR_RESPONSE = 'E';
  private static final byte SQLSTATE_FIELD = 'C';

  private final Consumer<String> errors;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD);
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int left;

  /**
   * @param errors gets the SQLSTATE of each error
   */
  ServerMessages(Consumer<String> errors) {
    this.errors = errors;
  }

  void saw(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (head.hasRemaining()) {
        head.put(bytes[at++]);
        if (!head.hasRemaining()) {
          left = head.getInt(1) - (HEAD - 1);
        }
      } else {
        int part = Math.min(left, end - at);
        if (head.get(0) == ERROR_RESPONSE) {
          content.write(bytes, at, part);
        }
        at += part;
        left -= part;
      }
      if (!head.hasRemaining() && left == 0) {
        ended();
      }
    }
  }

  private void ended() {
    if (head.get(0) == ERROR_RESPONSE) {
      errors.accept(sqlState(content.toString(StandardCharsets.UTF_8)));
    }
    head.clear();
    content.reset();
  }

  /** Fields, each a letter and a text that ends with a zero. */
  private static String sqlState(String fields) {
    for (String field : fields.split("\0")) {
      if (!field.isEmpty() && field.charAt(0) == SQLSTATE_FIELD) {
        return field.substring(1);
      }
    }
    throw new IllegalArgumentException("No SQLSTATE in " + fields);
  }
}
