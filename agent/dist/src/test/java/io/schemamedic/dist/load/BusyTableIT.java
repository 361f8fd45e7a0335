package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.load.DirectedCalls.Call;
import io.schemamedic.dist.load.DirectedCalls.Ended;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables that cannot be altered at once, and callers who do not want to wait for ever. Lock timeout
 * and budget are the defaults, 300 ms and 2 s; the bounds leave room for a busy machine and are far
 * from what would happen without them. One service for all tests, a table for each.
 */
class BusyTableIT {
  private static final List<String> TABLES =
      List.of("busy", "soon_free", "interrupted", "quick", "slow", "orphaned");

  private static @Nullable TestDatabase database;
  private static @Nullable DirectedCalls service;
  private static @Nullable AgentSetup agent;
  private static Path script = Path.of("");

  @BeforeAll
  static void startService(@TempDir Path records) throws IOException {
    TestDatabase fresh = TestPostgres.instance().newDatabase();
    StringBuilder declared = new StringBuilder();
    for (String table : TABLES) {
      declared.append("CREATE TABLE " + table + " (id int PRIMARY KEY, added text DEFAULT '');\n");
      fresh.execute("CREATE TABLE " + table + " (id int PRIMARY KEY)");
      fresh.execute("INSERT INTO " + table + " SELECT generate_series(1, 100)");
    }
    script = Files.writeString(records.resolve("tables.sql"), declared);
    fresh.logStatements();
    agent =
        AgentSetup.repairing(
            records,
            "file:" + script,
            "repair.max-per-hour=100",
            "repair.max-per-object=100",
            "repair.max-per-process=100");
    database = fresh;
    service = DirectedCalls.start(agent, fresh.url(), 4);
  }

  @AfterAll
  static void stopService() {
    service().close();
    database().close();
  }

  private static TestDatabase database() {
    return requireNonNull(database);
  }

  private static DirectedCalls service() {
    return requireNonNull(service);
  }

  private static AgentSetup agent() {
    return requireNonNull(agent);
  }

  private static String insert(String table) {
    return "INSERT INTO " + table + " (id, added) VALUES (1000, 'x')";
  }

  @Test
  void callerGetsItsExceptionInTimeAndReadersAreNotHeldUp() throws SQLException {
    Ended ended;
    long longestRead;
    try (Blocker blocker = Blocker.reading(database().url(), "busy")) {
      Call call = service().begin(insert("busy"));
      CompletableFuture<Ended> caller = CompletableFuture.supplyAsync(call::ended);
      blocker.awaitRepair();
      longestRead = Bystander.longestMillisUntil(caller, database(), "SELECT count(*) FROM busy");
      ended = caller.join();
    }

    assertThat(ended.end()).isEqualTo("42703");
    assertThat(ended.millis()).isBetween(1_000L, 3_500L);
    assertThat(longestRead).isLessThan(1_000);
    assertThat(agent().metric("schema_medic_decisions_total", "reason=\"lock_timeout\""))
        .isEqualTo(1);
    assertThat(attempts("busy")).isBetween(2L, 8L);
    assertThat(Eventually.is("ok", () -> service().call(insert("busy")).end())).isEqualTo("ok");
  }

  @Test
  void callerIsHealedIfTheReaderEndsInTime() throws SQLException {
    Call call;
    try (Blocker blocker = Blocker.reading(database().url(), "soon_free")) {
      call = service().begin(insert("soon_free"));
      blocker.awaitRepair();
    }

    assertThat(call.ended().end()).isEqualTo("ok");
  }

  @Test
  void interruptedCallerKeepsItsFlagAndGetsItsExceptionAtOnce() throws SQLException {
    Ended ended;
    try (Blocker blocker = Blocker.reading(database().url(), "interrupted")) {
      Call call = service().begin(insert("interrupted"));
      blocker.awaitRepair();
      call.interrupt();
      ended = call.ended();
    }

    assertThat(ended.end()).isEqualTo("42703");
    assertThat(ended.interrupted()).isTrue();
    assertThat(ended.millis()).isLessThan(1_900);
    assertThat(agent().metric("schema_medic_decisions_total", "reason=\"interrupted\""))
        .isEqualTo(1);
    assertThat(Eventually.is("ok", () -> service().call(insert("interrupted")).end()))
        .isEqualTo("ok");
  }

  @Test
  void callWithQueryTimeoutIsHealed() {
    Ended ended = service().begin(1, insert("quick")).ended();

    assertThat(ended.end()).isEqualTo("ok");
  }

  @Test
  void queryTimeoutAlsoEndsTheRepeatedStatement() {
    Ended ended =
        service()
            .begin(1, "INSERT INTO slow (id, added) SELECT 1000, 'x' FROM pg_sleep(20)")
            .ended();

    assertThat(ended.end()).isEqualTo("42703");
    assertThat(ended.millis()).isBetween(1_000L, 10_000L);
    assertThat(database().query("SELECT count(*) FROM slow WHERE id = 1000")).containsExactly("0");
    assertThat(service().call(insert("slow")).end()).isEqualTo("ok");
  }

  @Test
  void processKilledWhileItRepairsStandsInNobodysWay(@TempDir Path records) throws SQLException {
    AgentSetup other = AgentSetup.repairing(records, "file:" + script, "repair.wait-budget=5s");
    Call call;
    try (Blocker blocker = Blocker.reading(database().url(), "orphaned")) {
      try (DirectedCalls killed = DirectedCalls.start(other, database().url(), 1)) {
        killed.begin(insert("orphaned"));
        blocker.awaitRepair();
        killed.process().kill();
      }
      call = service().begin(insert("orphaned"));
      blocker.awaitRepair();
    }

    assertThat(call.ended().end()).isEqualTo("ok");
    assertThat(database().query("SELECT count(*) FROM orphaned WHERE id = 1000"))
        .containsExactly("1");
  }

  private static long attempts(String table) {
    return database().serverLog().stream()
        .filter(line -> line.sql().startsWith("ALTER TABLE public." + table + " "))
        .count();
  }
}
