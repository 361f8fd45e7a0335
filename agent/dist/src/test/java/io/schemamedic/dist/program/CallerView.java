package io.schemamedic.dist.program;

import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.postgresql.util.PSQLException;

/** All that a caller can see of one call, as text: results, or the whole exception. */
public final class CallerView {
  private static final int LONGEST_CHAIN = 10;

  private CallerView() {}

  /** Every result of a statement that was executed, in order, and its warnings if there are any. */
  public static String results(Statement statement, boolean firstIsRows) throws SQLException {
    List<String> results = new ArrayList<>();
    boolean isRows = firstIsRows;
    while (isRows || statement.getUpdateCount() != -1) {
      if (isRows) {
        results.add(rows(statement.getResultSet()));
      } else {
        results.add("updated " + statement.getUpdateCount());
      }
      isRows = statement.getMoreResults();
    }
    if (statement.getWarnings() != null) {
      results.add("warnings " + statement.getWarnings());
    }
    return String.join("; ", results);
  }

  /** Columns and rows. */
  public static String rows(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    StringJoiner names = new StringJoiner("|");
    for (int i = 1; i <= columns; i++) {
      names.add(result.getMetaData().getColumnName(i));
    }
    StringBuilder text = new StringBuilder("rows " + names);
    while (result.next()) {
      StringJoiner row = new StringJoiner("|", " (", ")");
      for (int i = 1; i <= columns; i++) {
        row.add(String.valueOf(result.getString(i)));
      }
      text.append(row);
    }
    return text.toString();
  }

  /** What is left on a statement after its call. */
  public static String state(Statement statement) throws SQLException {
    return statement.isClosed()
        ? "closed"
        : "update count " + statement.getUpdateCount() + ", warnings " + statement.getWarnings();
  }

  /** The exception with its stack, its causes, its suppressed ones and those chained to it. */
  public static String exception(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    describe(thrown, "", text, 0);
    return text.toString();
  }

  private static void describe(Throwable thrown, String indent, StringBuilder text, int depth) {
    text.append(thrown.getClass().getName()).append(": ").append(thrown.getMessage());
    if (thrown instanceof SQLException sql) {
      line(text, indent, "SQLSTATE " + sql.getSQLState() + ", vendor code " + sql.getErrorCode());
    }
    if (thrown instanceof PSQLException own && own.getServerErrorMessage() != null) {
      line(text, indent, "server " + own.getServerErrorMessage());
    }
    if (thrown instanceof BatchUpdateException batch) {
      line(text, indent, "update counts " + Arrays.toString(batch.getLargeUpdateCounts()));
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      line(text, indent, "at " + frame);
    }
    if (depth == LONGEST_CHAIN) {
      return;
    }
    chained("suppressed ", thrown.getSuppressed(), indent, text, depth);
    if (thrown.getCause() != null) {
      chained("cause ", new Throwable[] {thrown.getCause()}, indent, text, depth);
    }
    if (thrown instanceof SQLException sql && sql.getNextException() != null) {
      chained("next ", new Throwable[] {sql.getNextException()}, indent, text, depth);
    }
  }

  private static void chained(
      String what, Throwable[] others, String indent, StringBuilder text, int depth) {
    for (Throwable other : others) {
      line(text, indent, what);
      describe(other, indent + "  ", text, depth + 1);
    }
  }

  private static void line(StringBuilder text, String indent, String content) {
    text.append('\n').append(indent).append("  ").append(content);
  }
}
