package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.Jdk;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** A check of 5,000 tables in a heap of 100 MB. How long it took is in the test's report. */
@ExtendWith(TestDatabaseExtension.class)
class LargeCheckIT {
  private static final int TABLES = 5_000;

  /** In a transaction each, since a server has locks for some thousand tables only. */
  private static final int TABLES_AT_ONCE = 500;

  private static String table(int number) {
    return """
        CREATE TABLE t%1$d (
          id bigint PRIMARY KEY, parent_id bigint%2$s, name varchar(80) NOT NULL, note text DEFAULT 'none',
          amount numeric(12,2) NOT NULL DEFAULT 0, state integer CHECK (state >= 0),
          created_at timestamptz NOT NULL DEFAULT now(), payload jsonb);
        CREATE INDEX t%1$d_name ON t%1$d (name);
        """
        .formatted(number, number == 0 ? "" : " REFERENCES t" + (number - 1));
  }

  @Test
  void memoryIsBounded(TestDatabase database, @TempDir Path directory, TestReporter reporter) {
    List<String> scripts = new ArrayList<>();
    for (int first = 0; first < TABLES; first += TABLES_AT_ONCE) {
      StringBuilder script = new StringBuilder();
      for (int number = first; number < first + TABLES_AT_ONCE; number++) {
        script.append(table(number));
      }
      scripts.add(script.toString());
    }
    scripts.forEach(database::execute);
    database.execute("ALTER TABLE t4999 DROP COLUMN note", "DROP INDEX t4998_name");
    String declared = Tool.declared(directory, String.join("", scripts));
    List<String> command = new ArrayList<>(List.of("-Xmx100m"));
    command.addAll(
        List.of(Tool.command("check", "--url=" + database.url(), "--declared=" + declared)));
    command.add("--driver-jar=" + ForkedJvm.jarOf(Driver.class));

    long began = System.nanoTime();
    Result result = new ForkedJvm(Jdk.current()).runJava(command.toArray(String[]::new));
    reporter.publishEntry(
        "check of " + TABLES + " tables", Duration.ofNanos(System.nanoTime() - began).toString());

    assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
    assertThat(result.out())
        .hasSize(3)
        .contains("breaks   missing_column       public.t4999.note  wanted: text")
        .anyMatch(line -> line.startsWith("differs  missing_index        public.t4998.t4998_name"));
  }
}
