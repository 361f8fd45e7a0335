package io.schemamedic.engine.failure;

import org.jspecify.annotations.Nullable;

/**
 * The fields of PostgreSQL's error message that are not translated, plus the message for
 * cross-checks only. Immutable.
 */
public final class ServerError {
  private final @Nullable String message;
  private final @Nullable String routine;
  private final int position;
  private final @Nullable String where;
  private final @Nullable String internalQuery;

  /**
   * @param message the message in the server's language; may quote values, so never to be logged
   * @param routine the server's C function that raised the error
   * @param position 1-based, in code points of the text sent; 0 if the server gave none
   * @param where the context, set if the error was raised inside a function, trigger or DO block
   * @param internalQuery the query that a function ran
   */
  public ServerError(
      @Nullable String message,
      @Nullable String routine,
      int position,
      @Nullable String where,
      @Nullable String internalQuery) {
    this.message = message;
    this.routine = routine;
    this.position = position;
    this.where = where;
    this.internalQuery = internalQuery;
  }

  /** Whether the message contains this text: the only question that it may answer. */
  boolean mentions(String text) {
    return message != null && message.contains(text);
  }

  public @Nullable String routine() {
    return routine;
  }

  public int position() {
    return position;
  }

  /** The context, in the server's language; may quote SQL text and values. */
  @Nullable String where() {
    return where;
  }

  /** Whether the context speaks of an object of the server's own, whose names nobody translates. */
  public boolean isAbout(String systemObject) {
    return where != null && where.contains(systemObject);
  }

  /** Whether the error comes from inside a function, trigger, DO block or procedure. */
  public boolean isNested() {
    return where != null || internalQuery != null;
  }
}
