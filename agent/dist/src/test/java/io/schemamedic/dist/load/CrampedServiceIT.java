package io.schemamedic.dist.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.load.DirectedCalls.Ended;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A service that has hardly anything to spare: connections, sessions, ports. */
@ExtendWith(TestDatabaseExtension.class)
class CrampedServiceIT {
  private static final String INSERT = "INSERT INTO note (id, text) VALUES (1, 'x')";

  @Test
  void oneConnectionAndABusyPortSuffice(TestDatabase database, @TempDir Path records)
      throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AgentSetup agent = agent(records, "http.port=" + taken.getLocalPort());
      try (DirectedCalls service = DirectedCalls.start(agent, database.url(), 1)) {
        Ended before = service.call("SELECT 1");
        Ended healed = service.call(INSERT);
        Ended after = service.call("SELECT 1");

        assertThat(healed.end()).isEqualTo("ok");
        assertThat(healed.backend()).isEqualTo(before.backend()).isEqualTo(after.backend());
        assertThat(service.process().errorLines())
            .filteredOn(line -> line.contains(Integer.toString(taken.getLocalPort())))
            .singleElement()
            .asString()
            .startsWith("[schema-medic] ");
      }
    }
  }

  @Test
  void roleThatMayHaveNoFurtherSessionGetsItsException(TestDatabase database, @TempDir Path records)
      throws IOException {
    String role = "cramped_" + database.name();
    database.execute(
        "CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 1",
        "GRANT CREATE ON SCHEMA public TO " + role);
    AgentSetup agent = agent(records);
    try (DirectedCalls service = DirectedCalls.start(agent, database.jdbcUrl(role), 1)) {
      Ended ended = service.call(INSERT);

      assertThat(ended.end()).isEqualTo("42P01");
      assertThat(ended.millis()).isLessThan(3_000);
      assertThat(service.call("SELECT 1").end()).isEqualTo("ok");
      assertThat(agent.metric("schema_medic_decisions_total", "reason=\"no_repair_session\""))
          .isEqualTo(1);
    }
    database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
  }

  private static AgentSetup agent(Path records, String... settings) throws IOException {
    Path declared =
        Files.writeString(records.resolve("n.sql"), "CREATE TABLE note (id int, text text);");
    return AgentSetup.repairing(records, "file:" + declared, settings);
  }
}
