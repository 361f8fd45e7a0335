package io.schemamedic.dist.life;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.disconnect;
import static io.schemamedic.dist.program.Step.entryPoint;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.statementBatch;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.program.WitnessAgent.Question;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** What is left of an agent that was attached, or came with the process, when it has gone. */
@NullUnmarked
class LeavingIT {
  private static final String APPLICATION = "service";

  /** Each way to fail that woven code sees. */
  private static final List<Step> FAILURES =
      List.of(
          execute("SELECT text FROM note"),
          query("SELECT id FROM nowhere"),
          update("INSERT INTO note (text) VALUES ('a')"),
          prepared("INSERT INTO note (text) VALUES (?)", "a"),
          preparedBatch("INSERT INTO note (text) VALUES (?)", "a", "b"),
          statementBatch("INSERT INTO note (id) VALUES (1)", "SELECT text FROM note"),
          autoCommit(false),
          update("INSERT INTO note (text) VALUES ('a')"),
          query("SELECT 1"),
          rollback(),
          autoCommit(true),
          entryPoint("copyIn(String)", "nowhere"));

  private static AttachedAgent agent;
  private static Witness witness;
  private static Map<String, Map<String, String>> driverWoven;
  private static Map<String, Map<String, String>> driverAfter;
  private static List<String> tracesBefore;
  private static List<String> tracesOfAgent;
  private static List<String> tracesAfter;
  private static List<String> passedGate;
  private static List<String> classesLeft;

  @BeforeAll
  static void comeAndGo(@TempDir Path directory) throws Exception {
    witness = Witness.in(directory);
    agent = AttachedAgent.of(AttachedAgent.jvm(), directory);
    FAILURES.forEach(agent.service()::run);
    tracesBefore = ask(Question.TRACES);
    agent.attach(ShippedJar.file());
    assertThat(agent.needColumn()).isEqualTo("updated 1");
    driverWoven = witness.driver(agent.service().pid());
    tracesOfAgent = ask(Question.TRACES);
    agent.detach(ShippedJar.file());
    classesLeft = ask(Question.CLASSES_LEFT);
    tracesAfter = ask(Question.TRACES);
    ask(Question.WATCH_GATE);
    agent.needColumn();
    FAILURES.forEach(agent.service()::run);
    // To ask for the driver's classes would restore them.
    passedGate = ask(Question.PASSED_GATE);
    driverAfter = witness.driver(agent.service().pid());
  }

  @AfterAll
  static void end() {
    agent.close();
  }

  private static List<String> ask(Question question) throws Exception {
    return witness.ask(agent.service().pid(), question);
  }

  @Test
  void twoClassesStayAndNoOther() {
    assertThat(classesLeft)
        .containsExactly("io.schemamedic.entry.AgentEntry", "io.schemamedic.entry.Gate");
  }

  @Test
  void threadsHooksPortsAndPropertiesAreAsBefore() {
    assertThat(tracesOfAgent)
        .contains("shutdown hook schema-medic-http-exit", "thread schema-medic check")
        .anyMatch(trace -> trace.startsWith("port "));
    assertThat(tracesAfter).isEqualTo(tracesBefore);
  }

  @Test
  void connectionsAreClosed() {
    assertThat(
            agent
                .database()
                .query(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name LIKE 'schema-medic%'"))
        .containsExactly("0");
  }

  @Test
  void methodsOfTheDriverAreThoseOfItsJar() throws IOException {
    Map<String, Map<String, String>> inTheJar = inTheJar(driverAfter.keySet());

    assertThat(driverAfter).hasSize(5).isEqualTo(inTheJar);
    assertThat(driverWoven.keySet())
        .allSatisfy(name -> assertThat(driverWoven.get(name)).isNotEqualTo(driverAfter.get(name)));
  }

  @Test
  void nothingIsToldAtTheGateAnyMore() {
    assertThat(passedGate).isEmpty();
  }

  @Test
  void failingCallsAreToTheCallerAndToTheServerAsWithoutTheAgent() {
    List<Map<String, List<String>>> seen = new ArrayList<>();
    for (RunningService service : List.of(agent.service(), RunningService.withoutAgent())) {
      seen.add(failuresOf(service));
    }

    assertThat(seen.get(0)).isEqualTo(seen.get(1));
    assertThat(seen.get(0).get("answers")).anyMatch(answer -> answer.contains("at org.postgresql"));
    assertThat(seen.get(0).get("conversation")).anyMatch(message -> message.startsWith("error "));
  }

  private static Map<String, List<String>> failuresOf(RunningService service) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      database.execute("CREATE TABLE note (id int)");
      database.logConversations();
      service.run(connect(database.url() + "&ApplicationName=" + APPLICATION));
      List<String> answers = FAILURES.stream().map(service::run).toList();
      service.run(disconnect());
      return Map.of(
          "answers",
          answers,
          "conversation",
          database.conversations(APPLICATION).values().stream().flatMap(List::stream).toList());
    }
  }

  @Test
  void agentThatCameWithTheProcessLeavesNothingButClassesOfTheEntry(@TempDir Path directory)
      throws Exception {
    Witness other = Witness.in(directory);
    ForkedJvm jvm =
        AttachedAgent.openly(
            new ForkedJvm(Jdk.current()).withAgent(AttachedAgent.options(directory)));
    try (AttachedAgent came = AttachedAgent.of(jvm, directory)) {
      assertThat(came.needColumn()).isEqualTo("updated 1");
      long pid = came.service().pid();

      came.detach(ShippedJar.file());

      assertThat(came.needColumn()).contains("42703");
      assertThat(other.ask(pid, Question.CLASSES_LEFT))
          .isNotEmpty()
          .allMatch(name -> name.contains("io.schemamedic.entry."));
      assertThat(other.ask(pid, Question.TRACES)).noneMatch(line -> line.contains("schema-medic"));
      Map<String, Map<String, String>> driver = other.driver(pid);
      assertThat(driver).isNotEmpty().isEqualTo(inTheJar(driver.keySet()));
    }
  }

  private static Map<String, Map<String, String>> inTheJar(Set<String> names) throws IOException {
    Map<String, Map<String, String>> classes = new TreeMap<>();
    try (JarFile jar = new JarFile(ForkedJvm.jarOf(Driver.class).toFile())) {
      for (String name : names) {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in = jar.getInputStream(jar.getEntry(path))) {
          classes.put(name, MethodBodies.of(in.readAllBytes()));
        }
      }
    }
    return classes;
  }
}
