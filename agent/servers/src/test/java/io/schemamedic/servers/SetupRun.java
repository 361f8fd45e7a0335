package io.schemamedic.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.dist.scenario.Metrics;
import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One setup, run twice: at first without the agent, which is then attached to the running process
 * and detached again, and then with the agent from the start. What the first minute has shown is
 * what both are compared with.
 */
final class SetupRun {
  private static final String DECLARED = "CREATE TABLE notes (id bigint PRIMARY KEY, text text)";

  private final Setup setup;
  private final Jdk jdk;
  private final Path directory;

  /**
   * @param directory an empty one
   */
  SetupRun(Setup setup, Path directory) {
    this.setup = setup;
    this.jdk = Jdk.of(setup.java());
    this.directory = directory;
  }

  /** What the application answers on a database without its table, and its server's log. */
  private record Plain(Reply session, Reply missing, Reply undeclared, ServerLog log) {}

  /** Fails at the first thing that is not as it should be. */
  List<CellResult> run() throws IOException {
    long start = System.nanoTime();
    Plain plain;
    String healedAttached;
    try (TestDatabase database = newDatabase()) {
      AgentSetup agent = agent("attached");
      RunningServer server = start("attached", database, List.of());
      try (server) {
        plain = plain(server);
        Attachment.attach(jdk, server.pid(), agent.properties());
        healedAttached = connected(server, plain) + healed(server, agent, database, plain);
        Attachment.detach(jdk, server.pid());
        database.execute("DROP TABLE notes");
        assertThat(server.ask("add/2")).as("after the detach").isEqualTo(plain.missing());
      }
      assertThat(server.log().errorsNotIn(plain.log())).as("new errors in its log").isEmpty();
    }
    long between = System.nanoTime();
    String healedFromStart;
    try (TestDatabase database = newDatabase()) {
      AgentSetup agent = agent("from-start");
      RunningServer server =
          start(
              "from-start",
              database,
              List.of("-javaagent:" + ShippedJar.file() + "=" + agent.properties()));
      try (server) {
        healedFromStart = healed(server, agent, database, plain);
      }
      assertThat(server.log().errorsNotIn(plain.log())).as("new errors in its log").isEmpty();
    }
    return List.of(
        result("`-javaagent`", healedFromStart, System.nanoTime() - between),
        result("to the running process", healedAttached, between - start));
  }

  private static TestDatabase newDatabase() {
    TestDatabase database = TestPostgres.instance().newDatabase();
    database.logDdl();
    return database;
  }

  private AgentSetup agent(String name) throws IOException {
    Path records = Files.createDirectory(directory.resolve(name + "-records"));
    String declared =
        setup.server().findsMigrations()
            ? "classpath:" + Application.MIGRATIONS
            : "file:" + Files.writeString(records.resolve("declared.sql"), DECLARED);
    // A young server on a busy machine is slow, and speed is not what is looked at here.
    return AgentSetup.repairing(records, declared, "repair.wait-budget=5s");
  }

  private RunningServer start(String name, TestDatabase database, List<String> agentOptions)
      throws IOException {
    Deployment deployment =
        new Deployment(
            Files.createDirectory(directory.resolve(name)),
            jdk,
            agentOptions,
            FreePort.find(),
            Downloads.driver(setup.driver()),
            setup.driverPlace(),
            database);
    return RunningServer.start(setup.server(), deployment);
  }

  private static Plain plain(RunningServer server) {
    Reply session = server.ask("session");
    Reply missing = server.ask("add/1");
    Reply undeclared = server.ask("stranger");
    assertThat(missing.text()).contains("42P01", "notes");
    assertThat(undeclared.text()).contains("42P01", "stranger");
    return new Plain(session, missing, undeclared, server.log());
  }

  /**
   * Leaves the application with the connection that it had before the agent came. If nothing can be
   * done over that, it connects anew, as pools do after a while.
   */
  private String connected(RunningServer server, Plain plain) {
    if (setup.canLendConnection()) {
      assertThat(server.ask("session")).isEqualTo(plain.session());
      return "";
    }
    assertThat(server.ask("renew").status()).isEqualTo(200);
    return "once the service has connected anew: ";
  }

  /** How, as the table says it. */
  private static String healed(
      RunningServer server, AgentSetup agent, TestDatabase database, Plain plain) {
    Metrics before = metrics(agent);
    Reply session = server.ask("session");

    assertThat(server.ask("add/1"))
        .as(() -> "missing table; the agent has said " + server.log().ofTheAgent())
        .isEqualTo(new Reply(200, "added 1"));
    assertThat(server.ask("stranger")).as("undeclared table").isEqualTo(plain.undeclared());
    assertThat(server.ask("list")).isEqualTo(new Reply(200, "1\n"));
    assertThat(database.query("SELECT id, text FROM notes")).containsExactly("1|note 1");
    assertThat(server.ask("session")).as("session of the application").isEqualTo(session);

    Map<String, Integer> decisions = Map.of("healed/repaired", 1, "refused/undeclared", 1);
    assertThat(Eventually.is(decisions, () -> decisions(agent, before))).isEqualTo(decisions);
    Metrics after = metrics(agent);
    assertThat(after.grown(before, "schema_medic_repairs_total", "outcome"))
        .containsExactlyEntriesOf(Map.of("repaired", 1));
    assertThat(after.agentErrorsSince(before)).isEmpty();
    return "in place, over " + repairSession(database, session);
  }

  private static Map<String, Integer> decisions(AgentSetup agent, Metrics before) {
    return metrics(agent).decisionsSince(before);
  }

  private static Metrics metrics(AgentSetup agent) {
    return Metrics.parse(String.join("\n", agent.metrics()));
  }

  private static String repairSession(TestDatabase database, Reply session) {
    List<String> repairers =
        database.ddlAndErrors().stream()
            .filter(statement -> statement.sql().startsWith("CREATE TABLE"))
            .map(LoggedStatement::pid)
            .distinct()
            .map(pid -> pid + "\n")
            .toList();
    assertThat(repairers).as("who has made the table").hasSize(1);
    return repairers.contains(session.text())
        ? "the connection of the call"
        : "a session like the service's";
  }

  private CellResult result(String attached, String healed, long nanos) {
    return new CellResult(setup, attached, healed, TimeUnit.NANOSECONDS.toMillis(nanos));
  }
}
