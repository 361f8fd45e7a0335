package io.schemamedic.dist.program;

import java.sql.CallableStatement;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The methods of a plain and of a callable statement, batches aside. */
final class StatementForms {
  private static final int KEYS = Statement.RETURN_GENERATED_KEYS;
  private static final int NO_KEYS = Statement.NO_GENERATED_KEYS;

  /** The only choice by number that the driver takes. */
  private static final int[] NO_COLUMN = {};

  private static final String[] ID = {"id"};

  private StatementForms() {}

  private interface Call {
    Object on(Statement statement, String sql) throws Exception;
  }

  private interface PreparedCall {
    Object on(CallableStatement statement) throws Exception;
  }

  static Map<String, EntryPoint> all() {
    Map<String, EntryPoint> all = new LinkedHashMap<>();
    String insert = "INSERT INTO %s (note) VALUES ('a'), ('b')";
    all.put("Statement.execute(String)", of(insert, Statement::execute));
    all.put("Statement.execute(String,int)", of(insert, (s, sql) -> s.execute(sql, KEYS)));
    all.put("Statement.execute(String,no keys)", of(insert, (s, sql) -> s.execute(sql, NO_KEYS)));
    all.put("Statement.execute(String,int[])", of(insert, (s, sql) -> s.execute(sql, NO_COLUMN)));
    all.put("Statement.execute(String,String[])", of(insert, (s, sql) -> s.execute(sql, ID)));
    all.put("Statement.executeUpdate(String)", of(insert, Statement::executeUpdate));
    all.put(
        "Statement.executeUpdate(String,int)", of(insert, (s, sql) -> s.executeUpdate(sql, KEYS)));
    all.put(
        "Statement.executeUpdate(String,int[])",
        of(insert, (s, sql) -> s.executeUpdate(sql, NO_COLUMN)));
    all.put(
        "Statement.executeUpdate(String,String[])",
        of(insert, (s, sql) -> s.executeUpdate(sql, ID)));
    all.put("Statement.executeLargeUpdate(String)", of(insert, Statement::executeLargeUpdate));
    all.put(
        "Statement.executeLargeUpdate(String,int)",
        of(insert, (s, sql) -> s.executeLargeUpdate(sql, KEYS)));
    all.put(
        "Statement.executeLargeUpdate(String,int[])",
        of(insert, (s, sql) -> s.executeLargeUpdate(sql, NO_COLUMN)));
    all.put(
        "Statement.executeLargeUpdate(String,String[])",
        of(insert, (s, sql) -> s.executeLargeUpdate(sql, ID)));
    all.put(
        "Statement.executeQuery(String)", of("SELECT id, note FROM %s", Statement::executeQuery));
    all.put(
        "Statement.executeQuery(String) RETURNING",
        of(insert + " RETURNING note, id", Statement::executeQuery));
    all.put("Statement COPY", of("COPY %s FROM STDIN", Statement::execute));
    all.put("CallableStatement.execute()", callable("CALL keep_in_%s(?)", s -> s.execute()));
    all.put(
        "CallableStatement.execute() {call}",
        callable("{call find_in_%s(?)}", CallableStatement::execute));
    all.put(
        "CallableStatement.executeQuery()",
        callable("{call find_in_%s(?)}", CallableStatement::executeQuery));
    all.put(
        "CallableStatement.executeUpdate()",
        callable("INSERT INTO %s (note) VALUES (?)", CallableStatement::executeUpdate));
    all.put(
        "CallableStatement.executeLargeUpdate()",
        callable("INSERT INTO %s (note) VALUES (?)", CallableStatement::executeLargeUpdate));
    all.put(
        "CallableStatement.executeBatch()",
        callable(
            "INSERT INTO %s (note) VALUES (?)",
            s -> {
              s.addBatch();
              return s.executeBatch();
            }));
    all.put(
        "CallableStatement.executeLargeBatch()",
        callable(
            "INSERT INTO %s (note) VALUES (?)",
            s -> {
              s.addBatch();
              return s.executeLargeBatch();
            }));
    all.put(
        "CallableStatement {?=call}",
        (connection, table) -> {
          try (CallableStatement statement =
              connection.prepareCall("{? = call find_in_" + table + "(?)}")) {
            statement.registerOutParameter(1, java.sql.Types.INTEGER);
            statement.setString(2, "a");
            return CallerView.call(statement, statement::execute);
          }
        });
    return all;
  }

  private static EntryPoint of(String sql, Call call) {
    return (connection, table) -> {
      try (Statement statement = connection.createStatement()) {
        return CallerView.call(statement, () -> call.on(statement, sql.formatted(table)));
      }
    };
  }

  private static EntryPoint callable(String sql, PreparedCall call) {
    return (connection, table) -> {
      try (CallableStatement statement = connection.prepareCall(sql.formatted(table))) {
        statement.setString(1, "a");
        return CallerView.call(statement, () -> call.on(statement));
      }
    };
  }
}
