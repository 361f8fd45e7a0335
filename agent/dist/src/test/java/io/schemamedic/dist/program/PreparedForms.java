package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The methods of a prepared statement, batches aside, and what only describes. */
final class PreparedForms {
  private static final String INSERT = "INSERT INTO %s (note) VALUES (?), ('b')";
  private static final String RETURNING = INSERT + " RETURNING note, id";

  private PreparedForms() {}

  private interface Preparing {
    PreparedStatement on(Connection connection, String sql) throws Exception;
  }

  private interface Call {
    Object on(PreparedStatement statement) throws Exception;
  }

  static Map<String, EntryPoint> all() {
    Map<String, EntryPoint> all = new LinkedHashMap<>();
    Preparing plain = Connection::prepareStatement;
    all.put("PreparedStatement.execute()", of(INSERT, plain, PreparedStatement::execute));
    all.put("PreparedStatement.executeUpdate()", of(INSERT, plain, s -> s.executeUpdate()));
    all.put(
        "PreparedStatement.executeLargeUpdate()", of(INSERT, plain, s -> s.executeLargeUpdate()));
    all.put("PreparedStatement.executeQuery()", of(RETURNING, plain, s -> s.executeQuery()));
    all.put("PreparedStatement.execute() RETURNING", of(RETURNING, plain, s -> s.execute()));
    Map<String, Preparing> keys = new LinkedHashMap<>();
    keys.put("int", (c, sql) -> c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS));
    keys.put("no keys", (c, sql) -> c.prepareStatement(sql, Statement.NO_GENERATED_KEYS));
    keys.put("int[]", (c, sql) -> c.prepareStatement(sql, new int[0]));
    keys.put("String[]", (c, sql) -> c.prepareStatement(sql, new String[] {"id"}));
    keys.forEach(
        (form, preparing) -> {
          String name = "prepareStatement(String," + form + ")";
          all.put(name + ".execute()", of(INSERT, preparing, PreparedStatement::execute));
          all.put(name + ".executeUpdate()", of(INSERT, preparing, s -> s.executeUpdate()));
          all.put(
              name + ".executeLargeUpdate()", of(INSERT, preparing, s -> s.executeLargeUpdate()));
        });
    all.put(
        "PreparedStatement.getMetaData()",
        of("SELECT note FROM %s WHERE note = ?", plain, s -> s.getMetaData().getColumnCount()));
    all.put(
        "PreparedStatement.getParameterMetaData()",
        of(INSERT, plain, s -> s.getParameterMetaData().getParameterTypeName(1)));
    all.put(
        "DatabaseMetaData.getColumns()",
        (connection, table) -> {
          try (ResultSet columns =
              connection.getMetaData().getColumns(null, "public", table, null)) {
            return String.valueOf(columns.next());
          }
        });
    return all;
  }

  private static EntryPoint of(String sql, Preparing preparing, Call call) {
    return (connection, table) -> {
      try (PreparedStatement statement = preparing.on(connection, sql.formatted(table))) {
        statement.setString(1, "a");
        return CallerView.call(statement, () -> call.on(statement));
      }
    };
  }
}
