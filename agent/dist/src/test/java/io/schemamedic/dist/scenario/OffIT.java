package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.commit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.property;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.statementBatch;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Observe, propose and both kill switches: the service runs as if there were no agent. */
@ExtendWith(TestDatabaseExtension.class)
class OffIT {
  private static final String DECLARED =
      """
      CREATE TABLE note (id int, text text, mood text DEFAULT 'calm');
      CREATE TABLE tag (id int PRIMARY KEY, note_id int);
      """;

  private static final String KILL_SWITCH = "schemamedic.kill-switch";

  private static Path drafts;
  private static Path killSwitchFile;
  private static RunningService observing;
  private static RunningService proposing;
  private static RunningService repairing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared = Files.writeString(directory.resolve("declared.sql"), DECLARED);
    drafts = Files.createDirectory(directory.resolve("drafts"));
    killSwitchFile = directory.resolve("stop");
    String common = "declared=file:" + declared + ";allow=public.*;check.on-connect=off;";
    observing = RunningService.withAgent(common + "mode=observe");
    proposing = RunningService.withAgent(common + "mode=propose;migrations.dir=" + drafts);
    repairing = RunningService.withAgent(common + "mode=repair;kill-switch.file=" + killSwitchFile);
  }

  @AfterAll
  static void end() {
    Stream.of(observing, proposing, repairing).forEach(RunningService::close);
  }

  @AfterEach
  void removeKillSwitches() throws IOException {
    Files.deleteIfExists(killSwitchFile);
    repairing.run(property(KILL_SWITCH, ""));
  }

  /** Everything that a repairing agent would heal or at least repair. */
  private static List<Scenario> gaps() {
    return List.of(
        Scenario.of("table in a statement")
            .calls(query("SELECT id FROM tag"), update("INSERT INTO tag VALUES (1, 1)")),
        Scenario.of("column in a statement")
            .given("CREATE TABLE note (id int)")
            .calls(execute("SELECT text FROM note"), query("SELECT count(*) FROM note")),
        Scenario.of("column in a prepared statement")
            .given("CREATE TABLE note (id int)")
            .calls(prepared("INSERT INTO note (id, text) VALUES (?, ?)", "1", "a")),
        Scenario.of("table in a prepared batch")
            .calls(preparedBatch("INSERT INTO tag (id) VALUES (?)", "1", "2", "3")),
        Scenario.of("table in a prepared batch that the driver rewrites")
            .calls(
                connect("&reWriteBatchedInserts=true"),
                preparedBatch("INSERT INTO tag (id) VALUES (?)", "1", "2", "3")),
        Scenario.of("table in a batch of statements")
            .given("CREATE TABLE note (id int)")
            .calls(
                statementBatch("INSERT INTO note VALUES (1)", "INSERT INTO tag (id) VALUES (1)"),
                query("SELECT count(*) FROM note")),
        Scenario.of("table in one of several statements")
            .given("CREATE TABLE note (id int)")
            .calls(
                execute("INSERT INTO tag (id) VALUES (1); INSERT INTO note VALUES (1)"),
                query("SELECT count(*) FROM note")),
        Scenario.of("first statement of a transaction")
            .calls(
                autoCommit(false),
                update("INSERT INTO tag (id) VALUES (1)"),
                query("SELECT 1"),
                rollback()),
        Scenario.of("later in a transaction")
            .given("CREATE TABLE note (id int)")
            .calls(
                autoCommit(false),
                update("INSERT INTO note VALUES (1)"),
                query("SELECT mood FROM note"),
                commit(),
                query("SELECT count(*) FROM note")));
  }

  /** The statements above that fail because of the schema. */
  private static Scenario decidingAlways(Scenario scenario, String decision, String reason) {
    scenario.decides(decision, reason);
    return scenario.toString().equals("table in a statement")
        ? scenario.decides(decision, reason)
        : scenario;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gaps")
  void observeChangesNothing(Scenario scenario) {
    new Comparison(observing).verify(decidingAlways(scenario, "observed", "observe_mode"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gaps")
  void proposeChangesNothing(Scenario scenario) {
    new Comparison(proposing).verify(decidingAlways(scenario, "proposed", "propose_mode"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gaps")
  void killSwitchFileStopsAtOnce(Scenario scenario) throws IOException {
    Files.createFile(killSwitchFile);

    new Comparison(repairing).verify(decidingAlways(scenario, "refused", "kill_switch"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gaps")
  void killSwitchPropertyStopsAtOnce(Scenario scenario) {
    repairing.run(property(KILL_SWITCH, "true"));

    new Comparison(repairing).verify(decidingAlways(scenario, "refused", "kill_switch"));
  }

  @Test
  void withoutKillSwitchTheNextCallIsHealed() {
    new Comparison(repairing)
        .verify(
            Scenario.of("switched off in the middle")
                .calls(property(KILL_SWITCH, "true"), query("SELECT id FROM tag"))
                .calls(property(KILL_SWITCH, ""))
                .byHand("CREATE TABLE tag (id int PRIMARY KEY, note_id int)")
                .calls(query("SELECT id FROM tag"))
                .decides("refused", "kill_switch")
                .decides("healed", "repaired"));
  }

  /** Both ways, the very next call is met: there is nothing that would have to notice first. */
  @Test
  void nextCallAfterTheFileIsMadeOrRemovedMeetsIt(TestDatabase database) throws IOException {
    repairing.run(connect(database.url()));

    for (int round = 0; round < 3; round++) {
      Files.createFile(killSwitchFile);
      assertThat(repairing.run(query("SELECT id FROM tag"))).contains("SQLSTATE 42P01");
      assertThat(database.query("SELECT to_regclass('tag')")).containsExactly("null");
      Files.delete(killSwitchFile);
    }
    assertThat(repairing.run(query("SELECT id FROM tag"))).isEqualTo("rows id");

    Files.createFile(killSwitchFile);
    database.execute("CREATE TABLE note (id int)");
    assertThat(repairing.run(query("SELECT text FROM note"))).contains("SQLSTATE 42703");
    repairing.run(property(KILL_SWITCH, "true"));
    Files.delete(killSwitchFile);
    assertThat(repairing.run(query("SELECT text FROM note"))).contains("SQLSTATE 42703");
    repairing.run(property(KILL_SWITCH, ""));
    assertThat(repairing.run(query("SELECT text FROM note"))).isEqualTo("rows text");
  }

  @Test
  void proposeDraftsTheMigration() throws IOException {
    new Comparison(proposing)
        .verify(
            Scenario.of("draft")
                .given("CREATE TABLE note (id int, text text)")
                .calls(query("SELECT mood FROM note"))
                .decides("proposed", "propose_mode"));

    try (Stream<Path> written = Files.list(drafts)) {
      assertThat(written)
          .anySatisfy(
              draft ->
                  assertThat(draft)
                      .content()
                      .contains("proposed", "ADD COLUMN IF NOT EXISTS mood text DEFAULT 'calm'"));
    }
    assertThat(proposing.get("/api/plans")).contains("ADD COLUMN mood");
  }
}
