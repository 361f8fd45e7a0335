package io.schemamedic.dist.once;

import io.schemamedic.dist.random.Dice;
import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * Takes away columns and tables, one thing for each {@link #provoke}. Whatever it takes, no
 * acknowledged row is lost: a column takes only its own values along, and before a table goes, its
 * rows are moved elsewhere, in the same transaction and under a lock that nobody else can have.
 *
 * <p>It never waits as long as the server waits before it looks for a deadlock, so that it never
 * costs a caller its transaction.
 */
final class Saboteur extends Thread implements AutoCloseable {
  private static final String LOCK_TIMEOUT = "SET lock_timeout = '400ms'";
  private static final String KEEP =
      """
      CREATE SCHEMA kept;
      CREATE TABLE kept.rows
        (source text, row_id bigint, caller integer, seq bigint, entry integer, way text);
      """;

  private final Connection connection;
  private final Dice dice;
  private final Semaphore provocations = new Semaphore(0);
  private final Map<String, Integer> columns = new TreeMap<>();
  private final Map<String, Integer> tables = new TreeMap<>();
  private volatile boolean ended;
  private volatile String trouble = "";

  private Saboteur(Connection connection, long seed) {
    super("saboteur");
    this.connection = connection;
    this.dice = new Dice(seed);
  }

  /** On a database that has the declared tables. */
  static Saboteur on(TestDatabase database, long seed) {
    database.execute(KEEP);
    Saboteur saboteur = new Saboteur(database.connection(), seed);
    saboteur.start();
    return saboteur;
  }

  /** It is time for one more. Does not wait for it. */
  void provoke() {
    provocations.release();
  }

  @Override
  public void run() {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK_TIMEOUT);
      provocations.acquire();
      while (!ended) {
        // What is gone, or in use, has to wait for another time.
        if (strike(statement)) {
          provocations.acquire();
        }
      }
    } catch (SQLException | InterruptedException e) {
      trouble = e.toString();
    }
  }

  private boolean strike(Statement statement) throws SQLException {
    int chosen = dice.below(100);
    if (chosen < 60) {
      String table = dice.oneOf(Tables.losingColumns());
      List<String> some = dice.percent(75) ? List.of(dice.oneOf(Tables.COLUMNS)) : Tables.COLUMNS;
      return takeColumns(statement, table, some);
    }
    if (chosen < 85) {
      return takeTables(statement, dice.oneOf(Tables.FRESH));
    }
    // Locked in the order in which callers do.
    return dice.percent(30)
        ? takeTables(statement, Tables.CHILD)
        : takeTables(statement, Tables.PARENT, Tables.CHILD);
  }

  private boolean takeColumns(Statement statement, String table, List<String> definitions)
      throws SQLException {
    StringBuilder drops = new StringBuilder();
    for (String definition : definitions) {
      drops.append(drops.isEmpty() ? "" : ", ");
      drops.append("DROP COLUMN ").append(definition, 0, definition.indexOf(' '));
    }
    if (!executed(statement, "ALTER TABLE " + table + " " + drops)) {
      return false;
    }
    columns.merge(table, definitions.size(), Integer::sum);
    return true;
  }

  private boolean takeTables(Statement statement, String... names) throws SQLException {
    StringBuilder script = new StringBuilder("BEGIN;");
    for (String name : names) {
      script.append("LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE;");
    }
    for (int i = names.length - 1; i >= 0; i--) {
      script.append(
          """
          WITH moved AS (DELETE FROM %1$s RETURNING row_id, caller, seq, entry, way)
            INSERT INTO kept.rows SELECT '%1$s', row_id, caller, seq, entry, way FROM moved;
          DROP TABLE %1$s;
          """
              .formatted(names[i]));
    }
    if (!executed(statement, script + "COMMIT")) {
      return false;
    }
    for (String name : names) {
      tables.merge(name, 1, Integer::sum);
    }
    return true;
  }

  /** False if something of it is not there, or somebody uses it all the time. */
  private static boolean executed(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      statement.execute("ROLLBACK");
      if (!List.of("42P01", "42703", "55P03", "2BP01").contains(e.getSQLState())) {
        throw e;
      }
      return false;
    }
  }

  /** How many columns it has taken, by table; once it has ended. */
  Map<String, Integer> columns() {
    return columns;
  }

  /** How often it has taken which table; once it has ended. */
  Map<String, Integer> tables() {
    return tables;
  }

  /** What it has not expected; empty if nothing. */
  String trouble() {
    return trouble;
  }

  /** Waits for what it is at. */
  void end() {
    ended = true;
    provoke();
    try {
      join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    end();
    connection.close();
  }
}
