package io.schemamedic.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An application with its own driver is taken out of a server that goes on, and put in again. */
@ExtendWith(TestDatabaseExtension.class)
class RedeployIT {
  private static final String LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";
  private static final Reply ADDED = new Reply(200, "added 1");

  // Newer drivers have a thread that keeps their loader for half a minute, with an agent or
  // without.
  private static final String DRIVER = "42.3.8";

  private final Jdk jdk = Jdk.of(25);

  private final Path directory;

  RedeployIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void agentFromTheStartKeepsNothingOfAnApplicationThatIsGone(TestDatabase database)
      throws IOException {
    AgentSetup agent = agent();
    try (RunningServer server =
        start(database, "-javaagent:" + ShippedJar.file() + "=" + agent.properties())) {
      healUndeployAndHealAgain(server, database);
    }
  }

  @Test
  void attachedAgentKeepsNothingOfAnApplicationThatIsGone(TestDatabase database)
      throws IOException {
    AgentSetup agent = agent();
    try (RunningServer server = start(database)) {
      Attachment.attach(jdk, server.pid(), agent.properties());
      assertThat(agent.metrics()).isNotEmpty();
      server.ask("renew");

      healUndeployAndHealAgain(server, database);
    }
  }

  private void healUndeployAndHealAgain(RunningServer server, TestDatabase database)
      throws IOException {
    assertThat(server.ask("add/1")).isEqualTo(ADDED);
    assertThat(loaders(server)).isEqualTo(1);
    Path war = directory.resolve("server").resolve(Tomcat.WAR);
    Path kept = directory.resolve("ROOT.war");

    Files.move(war, kept);

    assertThat(Eventually.is(404, () -> server.ask("session").status())).isEqualTo(404);
    assertThat(Eventually.is(0L, () -> loaders(server))).as("loaders of the application").isZero();

    database.execute("DROP TABLE notes");
    Files.move(kept, war);

    assertThat(Eventually.is(200, () -> server.ask("session").status())).isEqualTo(200);
    assertThat(server.ask("add/2")).isEqualTo(ADDED);
  }

  private long loaders(RunningServer server) {
    return LiveObjects.count(jdk, server.pid(), LOADER);
  }

  private AgentSetup agent() throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"), "CREATE TABLE notes (id bigint, text text)");
    return AgentSetup.repairing(
        directory,
        "file:" + declared,
        "repair.wait-budget=5s",
        // The test itself drops it, to see the new copy of the driver.
        "repair.disappeared=repair");
  }

  private RunningServer start(TestDatabase database, String... agentOptions) throws IOException {
    return RunningServer.start(
        new Tomcat("11.0.24"),
        new Deployment(
            Files.createDirectory(directory.resolve("server")),
            jdk,
            List.of(agentOptions),
            FreePort.find(),
            Downloads.driver(DRIVER),
            DriverPlace.APPLICATION,
            database));
  }
}
