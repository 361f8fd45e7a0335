package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.property;
import static io.schemamedic.dist.program.Step.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.program.FaultAgent;
import io.schemamedic.dist.program.Step;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Errors in the agent itself, at every step of the line: no caller sees anything of them, nothing
 * half-done stays, they are counted, and the agent goes on.
 */
class FaultIT {
  private static final String ENGINE = "io.schemamedic.engine.";
  private static final List<Class<? extends Throwable>> KINDS =
      List.of(
          IllegalStateException.class,
          OutOfMemoryError.class,
          StackOverflowError.class,
          NoClassDefFoundError.class);

  private static final String NOTE = "CREATE TABLE note (id int)";
  private static final String TEXT = "ALTER TABLE note ADD COLUMN text text";
  private static final Step INSERT_TEXT = prepared("INSERT INTO note (text) VALUES (?)", "a");

  private static RunningService repairing;
  private static RunningService checking;

  /** A method of the agent, and how its errors are counted; null if nobody is left to count. */
  private record Point(String method, String where) {
    String type() {
      return method.substring(0, method.lastIndexOf('.'));
    }

    Step fault(Class<? extends Throwable> kind) {
      return property(FaultAgent.PROPERTY, method + " " + kind.getName());
    }

    @Override
    public String toString() {
      return method.substring(type().lastIndexOf('.') + 1) + " in " + where;
    }
  }

  private static final Point END = engine("repair.RepairOutcome.repaired", "repair");

  private static Point engine(String method, String where) {
    return new Point(ENGINE + method, where);
  }

  private static Point entry(String method, String where) {
    return new Point("io.schemamedic.entry." + method, where);
  }

  static List<Point> untilTheCommit() {
    return List.of(
        entry("AnsweredExceptions.contains", "gate"),
        engine("failure.FailureClassifier.classify", "classify"),
        engine("diagnosis.Candidates.of", "diagnose"),
        engine("runtime.Records.failure", "diagnose"),
        engine("runtime.Databases.of", "diagnose"),
        engine("runtime.DatabaseRepairs.answer", "diagnose"),
        engine("repair.RepairSessions.open", "diagnose"),
        engine("catalog.CatalogReader.read", "diagnose"),
        engine("diagnosis.Diagnoser.diagnose", "diagnose"),
        engine("plan.Planner.missingColumn", "plan"),
        engine("guard.Guard.decide", "guard"),
        engine("runtime.RepairRecords.begins", "record"),
        engine("repair.RepairExecutor.run", "repair"),
        engine("repair.TwinProbe.objection", "repair"),
        engine("repair.TransactionFootprint.unplannedChange", "repair"),
        engine("repair.ServicePrivileges.firstUnusable", "repair"),
        engine("repair.StatementDescriber.describe", "repair"));
  }

  static List<Point> afterTheCommit() {
    return List.of(
        engine("runtime.Repetition.role", "retry"), engine("retry.RetryPolicy.decide", "retry"));
  }

  static List<Point> whileTheRepairIsTold() {
    return List.of(
        engine("runtime.RepairRecords.ended", "record"),
        engine("runtime.RepairHistory.ended", "record"));
  }

  static List<Point> afterTheRepetition() {
    return List.of(
        engine("runtime.Records.healed", "record"),
        engine("metrics.MedicMetrics.decision", "record"));
  }

