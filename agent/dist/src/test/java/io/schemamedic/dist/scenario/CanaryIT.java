package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.program.Step;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing that the agent says anywhere holds a value, a literal, a comment, a row or a password.
 */
class CanaryIT {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/runbook",
          "/metrics",
          "/-/healthy",
          "/api/status",
          "/api/incidents",
          "/api/drift",
          "/api/plans",
          "/api/repairs",
          "/CanaryPath?CanaryQuery=CanaryQuery",
          "/api/plans/CanaryPlan/approve",
          "/api/../%43anaryPath");

  private final Path directory;

  CanaryIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** Everything that the agent has said, by where. */
  private List<String> said(RunningService service) throws IOException {
    List<String> said = new ArrayList<>();
    service.err().forEach(line -> said.add("stderr: " + line));
    for (String page : PAGES) {
      service.ask(page).body().lines().forEach(line -> said.add(page + ": " + line));
      said.add(page + ": " + service.ask(page).headers().map());
    }
    try (Stream<Path> files = Files.walk(directory.resolve("said"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        said.add("file " + file.getFileName());
        Files.readAllLines(file).forEach(line -> said.add(file.getFileName() + ": " + line));
      }
    }
    return said;
  }

  private static void assertNoCanary(List<String> said) {
    assertThat(said)
        .isNotEmpty()
        .noneMatch(
            line ->
                line.substring(line.indexOf(": ") + 1)
                    .toLowerCase(Locale.ROOT)
                    .contains(CanaryStatements.CANARY.toLowerCase(Locale.ROOT)));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private RunningService start(String mode, String more) throws IOException {
    Path records = Files.createDirectories(directory.resolve("said"));
    return RunningService.withAgent(
        "mode=%s;allow=public.*;repair.max-per-hour=100;audit.file=%s;migrations.dir=%s;declared=file:%s%s"
            .formatted(
                mode,
                records.resolve("audit.jsonl"),
                Files.createDirectories(records.resolve("migrations")),
                file("declared.sql", CanaryStatements.DECLARED),
                more));
  }

  private static TestDatabase database() {
    TestDatabase database = TestPostgres.instance().newDatabase();
    Roles.prepare(database);
    CanaryStatements.GIVEN.forEach(database::execute);
    return database;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "observe, 'observed', 'stderr: /api/incidents: audit.jsonl:'",
    "propose, 'proposed refused', '/api/plans: audit.jsonl: .sql:'",
    "repair, 'healed repaired_for_next refused failed', '/api/plans: audit.jsonl: .sql:'"
  })
  void nothingOfTheServicesIsSaid(String mode, String decisions, String places) throws IOException {
    try (TestDatabase database = database();
        RunningService service = start(mode, "")) {
      service.run(
          connect(
              database.url() + "&ApplicationName=CanaryApp&sslpassword=CanaryUrl",
              "CanaryPassword"));
      Metrics before = service.metrics();
      List<String> healed = CanaryStatements.healedIfAllowed().stream().map(service::run).toList();
      List<Step> others = CanaryStatements.notHealed();
      List<String> answers = others.stream().map(service::run).toList();

      // Or there would be nothing to be silent about.
      assertThat(service.metrics().decisionsSince(before).keySet())
          .extracting(decision -> decision.substring(0, decision.indexOf('/')))
          .contains(decisions.split(" "));
      if (mode.equals("repair")) {
        assertThat(healed).as("%s", service.err()).allMatch(answer -> answer.startsWith("updated"));
      }
      assertThat(List.of("CanaryRow", "CanaryRaised", "CanaryU", "CanaryDetail", "CanaryDynamic"))
          .allMatch(String.join("\n", answers)::contains);
      assertThat(service.metrics().agentErrorsSince(before)).isEmpty();
      List<String> said = said(service);
      for (String place : places.split(" ")) {
        assertThat(said).anyMatch(line -> line.contains(place));
      }
      assertNoCanary(said);
    }
  }

  @Test
  void noPasswordIsSaidOfARoleThatCannotConnect() throws IOException {
    try (TestDatabase database = database();
        RunningService service =
            start(
                "repair",
                ";repair.user=nobody_at_all;repair.password-file="
                    + file("secret", "CanaryFile\n"))) {
      service.run(connect(database.url() + "&password=CanaryUrl"));
      Metrics before = service.metrics();
      CanaryStatements.healedIfAllowed().forEach(service::run);

      assertThat(service.metrics().decisionsSince(before)).containsKey("failed/no_repair_session");
      assertNoCanary(said(service));
    }
  }

  @Test
  void nothingIsSaidOfABadConfiguration() throws IOException {
    String properties =
        file(
            "bad.properties",
            """
            mode=repair
            allow=public.*
            repair.url=jdbc:postgresql://user:CanaryUserInfo@localhost/shop?password=CanaryUrl
            repair.password=CanaryUnknownKey
            password=CanaryUnknownKey
            repair.lock-timeout=300ms;repair.password=CanaryPiece
            http.token-file=%s
            repair.password-file=%s
            declared=file:%s
            """
                .formatted(
                    file("empty-token", ""),
                    file("empty-secret", ""),
                    file(
                        "bad.sql",
                        """
                        -- CanaryComment
                        CREATE TABLE good (id int);
                        INSERT INTO good VALUES ('CanaryInsert');
                        CREATE ROLE service PASSWORD 'CanaryRole';
                        COPY good FROM STDIN;
                        CanaryData	CanaryData
                        \\.
                        CREATE FUNCTION f() RETURNS text AS $$ SELECT 'CanaryFunction' $$ LANGUAGE sql;
                        CREATE TABLE bad (id int DEFAULT 'CanaryDefault' NOT UNDERSTOOD, text text);
                        SELECT 'it's CanaryQuote'; CanaryLost CanaryWords;
                        CREATE TABLE cut (text text DEFAULT 'CanaryEnd
                        """)));
    try (TestDatabase database = database();
        RunningService service = RunningService.withAgent("config=" + properties)) {
      service.run(connect(database.url()));
      CanaryStatements.healedIfAllowed().forEach(service::run);

      assertThat(service.metrics().value("schema_medic_mode", "mode=\"observe\"")).isEqualTo(1);
      assertThat(service.err()).anyMatch(line -> line.contains("configuration: "));
      Files.createDirectories(directory.resolve("said"));
      assertNoCanary(said(service));
    }
  }
}
