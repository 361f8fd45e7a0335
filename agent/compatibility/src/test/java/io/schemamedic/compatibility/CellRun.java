package io.schemamedic.compatibility;

import static java.util.Objects.requireNonNull;

import io.schemamedic.compatibility.program.PooledService;
import io.schemamedic.compatibility.program.Scene;
import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.dist.scenario.Metrics;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All scenes of one cell, each played once with the agent, and those that fail also without it. */
final class CellRun implements AutoCloseable {
  private static final String PRESENT =
      """
      CREATE TABLE present (id int PRIMARY KEY);
      CREATE TABLE later (id int PRIMARY KEY);
      CREATE TABLE first (id int PRIMARY KEY);
      CREATE TABLE cached (id int PRIMARY KEY);
      CREATE TABLE many (id int PRIMARY KEY);
      CREATE TABLE planned (id int PRIMARY KEY);
      """;

  private static final String DECLARED =
      """
      CREATE TABLE present (id int PRIMARY KEY);
      CREATE TABLE later (id int PRIMARY KEY, note text);
      CREATE TABLE first (id int PRIMARY KEY, note text);
      CREATE TABLE cached (id int PRIMARY KEY, note text);
      CREATE TABLE many (id int PRIMARY KEY, note text);
      CREATE TABLE planned (id int PRIMARY KEY, note text);
      CREATE TABLE missing (id int PRIMARY KEY, note text);
      CREATE TABLE batch (id int PRIMARY KEY, note text);
      """;

  private static final List<Scene> COMPARED = List.of(Scene.LATER_IN_TRANSACTION, Scene.UNDECLARED);

  private final TestDatabase database;
  private final Map<Scene, Played> played = new EnumMap<>(Scene.class);
  private final Map<Scene, List<String>> seenWithoutAgent = new EnumMap<>(Scene.class);
  private final List<String> sessionsAtFirst;
  private final List<String> noticedAtFirst;
  private final List<String> errorLines;
  private final long agentErrors;
  private List<String> noticedWithoutAgent = List.of();

  /**
   * @param records an empty directory
   */
  CellRun(Cell cell, Path records) throws IOException {
    database = TestPostgres.instance().newDatabase();
    database.execute(PRESENT);
    Path declared = Files.writeString(records.resolve("declared.sql"), DECLARED);
    // Two young JVMs on a busy machine are slow, and speed is not what is looked at here.
    AgentSetup agent = AgentSetup.repairing(records, "file:" + declared, "repair.wait-budget=5s");
    try (TestDatabase comparison = TestPostgres.instance().newDatabase();
        ServiceProcess without = start(cell, cell.jvm(), comparison);
        ServiceProcess with =
            start(cell, cell.jvm().withAgent(agent.properties().toString()), database)) {
      comparison.execute(PRESENT);
      sessionsAtFirst = ask(with, PooledService.SESSIONS);
      noticedAtFirst = ask(with, PooledService.NOTICED);
      Metrics before = Metrics.parse("");
      List<String> errors = List.of();
      for (Scene scene : Scene.values()) {
        // What the pool says of the loss that ends the run is its own affair.
        errors = scene == Scene.LOST_SESSION ? with.errorLines() : errors;
        before = play(scene, with, agent, before);
      }
      errorLines = errors;
      agentErrors = agent.metric("schema_medic_agent_errors_total", "");
      playWithoutAgent(without);
    }
  }

  private static ServiceProcess start(Cell cell, ForkedJvm jvm, TestDatabase database) {
    return ServiceProcess.start(
        jvm, PooledService.class, cell.pool().source().getName(), database.url());
  }

  private static List<String> ask(ServiceProcess service, String question) {
    service.send(question);
    return service.linesUntil("done");
  }

  private Metrics play(Scene scene, ServiceProcess service, AgentSetup agent, Metrics before) {
    List<String> seen = ask(service, scene.name());
    // In this order, since the pool replaces what it has lost when all are asked for.
    List<String> sessions = ask(service, PooledService.SESSIONS);
    List<String> noticed = ask(service, PooledService.NOTICED);
    // What an undeclared name may have meant is looked up, and counted, after the call.
    Eventually.is(true, () -> decisions(metrics(agent), before) >= scene.failures());
    Metrics after = metrics(agent);
    played.put(
        scene,
        new Played(
            seen,
            noticed,
            sessions,
            after.grown(before, "schema_medic_failures_total", "kind"),
            after.decisionsSince(before),
            after.grown(before, "schema_medic_repairs_total", "outcome")));
    return after;
  }

  private static Metrics metrics(AgentSetup agent) {
    return Metrics.parse(String.join("\n", agent.metrics()));
  }

  private static int decisions(Metrics after, Metrics before) {
    return after.decisionsSince(before).values().stream().mapToInt(Integer::intValue).sum();
  }

  private void playWithoutAgent(ServiceProcess service) {
    ask(service, PooledService.SESSIONS);
    ask(service, PooledService.NOTICED);
    for (Scene scene : COMPARED) {
      seenWithoutAgent.put(scene, ask(service, scene.name()));
      ask(service, PooledService.SESSIONS);
      noticedWithoutAgent = ask(service, PooledService.NOTICED);
    }
  }

  Played played(Scene scene) {
    return requireNonNull(played.get(scene));
  }

  List<String> seenWithoutAgent(Scene scene) {
    return requireNonNull(seenWithoutAgent.get(scene));
  }

  /** After the last of the scenes that were played without it. */
  List<String> noticedWithoutAgent() {
    return noticedWithoutAgent;
  }

  List<String> sessionsAtFirst() {
    return sessionsAtFirst;
  }

  List<String> noticedAtFirst() {
    return noticedAtFirst;
  }

  /** All on stderr before a session was lost on purpose. */
  List<String> errorLines() {
    return errorLines;
  }

  long agentErrors() {
    return agentErrors;
  }

  /** The ids in each table. */
  SortedMap<String, List<String>> rows() {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    for (String table :
        database.query(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
      rows.put(table, database.query("SELECT id FROM " + table + " ORDER BY id"));
    }
    return rows;
  }

  @Override
  public void close() {
    database.close();
  }
}
