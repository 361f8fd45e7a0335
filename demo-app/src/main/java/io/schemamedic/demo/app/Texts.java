package io.schemamedic.demo.app;

import org.jspecify.annotations.Nullable;

/** What callers may send as text. */
public final class Texts {

  private Texts() {}

  /**
   * The text without surrounding blanks.
   *
   * @throws InvalidRequestException if there is none
   */
  public static String required(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new InvalidRequestException("Please send a " + field + ".");
    }
    return text.strip();
  }
}