  private static List<Point> others() {
    return List.of(
        END,
        entry("Gatekeeper.preparedFailed", ""),
        entry("FailedCall$BatchEntries.restore", "gate"),
        engine("runtime.Databases.connected", "connected"),
        engine("runtime.DatabaseCheck.check", "check"));
  }

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"),
            """
            CREATE TABLE note (id int, text text);
            CREATE TABLE tag_0 (id int);
            CREATE TABLE tag_1 (id int);
            CREATE TABLE tag_2 (id int);
            CREATE TABLE tag_3 (id int);
            """);
    List<String> classes =
        Stream.of(
                untilTheCommit(),
                afterTheCommit(),
                whileTheRepairIsTold(),
                afterTheRepetition(),
                others())
            .flatMap(List::stream)
            .map(Point::type)
            .distinct()
            .toList();
    String arguments =
        "mode=repair;allow=public.*;http.port=0;repair.max-per-process=1000;declared=file:"
            + declared;
    checking = RunningService.start(FaultyJvm.create(directory, classes).withAgent(arguments));
    repairing =
        RunningService.start(
            FaultyJvm.create(directory, classes).withAgent(arguments + ";check.on-connect=off"));
  }

  @AfterAll
  static void end() {
    repairing.close();
    checking.close();
  }

  /** Two kinds in one database: after a third the breaker would open. */
  private static List<List<Class<? extends Throwable>>> pairsOfKinds() {
    return List.of(KINDS.subList(0, 2), KINDS.subList(2, 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("untilTheCommit")
  void untilTheCommitNothingStays(Point point) {
    for (List<Class<? extends Throwable>> kinds : pairsOfKinds()) {
      Scenario scenario = Scenario.of("until the commit").given(NOTE);
      for (Class<? extends Throwable> kind : kinds) {
        scenario.calls(point.fault(kind), INSERT_TEXT).agentFails(point.where());
      }
      scenario.byHand(TEXT).calls(INSERT_TEXT).decides("healed", "repaired");
      new Comparison(repairing).verify(scenario);
    }
  }

  private static Step insertTag(int tag) {
    return prepared("INSERT INTO tag_" + tag + " VALUES (?)", "1");
  }

  private static String tag(int tag) {
    return "CREATE TABLE tag_" + tag + " (id int)";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("afterTheCommit")
  void afterTheCommitTheNextCallWorks(Point point) {
    for (List<Class<? extends Throwable>> kinds : pairsOfKinds()) {
      Scenario scenario = Scenario.of("after the commit");
      for (int i = 0; i < kinds.size(); i++) {
        scenario
            .calls(point.fault(kinds.get(i)), insertTag(i))
            .byHand(tag(i))
            .calls(insertTag(i))
            .agentFails(point.where());
      }
      new Comparison(repairing).verify(scenario);
    }
  }

  /** What is there may not be told as rolled back. */
  @Test
  void endOfACommitThatIsNotSeenIsUnknown() {
    for (List<Class<? extends Throwable>> kinds : pairsOfKinds()) {
      Scenario scenario = Scenario.of("unknown end");
      for (int i = 0; i < kinds.size(); i++) {
        scenario
            .calls(END.fault(kinds.get(i)), insertTag(i))
            .byHand(tag(i))
            .calls(insertTag(i))
            .agentFails(END.where())
            .decides("failed", "outcome_unknown");
      }
      new Comparison(repairing).verify(scenario);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whileTheRepairIsTold")
  void repairThatCannotBeToldIsARepair(Point point) {
    Scenario scenario = Scenario.of("telling of a repair");
    for (int i = 0; i < KINDS.size(); i++) {
      scenario
          .byHand(tag(i))
          .calls(point.fault(KINDS.get(i)), insertTag(i))
          .agentFails(point.where())
          .decides("healed", "repaired");
    }
    new Comparison(repairing).verify(scenario);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("afterTheRepetition")
  void afterTheRepetitionTheCallIsHealed(Point point) {
    Scenario scenario = Scenario.of("after the repetition");
    for (int i = 0; i < KINDS.size(); i++) {
      scenario
          .byHand(tag(i))
          .calls(point.fault(KINDS.get(i)), insertTag(i))
          .agentFails(point.where());
    }
    new Comparison(repairing).verify(scenario);
  }

  @Test
  void gateItselfHidesItsErrors() {
    Scenario scenario = Scenario.of("gate").given(NOTE);
    for (Class<? extends Throwable> kind : KINDS) {
      scenario.calls(entry("Gatekeeper.preparedFailed", "").fault(kind), INSERT_TEXT);
    }
    new Comparison(repairing)
        .verify(scenario.byHand(TEXT).calls(INSERT_TEXT).decides("healed", "repaired"));
  }

  @Test
  void batchWhoseEntriesCannotBePutBackStaysEmpty() {
    Point point = entry("FailedCall$BatchEntries.restore", "gate");
    Scenario scenario = Scenario.of("batch");
    for (int i = 0; i < KINDS.size(); i++) {
      scenario
          .calls(
              point.fault(KINDS.get(i)),
              preparedBatch("INSERT INTO tag_" + i + " VALUES (?)", "1", "2"))
          .byHand(tag(i))
          .calls(preparedBatch("INSERT INTO tag_" + i + " VALUES (?)", "1", "2"))
          .agentFails("gate");
    }
    new Comparison(repairing).verify(scenario);
  }

  @Test
  void connectingDoesNotFail() {
    Scenario scenario = Scenario.of("connect");
    for (Class<? extends Throwable> kind : KINDS) {
      scenario
          .calls(engine("runtime.Databases.connected", "connected").fault(kind), connect(""))
          .agentFails("connected");
    }
    new Comparison(repairing).verify(scenario.calls(query("SELECT 1")));
  }

  @Test
  void checkThatFailsIsUnknownAndNotNothing() {
    checkIn("known\":true", query("SELECT 1"));
    for (Class<? extends Throwable> kind : KINDS) {
      Metrics before = checking.metrics();
      checkIn(
          "known\":false,\"reason\":\"the agent itself failed",
          engine("runtime.DatabaseCheck.check", "check").fault(kind));
      assertThat(checking.metrics().agentErrorsSince(before)).isEqualTo(Map.of("check", 1));
    }
  }

  private static void checkIn(String knowledge, Step before) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      checking.run(before);
      assertThat(checking.run(connect(database.url()))).isEqualTo("done");
      String drift = "/" + database.name() + "\",\"" + knowledge;
      checking.await(() -> checking.get("/api/drift").contains(drift));
    }
  }

  @Test
  void errorIsToldOnceByItsKindAndPlaceAndNothingElse() {
    String kind = "java.util.ConcurrentModificationException";
    Step fault = property(FaultAgent.PROPERTY, ENGINE + "diagnosis.Diagnoser.diagnose " + kind);
    new Comparison(repairing)
        .verify(
            Scenario.of("twice the same")
                .given(NOTE)
                .calls(fault, INSERT_TEXT, fault, INSERT_TEXT)
                .agentFails("diagnose")
                .agentFails("diagnose"));

    assertThat(repairing.err())
        .filteredOn(line -> line.contains(kind))
        .singleElement()
        .asString()
        .contains("agent error, the service is not affected where=\"diagnose\"")
        .contains("at=\"");
  }
}
