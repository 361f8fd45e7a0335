package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.schemamedic.engine.config.CheckOnConnect;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One check, while the world around it changes. */
@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class DatabaseCheckIT {
  private static final String CUSTOMERS =
      "CREATE TABLE customers (id bigint PRIMARY KEY, age int CHECK (age > 0))";
  private static final SourceContent MORE =
      SourceContent.of(
          "hibernate", DdlScriptReader.read("h", "CREATE TABLE orders (id bigint PRIMARY KEY)"));

  private final TestDatabase database;
  private final CheckedService service =
      new CheckedService(Mode.REPAIR, CheckOnConnect.BLOCKING, CUSTOMERS, "public.orders");

  DatabaseCheckIT(TestDatabase database) {
    this.database = database;
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void whatIsDeclaredWhenItsTurnComesIsCompared() throws SQLException {
    database.execute(CUSTOMERS);
    DatabaseCheck waiting = check(connected());

    service.wanted.learned(MORE);
    waiting.run();

    assertThat(told()).containsExactly("missing_table public.orders");
  }

  @Test
  void whatIsDeclaredWhileItReadsIsComparedAsWell() throws Exception {
    database.execute(CUSTOMERS);
    DatabaseCheck reading = check(connected());
    Thread thread = new Thread(reading);
    try (Connection other = database.connection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE customers IN ACCESS EXCLUSIVE MODE");
      thread.start();
      awaitLockWaiter(statement);
      service.wanted.learned(MORE);
      other.rollback();
    }

    assertThat(reading.await(TimeUnit.SECONDS.toNanos(20))).isTrue();
    assertThat(told()).containsExactly("missing_table public.orders");
  }

  private static void awaitLockWaiter(Statement statement) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    boolean waits = false;
    while (!waits) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      waits =
          statement
              .executeQuery(
                  "SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                      + " WHERE NOT l.granted AND d.datname = current_database()")
              .next();
    }
  }

  @Test
  void serverThatWasNotCheckedIsNotHealed() throws Exception {
    database.execute(CUSTOMERS);
    MonitoredDatabase monitored = connected();
    service.wanted.learned(MORE);
    check(monitored).run();
    monitored.identified("another cluster/" + database.name());

    new DriftHealing(
            service.healing,
            monitored,
            service.wanted.current(),
            service.healing.clock().nanos() + TimeUnit.SECONDS.toNanos(20))
        .heal(Objects.requireNonNull(service.known().drift()));

    assertThat(service.decisions()).containsExactly("public.orders refused wrong_database");
    assertThat(database.query("SELECT to_regclass('orders') IS NULL")).containsExactly("t");
  }

  @Test
  void killSwitchKeepsNobodyWaiting() throws SQLException {
    MonitoredDatabase checkedForEver = connected();
    service.killSwitch.engage();

    assertThatCode(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> service.check.handOut(checkedForEver)))
        .doesNotThrowAnyException();
  }

  /** Known, and not checked yet. */
  private MonitoredDatabase connected() throws SQLException {
    try (Connection connection = database.connection()) {
      return Objects.requireNonNull(service.databases.connected(connection, user()));
    }
  }

  private static Properties user() {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return properties;
  }

  private DatabaseCheck check(MonitoredDatabase monitored) {
    return new DatabaseCheck(service.healing, monitored, service.check, 0, false);
  }

  private List<String> told() {
    return Objects.requireNonNull(service.known().drift(), service.known().why()).drifts().stream()
        .map(Drift::toString)
        .toList();
  }
}
