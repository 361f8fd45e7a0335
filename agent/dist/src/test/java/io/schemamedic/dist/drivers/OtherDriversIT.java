package io.schemamedic.dist.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Failures on H2 and on a real MariaDB server are counted and told, and that is all: the agent may
 * repair, and the table that is missing is declared.
 */
class OtherDriversIT {
  @TempDir private Path directory = Path.of("");
  private String declared = "";

  /** What a run of the service has printed, and what it has left on stderr. */
  private record Run(List<String> out, List<String> err) {
    long failures(String of) {
      String start = "failed for a " + of + " ";
      return out.stream()
          .filter(line -> line.startsWith(start))
          .mapToLong(line -> Long.parseLong(line.substring(start.length())))
          .sum();
    }
  }

  @BeforeEach
  void declareTheMissing() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("declared.sql"),
            """
            CREATE TABLE note (id int, text text);
            CREATE TABLE person (id int, name text, nickname text, nick text);
            """);
    declared = "file:" + file;
  }

  @Test
  void h2IsCountedAndNothingElse() {
    String url = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
    Run without = run(new ForkedJvm(Jdk.current()), "h2.jar", url, null);
    AgentSetup agent = AgentSetup.repairing(directory, declared);

    Run with = run(agent.jvm(), "h2.jar", url, agent);

    assertThat(with.out()).isEqualTo(without.out());
    assertTold(with, "H2");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "mariadb-2.jar, useServerPrepStmts=false",
    "mariadb-3.jar, useServerPrepStmts=true",
    "mariadb-3.jar, useServerPrepStmts=false"
  })
  void mariaDbIsCountedAndNothingElse(String jar, String parameters) throws IOException {
    try (MariaDbServer server = MariaDbServer.start(directory)) {
      String url = server.url("shop", parameters);
      // The first run makes the database.
      run(new ForkedJvm(Jdk.current()), jar, url, null);
      int before = server.statements().size();
      Run without = run(new ForkedJvm(Jdk.current()), jar, url, null);
      int between = server.statements().size();
      AgentSetup agent = AgentSetup.repairing(directory, declared);

      Run with = run(agent.jvm(), jar, url, agent);

      assertThat(with.out()).isEqualTo(without.out());
      assertTold(with, "MariaDB");
      List<String> sent = server.statements();
      assertThat(sent.subList(between, sent.size()))
          .hasSizeGreaterThan(100)
          .containsExactlyInAnyOrderElementsOf(sent.subList(before, between));
    }
  }

  /** One line for each kind, and nothing of the statement or the message in it. */
  private static void assertTold(Run run, String database) {
    assertThat(run.out()).contains("failed for a column 3");
    assertThat(run.failures("table")).isGreaterThan(100);
    assertThat(run.err())
        .allMatch(line -> line.startsWith("[schema-medic] "))
        .filteredOn(line -> line.contains("refused to repair"))
        .hasSize(2)
        .allMatch(line -> line.contains("database=\"" + database + "\""))
        .allMatch(line -> line.contains("reason=\"other_driver\""))
        .anyMatch(line -> line.contains("kind=\"undefined_table\" sqlState=\"42S02\""))
        .anyMatch(line -> line.contains("kind=\"undefined_column\" sqlState=\"42S22\""));
    assertThat(run.err())
        .noneMatch(line -> line.contains(OtherDatabaseService.SECRET))
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("note"));
  }

  /** Whether each failure was counted, once, under its kind and no name, is asked while it runs. */
  private static Run run(ForkedJvm jvm, String jar, String url, @Nullable AgentSetup agent) {
    Path driver = Path.of("target", "drivers", jar).toAbsolutePath();
    try (ServiceProcess service =
        ServiceProcess.start(jvm.withFirstOnClassPath(driver), OtherDatabaseService.class, url)) {
      List<String> out =
          service.linesUntil(OtherDatabaseService.READY).stream()
              .map(line -> line.replaceAll("\\(conn=\\d+\\)", "(conn)"))
              .toList();
      Run run = new Run(out, service.errorLines());
      if (agent != null) {
        assertCounted(run, agent);
      }
      return run;
    }
  }

  private static void assertCounted(Run run, AgentSetup agent) {
    String failures = "schema_medic_failures_total";
    long all = run.failures("table") + run.failures("column");
    assertThat(agent.metric(failures, "kind=\"undefined_table\"")).isEqualTo(run.failures("table"));
    assertThat(agent.metric(failures, "kind=\"undefined_column\""))
        .isEqualTo(run.failures("column"));
    assertThat(agent.metric(failures, "")).isEqualTo(all);
    assertThat(agent.metric(failures, "column=\"other\"")).isEqualTo(all);
    assertThat(agent.metric(failures, "relation=\"other\"")).isEqualTo(all);
    assertThat(agent.metric("schema_medic_decisions_total", "")).isEqualTo(all);
    assertThat(agent.metric("schema_medic_decisions_total", "reason=\"other_driver\""))
        .isEqualTo(all);
    assertThat(
            Stream.of("repairs", "retries", "agent_errors")
                .map(name -> agent.metric("schema_medic_" + name + "_total", "")))
        .containsOnly(0L);
  }
}
