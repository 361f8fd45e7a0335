package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.OwnServer;
import io.schemamedic.dist.load.DirectedCalls.Call;
import io.schemamedic.dist.load.DirectedCalls.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server goes away while a repair waits for its lock and callers wait for the repair. They get
 * their exception within their budget of 2 s, the bound leaving room for a busy machine, and when
 * the server is back, the next calls are healed.
 */
class OutageIT {
  private static final int CALLERS = 6;
  private static final long BUDGET_AND_MARGIN_MILLIS = 4_000;

  private static @Nullable OwnServer server;
  private static @TempDir Path directory = Path.of("");

  @BeforeAll
  static void startServer() throws IOException {
    server = OwnServer.start(directory.resolve("data"));
  }

  @AfterAll
  static void stopServer() {
    server().close();
  }

  private static OwnServer server() {
    return requireNonNull(server);
  }

  @Test
  void serverThatFreezesMakesNobodyWaitLonger() throws Exception {
    AgentSetup agent = agent("frozen");
    try (DirectedCalls service = DirectedCalls.start(agent, server().url(), CALLERS)) {
      List<Ended> ended;
      try (Blocker blocker = Blocker.reading(server().url(), "frozen")) {
        List<Call> calls = beginAll(service, agent, "frozen");
        blocker.awaitRepair();
        server().freeze();
        try {
          ended = calls.stream().map(Call::ended).toList();
        } finally {
          server().thaw();
        }
      }

      assertThat(ended).allMatch(call -> call.end().equals("42703"));
      assertThat(ended).allMatch(call -> call.millis() < BUDGET_AND_MARGIN_MILLIS);
      assertThat(healed(service, "frozen")).isEqualTo("ok");
      assertThat(agent.metric("schema_medic_agent_errors_total", "")).isZero();
    }
  }

  @Test
  void serverThatIsStoppedMakesNobodyWaitLonger() throws Exception {
    AgentSetup agent = agent("stopped");
    try (DirectedCalls service = DirectedCalls.start(agent, server().url(), CALLERS)) {
      Blocker blocker = Blocker.reading(server().url(), "stopped");
      List<Call> calls = beginAll(service, agent, "stopped");
      blocker.awaitRepair();
      server().stop();
      List<Ended> ended = calls.stream().map(Call::ended).toList();
      server().startAgain();

      assertThat(ended).allMatch(call -> call.end().equals("42703"));
      assertThat(ended).allMatch(call -> call.millis() < BUDGET_AND_MARGIN_MILLIS);
      assertThat(healed(service, "stopped")).isEqualTo("ok");
      assertThat(agent.metric("schema_medic_agent_errors_total", "")).isZero();
    }
  }

  private static AgentSetup agent(String table) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(server().url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + " (id int)");
    }
    Path records = Files.createDirectory(directory.resolve(table));
    Path declared =
        Files.writeString(
            records.resolve("t.sql"), "CREATE TABLE " + table + " (id int, added text);");
    return AgentSetup.repairing(records, "file:" + declared);
  }

  /** Returns when the statements of all callers have failed, so that they all wait for a repair. */
  private static List<Call> beginAll(DirectedCalls service, AgentSetup agent, String table) {
    Stream.generate(() -> service.begin("SELECT pg_sleep(0.3)"))
        .limit(CALLERS)
        .toList()
        .forEach(Call::ended);
    List<Call> calls = Stream.generate(() -> service.begin(insert(table))).limit(CALLERS).toList();
    Eventually.is((long) CALLERS, () -> agent.metric("schema_medic_failures_total", ""));
    return calls;
  }

  private static String insert(String table) {
    return "INSERT INTO " + table + " (id, added) VALUES (1, 'x')";
  }

  /** Connections that died with the server have to be found out first, as without the agent. */
  private static String healed(DirectedCalls service, String table) {
    return Eventually.is("ok", () -> service.call(insert(table)).end());
  }
}
