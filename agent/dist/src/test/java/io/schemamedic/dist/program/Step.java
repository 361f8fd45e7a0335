package io.schemamedic.dist.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One thing that {@link JdbcService} is told to do, and its form as one line. */
public record Step(Verb verb, List<String> arguments) {

  /** What can be done. */
  public enum Verb {
    CONNECT,
    DISCONNECT,
    EXECUTE,
    QUERY,
    MIGRATION_QUERY,
    UPDATE,
    PREPARED,
    PREPARED_WITH_STREAM,
    PREPARED_BATCH,
    PREPARED_FOR_KEYS,
    KEEP_PREPARED,
    EXECUTE_KEPT,
    STATEMENT_BATCH,
    CALL,
    AUTO_COMMIT,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    ROLLBACK_TO_SAVEPOINT,
    SCHEMA,
    READ_ONLY,
    ISOLATION,
    UNUSUAL_SETTINGS,
    CONNECTION_STATE,
    PROPERTY,
    ENTRY_POINT,
    ATTACH
  }

  public Step {
    arguments = List.copyOf(arguments);
  }

  private static Step of(Verb verb, String... arguments) {
    return new Step(verb, Arrays.asList(arguments));
  }

  /** A new connection in place of the one before, in autocommit. */
  public static Step connect(String url) {
    return of(Verb.CONNECT, url);
  }

  /** Ends the connection and whatever transaction is open. */
  public static Step disconnect() {
    return of(Verb.DISCONNECT);
  }

  /** As {@link #connect(String)}, with properties beside the URL. */
  public static Step connect(String url, String password) {
    return of(Verb.CONNECT, url, password);
  }

  /** {@code Statement.execute}, and all its results. */
  public static Step execute(String sql) {
    return of(Verb.EXECUTE, sql);
  }

  /** {@code Statement.executeQuery}. */
  public static Step query(String sql) {
    return of(Verb.QUERY, sql);
  }

  /** As {@link #query}, called by a class in a package of Flyway. */
  public static Step migrationQuery(String sql) {
    return of(Verb.MIGRATION_QUERY, sql);
  }

  /** {@code Statement.executeUpdate}. */
  public static Step update(String sql) {
    return of(Verb.UPDATE, sql);
  }

  /** {@code PreparedStatement.execute}; digits are bound as an int, other values as text. */
  public static Step prepared(String sql, String... values) {
    List<String> arguments = new ArrayList<>(List.of(sql));
    arguments.addAll(Arrays.asList(values));
    return new Step(Verb.PREPARED, arguments);
  }

  /** As {@link #prepared}, the one value as a stream of its bytes. */
  public static Step preparedWithStream(String sql, String value) {
    return of(Verb.PREPARED_WITH_STREAM, sql, value);
  }

  /** {@code PreparedStatement.executeBatch}, twice: the second one has no entries. */
  public static Step preparedBatch(String sql, String... valueOfEachEntry) {
    List<String> arguments = new ArrayList<>(List.of(sql));
    arguments.addAll(Arrays.asList(valueOfEachEntry));
    return new Step(Verb.PREPARED_BATCH, arguments);
  }

  /** {@code PreparedStatement.executeUpdate} with generated keys. */
  public static Step preparedForKeys(String sql, String... values) {
    List<String> arguments = new ArrayList<>(List.of(sql));
    arguments.addAll(Arrays.asList(values));
    return new Step(Verb.PREPARED_FOR_KEYS, arguments);
  }

  /** Prepares and executes a query, and keeps the statement open. */
  public static Step keepPrepared(String sql) {
    return of(Verb.KEEP_PREPARED, sql);
  }

  /** Executes what {@link #keepPrepared} has kept. */
  public static Step executeKept() {
    return of(Verb.EXECUTE_KEPT);
  }

  /** What JDBC lets a client set on its connection and few clients do. */
  public static Step unusualSettings() {
    return of(Verb.UNUSUAL_SETTINGS);
  }

  /** All that a connection tells of itself; it asks the server for some of it. */
  public static Step connectionState() {
    return of(Verb.CONNECTION_STATE);
  }

  /** {@code Statement.executeBatch}. */
  public static Step statementBatch(String... sql) {
    return of(Verb.STATEMENT_BATCH, sql);
  }

  /** {@code CallableStatement.execute} with one int. */
  public static Step call(String sql, String value) {
    return of(Verb.CALL, sql, value);
  }

  /** {@code Connection.setAutoCommit}. */
  public static Step autoCommit(boolean on) {
    return of(Verb.AUTO_COMMIT, Boolean.toString(on));
  }

  public static Step commit() {
    return of(Verb.COMMIT);
  }

  public static Step rollback() {
    return of(Verb.ROLLBACK);
  }

  public static Step savepoint() {
    return of(Verb.SAVEPOINT);
  }

  /** Back to the savepoint set last. */
  public static Step rollbackToSavepoint() {
    return of(Verb.ROLLBACK_TO_SAVEPOINT);
  }

  /** {@code Connection.setSchema}. */
  public static Step schema(String name) {
    return of(Verb.SCHEMA, name);
  }

  /** {@code Connection.setReadOnly}. */
  public static Step readOnly(boolean on) {
    return of(Verb.READ_ONLY, Boolean.toString(on));
  }

  /** {@code Connection.setTransactionIsolation}. */
  public static Step isolation(int level) {
    return of(Verb.ISOLATION, Integer.toString(level));
  }

  /** Sets a system property of the service's process; clears it if the value is empty. */
  public static Step property(String key, String value) {
    return of(Verb.PROPERTY, key, value);
  }

  /** One of {@link EntryPoints}, on a table. */
  public static Step entryPoint(String name, String table) {
    return of(Verb.ENTRY_POINT, name, table);
  }

  /** Attaches the agent to the running service. */
  public static Step attach(String jar, String options) {
    return of(Verb.ATTACH, jar, options);
  }

  /** One line without a line end. */
  public String toLine() {
    List<String> words = new ArrayList<>(List.of(verb.name()));
    arguments.forEach(argument -> words.add(escaped(argument)));
    return String.join("\t", words);
  }

  static Step parse(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split("\t", -1)) {
      words.add(unescaped(word));
    }
    return new Step(Verb.valueOf(words.get(0)), words.subList(1, words.size()));
  }

  /** Any text as one line. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  /** What {@link #escaped} was made of. */
  public static String unescaped(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      switch (line.charAt(i)) {
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'n' -> text.append('\n');
        default -> text.append(line.charAt(i));
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return verb + " " + String.join(" | ", arguments);
  }
}
