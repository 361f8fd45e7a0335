package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.OwnServer;
import io.schemamedic.dist.load.DisturbedCalls.Call;
import io.schemamedic.dist.load.DisturbedCalls.Ended;
import io.schemamedic.dist.program.FaultAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server, or the agent's session alone, does not answer any more in the middle of a repair.
 * Callers have 1 s, and the bound leaves room for a busy machine. The agent gives up on a silent
 * server after 2 s.
 */
class FrozenServerIT {
  private static final int CALLERS = 3;
  private static final long BUDGET_AND_MARGIN_MILLIS = 2_500;
  private static final String ENGINE = "io.schemamedic.engine.";
  private static final String OPEN = ENGINE + "repair.SessionOpener.open";
  private static final String READ = ENGINE + "catalog.CatalogReader.read";
  private static final String EXECUTE = ENGINE + "repair.RepairTransaction.execute";
  private static final String COMMIT = ENGINE + "repair.RepairTransaction.commit";
  private static final String MISSING = "42703";

  private static @Nullable OwnServer server;
  private static @TempDir Path directory = Path.of("");
  private static int tables;

  private final List<DisturbedCalls> services = new ArrayList<>();
  private String table = "";
  private Path killSwitch = Path.of("");

  @BeforeAll
  static void startServer() throws IOException {
    server = OwnServer.start(directory.resolve("data"));
  }

  @AfterAll
  static void stopServer() {
    server().close();
  }

  @AfterEach
  void end() throws IOException {
    server().thaw();
    services.forEach(DisturbedCalls::close);
  }

  private static OwnServer server() {
    return requireNonNull(server);
  }

  private AgentSetup agent() throws IOException {
    table = "frozen" + ++tables;
    server().execute("CREATE TABLE " + table + " (id int)", "CREATE TABLE other_" + table + "()");
    Path records = Files.createDirectory(directory.resolve(table));
    killSwitch = records.resolve("stop");
    Path declared =
        Files.writeString(
            records.resolve("t.sql"),
            "CREATE TABLE %1$s (id int, added text); CREATE TABLE other_%1$s (added text);"
                .formatted(table));
    return AgentSetup.repairing(
        records,
        "file:" + declared,
        "check.on-connect=off",
        "repair.wait-budget=1s",
        "repair.statement-timeout=1s",
        "repair.max-per-object=100",
        "repair.max-per-hour=100",
        "kill-switch.file=" + killSwitch);
  }

  /** A service whose repairs can be made to pause. */
  private DisturbedCalls start(AgentSetup agent) throws IOException {
    List<String> classes =
        Stream.of(OPEN, READ, EXECUTE, COMMIT)
            .map(method -> method.substring(0, method.lastIndexOf('.')))
            .distinct()
            .toList();
    DisturbedCalls service =
        DisturbedCalls.start(
            FaultyJvm.create(directory, classes)
                .withAgent(agent.properties().toString())
                .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"),
            server().url());
    services.add(service);
    return service;
  }

  private String insert() {
    return "INSERT INTO " + table + " (id, added) VALUES (1, 'x')";
  }

  /** Begins calls, and freezes the server when their repair has come to a method. */
  private List<Call> freezeAt(String method, DisturbedCalls service, AgentSetup agent)
      throws IOException {
    service.set(FaultAgent.PROPERTY, method + " " + FaultAgent.PAUSE);
    List<Call> calls = Stream.generate(() -> service.begin(insert())).limit(CALLERS).toList();
    service.awaitProperty(FaultAgent.PAUSED);
    Eventually.is((long) CALLERS, () -> agent.metric("schema_medic_failures_total", ""));
    server().freeze();
    service.clear(FaultAgent.PAUSED);
    return calls;
  }

  private static void assertInTime(List<Ended> ended) {
    assertThat(ended).allMatch(call -> call.end().equals(MISSING));
    assertThat(ended).allMatch(call -> call.millis() < BUDGET_AND_MARGIN_MILLIS);
  }

  private static long decisions(AgentSetup agent, String reason) {
    return agent.metric("schema_medic_decisions_total", "reason=\"" + reason + "\"");
  }

  private String addedColumns() {
    return server()
        .value(
            "SELECT count(*) FROM information_schema.columns WHERE column_name = 'added'"
                + " AND table_name = '"
                + table
                + "'");
  }

