package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.readOnly;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.OwnServer;
import io.schemamedic.dist.program.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service on a streaming standby. What is missing there may be missing on the primary too, or
 * only not have come yet; neither can be told from here, nor repaired.
 */
class StandbyIT {
  private static final String DECLARED =
      """
      CREATE TABLE note (id int, text text, shared text);
      CREATE TABLE memo (id int, shared text);
      CREATE TABLE tag (id int);
      CREATE TABLE late (id int);
      """;

  private static OwnServer primary;
  private static OwnServer standby;
  private static RunningService repairing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, SQLException {
    primary = OwnServer.start(directory.resolve("primary"));
    primary.execute("CREATE TABLE note (id int)", "CREATE TABLE memo (id int)");
    standby = primary.startStandby(directory.resolve("standby"));
    Path declared = Files.writeString(directory.resolve("declared.sql"), DECLARED);
    repairing = RunningService.withAgent("mode=repair;allow=public.*;declared=file:" + declared);
    String written = primary.value("SELECT pg_current_wal_lsn()");
    repairing.await(
        () -> standby.value("SELECT pg_last_wal_replay_lsn() >= '" + written + "'").equals("t"));
    standby.execute("SELECT pg_wal_replay_pause()");
    primary.execute("CREATE TABLE late (id int)");
  }

  @AfterAll
  static void stop() {
    repairing.close();
    standby.close();
    primary.close();
  }

  private static List<String> answers(RunningService service, List<Step> steps) {
    service.run(connect(standby.url() + "&ApplicationName=service"));
    return steps.stream().map(service::run).toList();
  }

  static List<List<Step>> missing() {
    return List.of(
        List.of(query("SELECT id FROM tag")),
        List.of(prepared("INSERT INTO tag VALUES (?)", "1")),
        List.of(preparedBatch("INSERT INTO note (text) VALUES (?)", "a", "b")),
        List.of(autoCommit(false), query("SELECT text FROM note"), rollback()),
        List.of(readOnly(true), query("SELECT text FROM note WHERE id = 1")),
        List.of(query("SELECT shared FROM note JOIN memo USING (id)")),
        List.of(query("SELECT id FROM late")),
        List.of(autoCommit(false), update("DELETE FROM late"), rollback()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("missing")
  void refusedAndTheCallerSeesWhatItSawBefore(List<Step> steps) throws IOException {
    repairing.run(connect(standby.url()));
    Metrics before = repairing.metrics();

    List<String> with = answers(repairing, steps);

    assertThat(with).isEqualTo(answers(RunningService.withoutAgent(), steps));
    assertThat(repairing.metrics().decisionsSince(before)).isEqualTo(Map.of("refused/standby", 1));
    assertThat(repairing.metrics().agentErrorsSince(before)).isEmpty();
    // Whatever it had tried to write, the standby would have complained of.
    assertThat(standby.log())
        .anyMatch(line -> line.startsWith("service|ERROR:"))
        .noneMatch(line -> line.startsWith("schema-medic|"));
  }

  @Test
  void readOnlySessionOfThePrimaryIsTakenForNoPlaceToRepairEither() {
    List<Step> steps =
        List.of(
            connect(primary.url() + "&options=-c%20default_transaction_read_only=on"),
            query("SELECT text FROM note"));
    repairing.run(connect(primary.url()));
    Metrics before = repairing.metrics();

    List<String> with = steps.stream().map(repairing::run).toList();

    assertThat(with).isEqualTo(steps.stream().map(RunningService.withoutAgent()::run).toList());
    assertThat(repairing.metrics().decisionsSince(before)).isEqualTo(Map.of("refused/standby", 1));
  }
}
