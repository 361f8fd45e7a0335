package io.schemamedic.dist.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.PgBouncer;
import io.schemamedic.dist.load.DirectedCalls.Ended;
import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight processes with sixteen callers each meet the same gap at once: a table that refers to
 * another. Once with a session of the server for every connection, once through a pooler that has
 * far fewer.
 */
@ExtendWith(TestDatabaseExtension.class)
class FleetIT {
  private static final int PROCESSES = 8;
  private static final int CALLERS = 16;
  private static final int ALL = PROCESSES * CALLERS;
  private static final String PARENT = "CREATE TABLE parent (id int PRIMARY KEY);\n";
  private static final String CHILD =
      """
      CREATE TABLE child (
        id int PRIMARY KEY,
        parent int NOT NULL REFERENCES parent ON DELETE CASCADE,
        text text DEFAULT ''
      );
      """;
  private static final String LOCKS_OF_OTHERS =
      "SELECT pid, locktype, mode, relation::regclass FROM pg_locks"
          + " WHERE pid <> pg_backend_pid() AND (database IS NULL OR database ="
          + " (SELECT oid FROM pg_database WHERE datname = current_database()))"
          + " AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())";
  private static final String SESSIONS_OF_AGENTS =
      "SELECT count(*) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND application_name = 'schema-medic'";

  @Test
  void oneOfManyRepairs(TestDatabase database, @TempDir Path records) {
    prepare(database);
    assertHealedByOne(database, records, database.url());

    assertThat(Eventually.is("0", () -> database.query(SESSIONS_OF_AGENTS).get(0))).isEqualTo("0");
  }

  @Test
  void oneOfManyRepairsBehindAPooler(
      TestDatabase database, @TempDir Path directory, @TempDir Path records) {
    try (PgBouncer pooler = PgBouncer.start(directory, database.port(), 20)) {
      prepare(database);
      assertHealedByOne(database, records, pooler.url(database.name()));
    }
  }

  private static void prepare(TestDatabase database) {
    database.execute(PARENT, "INSERT INTO parent VALUES (1)");
    database.logStatements();
  }

  private static void assertHealedByOne(TestDatabase database, Path records, String url) {
    try (Fleet fleet = Fleet.start(records, PARENT + CHILD, url, PROCESSES, CALLERS)) {
      List<Ended> ended =
          fleet.everybody(number -> "INSERT INTO child (id, parent) VALUES (" + number + ", 1)");

      assertThat(ended).extracting(Ended::end).as("ends").hasSize(ALL).containsOnly("ok");
      assertThat(database.query("SELECT id FROM child ORDER BY id"))
          .containsExactlyElementsOf(IntStream.range(0, ALL).mapToObj(String::valueOf).toList());
      assertThat(committedDdl(database))
          .as("DDL")
          .singleElement()
          .asString()
          .startsWith("CREATE TABLE");
      assertThat(fleet.audited("outcome", "repaired")).hasSize(1);
      assertThat(fleet.metric("schema_medic_repairs_total", "outcome=\"repaired\"")).isEqualTo(1);
      // Or there would have been no race.
      assertThat(fleet.metric("schema_medic_decisions_total", "decision=\"healed\""))
          .isGreaterThan(ALL / 2);
      assertThat(fleet.metric("schema_medic_agent_errors_total", "")).isZero();
      assertThat(Eventually.is(List.<String>of(), () -> database.query(LOCKS_OF_OTHERS))).isEmpty();
      assertThat(fleet.errorLines())
          .allMatch(line -> line.startsWith("[schema-medic] "))
          .hasSizeLessThan(PROCESSES * 8);
    }
  }

  /**
   * What was committed. A repairer whose snapshot is a moment older than the lock that it got may
   * try as well; the server refuses its DDL, and it rolls back.
   */
  private static List<String> committedDdl(TestDatabase database) {
    Map<Integer, List<String>> open = new HashMap<>();
    List<String> committed = new ArrayList<>();
    for (LoggedStatement statement : database.serverLog()) {
      String sql = statement.sql().strip();
      List<String> ofTransaction = open.computeIfAbsent(statement.pid(), pid -> new ArrayList<>());
      if (sql.matches("(?is)(CREATE|ALTER|DROP|GRANT|COMMENT|TRUNCATE)\\b.*")) {
        ofTransaction.add(sql);
      } else if (sql.matches("(?i)COMMIT|ROLLBACK")) {
        committed.addAll(sql.matches("(?i)COMMIT") ? ofTransaction : List.of());
        ofTransaction.clear();
      }
    }
    open.values().forEach(committed::addAll);
    return committed;
  }
}