  private static String sessions() {
    return server()
        .value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'schema-medic'");
  }

  @ParameterizedTest
  @ValueSource(strings = {OPEN, READ, EXECUTE, COMMIT})
  void frozenServerKeepsNobodyAndIsRepairedAfterwards(String moment) throws IOException {
    AgentSetup agent = agent();
    DisturbedCalls service = start(agent);

    List<Call> calls = freezeAt(moment, service, agent);
    List<Ended> ended = calls.stream().map(Call::ended).toList();

    assertInTime(ended);
    assertThat(decisions(agent, "wait_budget_spent")).isEqualTo(CALLERS);

    server().thaw();
    assertThat(calls.stream().map(Call::next)).allMatch("ok"::equals);
    assertThat(Eventually.is("ok", () -> service.begin(insert()).ended().end())).isEqualTo("ok");
    assertThat(addedColumns()).isEqualTo("1");
    assertThat(server().value("SELECT count(*) FROM " + table)).isEqualTo("1");
    assertThat(Eventually.is("0", FrozenServerIT::sessions)).isEqualTo("0");
    assertThat(agent.metric("schema_medic_agent_errors_total", ""))
        .as(() -> service.process().errorLines().toString())
        .isZero();
    assertThat(service.agentsThreads())
        .filteredOn(name -> name.startsWith("schema-medic_127"))
        .hasSizeLessThanOrEqualTo(1);
  }

  /** Callers can go on failing, and are not kept by a thread that waits for its session. */
  @Test
  void frozenSessionKeepsNoLaterCallerEither() throws Exception {
    AgentSetup agent = agent();
    DisturbedCalls service = start(agent);
    String elsewhere = "INSERT INTO other_" + table + " (added) VALUES ('x')";
    service.set(FaultAgent.PROPERTY, READ + " " + FaultAgent.PAUSE);
    List<Call> calls = new ArrayList<>(List.of(service.begin(insert())));
    service.awaitProperty(FaultAgent.PAUSED);
    server().freezeSessions("schema-medic");
    service.clear(FaultAgent.PAUSED);
    calls.add(service.begin(insert()));
    calls.add(service.begin(elsewhere));

    assertInTime(calls.stream().map(Call::ended).toList());
    // The frozen one never answers; the agent has given it up.
    assertThat(Eventually.is("ok", () -> service.begin(elsewhere).ended().end())).isEqualTo("ok");
    assertThat(sessions()).isEqualTo("1");
    server().thaw();
    assertThat(Eventually.is("0", FrozenServerIT::sessions)).isEqualTo("0");
    assertThat(agent.metric("schema_medic_agent_errors_total", "")).isZero();
  }

  @Test
  void killSwitchHoldsForARepairThatHung() throws IOException {
    AgentSetup agent = agent();
    DisturbedCalls service = start(agent);

    List<Call> calls = freezeAt(EXECUTE, service, agent);
    Files.createFile(killSwitch);
    List<Ended> ended = calls.stream().map(Call::ended).toList();
    server().thaw();

    assertInTime(ended);
    assertThat(Eventually.is("0", FrozenServerIT::sessions)).isEqualTo("0");
    assertThat(addedColumns()).isEqualTo("0");
    assertThat(service.begin(insert()).ended().end()).isEqualTo(MISSING);
    assertThat(decisions(agent, "kill_switch")).isEqualTo(1);
  }

  @Test
  void detachLeavesNothingBehindWhileTheServerIsFrozen() throws IOException {
    AgentSetup agent = agent();
    DisturbedCalls service = start(agent);

    List<Call> calls = freezeAt(EXECUTE, service, agent);
    long millis = service.detach();

    assertThat(millis).isLessThan(8_000);
    assertInTime(calls.stream().map(Call::ended).toList());
    assertThat(Eventually.is(List.of(), service::agentsThreads)).isEmpty();
    server().thaw();
    assertThat(Eventually.is("0", FrozenServerIT::sessions)).isEqualTo("0");
    assertThat(addedColumns()).isEqualTo("0");
  }

  @Test
  void processEndsWhileTheServerIsFrozen() throws IOException {
    AgentSetup agent = agent();
    DisturbedCalls service = start(agent);
    freezeAt(EXECUTE, service, agent);

    long began = System.nanoTime();
    service.process().send("exit");
    services.remove(service);
    service.close();

    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(8);
  }
}
