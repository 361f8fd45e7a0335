package io.schemamedic.dist.program;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Batches. Each is executed twice: the second time it has no entries. */
final class BatchForms {
  private static final String INSERT = "INSERT INTO %s (note) VALUES (?)";

  private BatchForms() {}

  private interface Preparing {
    PreparedStatement on(Connection connection, String sql) throws Exception;
  }

  private interface Executing {
    Object on(Statement statement) throws Exception;
  }

  static Map<String, EntryPoint> all() {
    Map<String, EntryPoint> all = new LinkedHashMap<>();
    Preparing plain = Connection::prepareStatement;
    Preparing keys = (c, sql) -> c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
    Preparing named = (c, sql) -> c.prepareStatement(sql, new String[] {"id"});
    all.put("Statement.executeBatch()", ofStatement(Statement::executeBatch));
    all.put("Statement.executeLargeBatch()", ofStatement(Statement::executeLargeBatch));
    all.put("PreparedStatement.executeBatch()", of(5, plain, Statement::executeBatch));
    all.put("PreparedStatement.executeLargeBatch()", of(5, plain, Statement::executeLargeBatch));
    all.put("one entry", of(1, plain, Statement::executeBatch));
    all.put("300 entries", of(300, plain, Statement::executeBatch));
    all.put("prepareStatement(String,int).executeBatch()", of(5, keys, Statement::executeBatch));
    all.put(
        "prepareStatement(String,int).executeLargeBatch()",
        of(5, keys, Statement::executeLargeBatch));
    all.put(
        "prepareStatement(String,String[]).executeBatch()", of(5, named, Statement::executeBatch));
    all.put(
        "executeBatch() with a stream",
        (connection, table) -> {
          try (PreparedStatement statement =
              connection.prepareStatement("INSERT INTO " + table + " (bytes) VALUES (?)")) {
            statement.setBytes(1, new byte[] {1});
            statement.addBatch();
            byte[] long1 = "x".repeat(60_000).getBytes(StandardCharsets.UTF_8);
            statement.setBinaryStream(1, new ByteArrayInputStream(long1), long1.length);
            statement.addBatch();
            return twice(statement, Statement::executeBatch);
          }
        });
    return all;
  }

  private static EntryPoint of(int entries, Preparing preparing, Executing executing) {
    return (connection, table) -> {
      try (PreparedStatement statement = preparing.on(connection, INSERT.formatted(table))) {
        for (int i = 0; i < entries; i++) {
          statement.setString(1, "entry " + i);
          statement.addBatch();
        }
        return twice(statement, executing);
      }
    };
  }

  private static EntryPoint ofStatement(Executing executing) {
    return (connection, table) -> {
      try (Statement statement = connection.createStatement()) {
        statement.addBatch("INSERT INTO " + table + " (note) VALUES ('a')");
        statement.addBatch("INSERT INTO " + table + " (note) VALUES ('b')");
        return twice(statement, executing);
      }
    };
  }

  private static String twice(Statement statement, Executing executing) throws Exception {
    return CallerView.call(statement, () -> executing.on(statement))
        + "\nonce more: "
        + CallerView.call(statement, () -> executing.on(statement));
  }
}
