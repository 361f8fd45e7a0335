package io.schemamedic.dist.program;

import java.lang.reflect.Method;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** All that a caller can see of one call, as text: results, or the whole exception. */
public final class CallerView {
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
        : "update count " + statement.getUpdateCount() + ", " + warnings(statement);
  }

  private static String warnings(Statement statement) throws SQLException {
    SQLWarning first = statement.getWarnings();
    return first == null ? "no warnings" : "warnings " + exception(first);
  }

  /**
   * All that one call has returned and left behind: its results in order, the generated keys, the
   * warnings, and that there is nothing more; or its exception.
   */
  static String call(Statement statement, Callable<Object> call) throws Exception {
    try {
      Object returned = call.call();
      StringBuilder text = new StringBuilder();
      if (returned instanceof ResultSet rows) {
        text.append(rows(rows)).append(", more ").append(statement.getMoreResults());
      } else if (returned instanceof Boolean firstIsRows) {
        text.append(returned).append(": ").append(results(statement, firstIsRows));
      } else {
        text.append(told(returned)).append(", update count ").append(statement.getUpdateCount());
        text.append(", more ").append(statement.getMoreResults());
      }
      try (ResultSet keys = statement.getGeneratedKeys()) {
        text.append(", keys ").append(rows(keys));
      }
      return text.append(", ").append(state(statement)).toString();
    } catch (SQLException e) {
      return exception(e) + "\n" + state(statement);
    }
  }

  private static String told(Object returned) {
    if (returned instanceof int[] counts) {
      return Arrays.toString(counts);
    }
    return returned instanceof long[] counts ? Arrays.toString(counts) : String.valueOf(returned);
  }

  /**
   * The exception with its stack, all that the server said, its causes, its suppressed ones and
   * those chained to it. One that was told before is told as the same object.
   */
  public static String exception(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    describe(thrown, "", text, new ArrayList<>());
    return text.toString();
  }

  private static void describe(
      Throwable thrown, String indent, StringBuilder text, List<Throwable> told) {
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i) == thrown) {
        text.append("the same as ").append(i);
        return;
      }
    }
    told.add(thrown);
    text.append(told.size() - 1).append(": ").append(thrown);
    line(text, indent, "message " + thrown.getMessage() + " | " + thrown.getLocalizedMessage());
    if (thrown instanceof SQLException sql) {
      line(text, indent, "SQLSTATE " + sql.getSQLState() + ", vendor code " + sql.getErrorCode());
    }
    if (thrown instanceof PSQLException own && own.getServerErrorMessage() != null) {
      line(text, indent, "server " + server(own.getServerErrorMessage()));
    }
    if (thrown instanceof BatchUpdateException batch) {
      line(text, indent, "update counts " + Arrays.toString(batch.getLargeUpdateCounts()));
      line(text, indent, "update counts " + Arrays.toString(batch.getUpdateCounts()));
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      line(text, indent, "at " + frame);
    }
    chained("suppressed ", thrown.getSuppressed(), indent, text, told);
    if (thrown.getCause() != null) {
      chained("cause ", new Throwable[] {thrown.getCause()}, indent, text, told);
    }
    if (thrown instanceof SQLException sql && sql.getNextException() != null) {
      chained("next ", new Throwable[] {sql.getNextException()}, indent, text, told);
    }
  }

  /** Every field, each by its getter. */
  private static String server(ServerErrorMessage error) {
    StringJoiner fields = new StringJoiner(" | ").add(error.toString());
    Stream.of(ServerErrorMessage.class.getMethods())
        .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
        .filter(method -> method.getDeclaringClass() == ServerErrorMessage.class)
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> fields.add(method.getName() + "=" + field(error, method)));
    return fields.toString();
  }

  private static Object field(ServerErrorMessage error, Method getter) {
    try {
      return String.valueOf(getter.invoke(error));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void chained(
      String what, Throwable[] others, String indent, StringBuilder text, List<Throwable> told) {
    for (Throwable other : others) {
      line(text, indent, what);
      describe(other, indent + "  ", text, told);
    }
  }

  private static void line(StringBuilder text, String indent, String content) {
    text.append('\n').append(indent).append("  ").append(content);
  }
}
