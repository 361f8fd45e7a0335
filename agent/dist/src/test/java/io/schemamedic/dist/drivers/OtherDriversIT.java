package io.schemamedic.dist.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Failures on H2 and on a real MariaDB server are counted and told, and that is all: the agent may
 * repair, and the table that is missing is declared.
 */
class OtherDriversIT {
  private static final String DECISIONS = "schema_medic_decisions_total";

  @TempDir private Path directory = Path.of("");
  private String declared = "";

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
    Path driver = ServiceRun.driver("h2.jar");
    String url = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
    ServiceRun without = ServiceRun.of(new ForkedJvm(Jdk.current()), driver, url);
    AgentSetup agent = AgentSetup.repairing(directory, declared);

    ServiceRun with = ServiceRun.of(agent.jvm(), driver, url, run -> assertCounted(run, agent));

    assertThat(with.out()).isEqualTo(without.out());
    assertTold(with, "H2");
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource({
    "MariaDB, mariadb-2.jar, useServerPrepStmts=false",
    "MariaDB, mariadb-3.jar, useServerPrepStmts=true",
    "MariaDB, mariadb-3.jar, useServerPrepStmts=false",
    "MySQL, mysql.jar, useServerPrepStmts=true"
  })
  void mariaDbIsCountedAndNothingElse(String product, String jar, String parameters)
      throws IOException {
    try (MariaDbServer server = MariaDbServer.start(directory)) {
      Path driver = ServiceRun.driver(jar);
      String url = server.url(product, "shop", parameters);
      // The first run makes the database.
      ServiceRun.of(new ForkedJvm(Jdk.current()), driver, url);
      int before = server.statements().size();
      ServiceRun without = ServiceRun.of(new ForkedJvm(Jdk.current()), driver, url);
      int between = server.statements().size();
      AgentSetup agent = AgentSetup.repairing(directory, declared);

      ServiceRun with = ServiceRun.of(agent.jvm(), driver, url, run -> assertCounted(run, agent));

      assertThat(with.out()).isEqualTo(without.out());
      assertTold(with, product);
      List<String> sent = server.statements();
      assertThat(sent.subList(between, sent.size()))
          .hasSizeGreaterThan(100)
          .containsExactlyInAnyOrderElementsOf(sent.subList(before, between));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void serviceThatAlsoUsesPostgresIsHealedThere(boolean postgresFirst) {
    AgentSetup agent = AgentSetup.repairing(directory, declared);
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      List<String> urls = new ArrayList<>(List.of(database.url(), "jdbc:h2:mem:shop"));
      List<String> outcomes = new ArrayList<>(List.of("1", "42S04"));
      if (!postgresFirst) {
        Collections.reverse(urls);
        Collections.reverse(outcomes);
      }
      try (ServiceProcess service =
          ServiceProcess.start(
              agent.jvm().withFirstOnClassPath(ServiceRun.driver("h2.jar")),
              TwoDatabasesService.class,
              urls.toArray(new String[0]))) {
        assertThat(service.linesUntil(FailingService.READY)).isEqualTo(outcomes);
        assertThat(agent.metric(DECISIONS, "decision=\"healed\"")).isEqualTo(1);
        assertThat(agent.metric(DECISIONS, "reason=\"other_driver\"")).isEqualTo(1);
        assertThat(agent.metric(DECISIONS, "")).isEqualTo(2);
      }
    }
  }

  @Test
  void driverThatIsThereBeforeTheAgentIsCountedFromThenOn() {
    AgentSetup agent = AgentSetup.repairing(directory, declared);
    try (ServiceProcess service =
        ServiceProcess.start(
            new ForkedJvm(Jdk.current())
                .with("-Djdk.attach.allowAttachSelf=true")
                .withFirstOnClassPath(ServiceRun.driver("h2.jar")),
            AttachedH2Service.class,
            ShippedJar.file().getPath(),
            agent.properties().toString())) {
      assertThat(service.linesUntil(FailingService.READY)).containsExactly("42S04", "42S04");
      assertThat(agent.metric(DECISIONS, "reason=\"other_driver\"")).isEqualTo(1);

      service.send("");

      assertThat(service.linesUntil("detached")).containsExactly("42S04");
    }
  }

  @Test
  void healthyCallAllocatesNotAByteMore() {
    String url = "jdbc:h2:mem:shop";
    Path driver = ServiceRun.driver("h2.jar");
    AgentSetup agent = AgentSetup.repairing(directory, declared);

    List<String> without =
        new ForkedJvm(Jdk.current())
            .with("-Xint")
            .withFirstOnClassPath(driver)
            .run(HealthyCalls.class, url)
            .out();
    List<String> with =
        agent.jvm().with("-Xint").withFirstOnClassPath(driver).run(HealthyCalls.class, url).out();

    assertThat(without).hasSize(7);
    assertThat(with).isEqualTo(without);
  }

  /** One line for each kind, and nothing of the statement or the message in it. */
  private static void assertTold(ServiceRun run, String database) {
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
        .noneMatch(line -> line.contains(FailingService.SECRET))
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("note"));
  }

  private static void assertCounted(ServiceRun run, AgentSetup agent) {
    String failures = "schema_medic_failures_total";
    long all = run.failures("table") + run.failures("column");
    assertThat(agent.metric(failures, "kind=\"undefined_table\"")).isEqualTo(run.failures("table"));
    assertThat(agent.metric(failures, "kind=\"undefined_column\""))
        .isEqualTo(run.failures("column"));
    assertThat(agent.metric(failures, "")).isEqualTo(all);
    assertThat(agent.metric(failures, "column=\"other\"")).isEqualTo(all);
    assertThat(agent.metric(failures, "relation=\"other\"")).isEqualTo(all);
    assertThat(agent.metric(DECISIONS, "")).isEqualTo(all);
    assertThat(agent.metric(DECISIONS, "reason=\"other_driver\"")).isEqualTo(all);
    assertThat(
            Stream.of("repairs", "retries", "agent_errors")
                .map(name -> agent.metric("schema_medic_" + name + "_total", "")))
        .containsOnly(0L);
  }
}
