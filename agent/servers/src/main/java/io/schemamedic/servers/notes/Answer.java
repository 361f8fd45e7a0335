package io.schemamedic.servers.notes;

import java.sql.SQLException;

/** What the application says to a request. */
public final class Answer {
  private final int status;
  private final String text;

  private Answer(int status, String text) {
    this.status = status;
    this.text = text;
  }

  static Answer ok(String text) {
    return new Answer(200, text);
  }

  public static Answer unknown() {
    return new Answer(404, "no such path");
  }

  /** All that a caller can see of it: every exception in the chain of causes, and of the next. */
  static Answer failed(SQLException failure) {
    StringBuilder seen = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      seen.append(cause.getClass().getName()).append('\n').append(cause.getMessage()).append('\n');
      if (cause instanceof SQLException) {
        SQLException sql = (SQLException) cause;
        seen.append(sql.getSQLState()).append(' ').append(sql.getErrorCode()).append('\n');
        seen.append("next: ").append(sql.getNextException()).append('\n');
      }
    }
    return new Answer(500, seen.toString());
  }

  public int status() {
    return status;
  }

  public String text() {
    return text;
  }
}
