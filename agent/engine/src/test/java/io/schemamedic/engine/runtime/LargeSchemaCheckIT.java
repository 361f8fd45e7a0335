package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.CheckOnConnect;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** A check of as many tables as a large monolith has. */
@ExtendWith(TestDatabaseExtension.class)
class LargeSchemaCheckIT {
  private static final int TABLES = 5_000;

  @Test
  void fiveThousandTablesAreCheckedWithinTheTimeOfACheck(
      TestDatabase database, TestReporter reporter) throws Exception {
    database.execute(
        "DO $$ BEGIN FOR i IN 1.."
            + (TABLES - 1)
            + " LOOP EXECUTE format('CREATE TABLE t%s"
            + " (id bigint PRIMARY KEY, name varchar(40) NOT NULL DEFAULT ''x'', amount numeric(10,2)"
            + " CHECK (amount > 0), at timestamptz DEFAULT now())', i); IF i % 500 = 0 THEN COMMIT;"
            + " END IF; END LOOP; END $$");
    String script =
        IntStream.rangeClosed(1, TABLES)
            .mapToObj(
                i ->
                    "CREATE TABLE t"
                        + i
                        + " (id bigint PRIMARY KEY, name varchar(40) NOT NULL DEFAULT 'x',"
                        + " amount numeric(10,2) CHECK (amount > 0), at timestamptz DEFAULT now());")
            .collect(Collectors.joining());
    try (CheckedService service =
        new CheckedService(Mode.PROPOSE, CheckOnConnect.BLOCKING, script)) {
      service.connect(database, "postgres").close();

      Duration second = recheck(service);

      assertThat(Objects.requireNonNull(service.known().drift(), service.known().why()).drifts())
          .singleElement()
          .hasToString("missing_table public.t" + TABLES);
      assertThat(service.known().count(Severity.EXTRA)).isZero();
      reporter.publishEntry("check of " + TABLES + " tables", second.toString());
    }
  }

  private static Duration recheck(CheckedService service) throws InterruptedException {
    long began = System.nanoTime();
    for (DatabaseCheck check : service.check.startAll(false)) {
      assertThat(check.await(TimeUnit.SECONDS.toNanos(20))).isTrue();
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
