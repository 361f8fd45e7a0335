package io.schemamedic.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** That it heals where the policy trusts it is in the table. */
@ExtendWith(TestDatabaseExtension.class)
class SecurityManagerIT {
  @Test
  void agentThatThePolicyDoesNotTrustSaysThatItDidNotStartAndLeavesTheServiceAlone(
      TestDatabase database, @TempDir Path directory) throws IOException {
    Deployment deployment =
        new Deployment(
            directory,
            Jdk.of(8),
            List.of("-javaagent:" + ShippedJar.file().getCanonicalPath() + "=mode=repair"),
            FreePort.find(),
            Downloads.driver("42.7.13"),
            DriverPlace.APPLICATION,
            database);

    try (RunningServer server =
        RunningServer.start(new SecuredTomcat(new Tomcat("9.0.117"), false), deployment)) {
      assertThat(server.ask("list").text())
          .startsWith(
              "org.postgresql.util.PSQLException\nERROR: relation \"notes\" does not exist");
      assertThat(server.ask("session").status()).isEqualTo(200);
      assertThat(server.log().ofTheAgent())
          .singleElement()
          .asString()
          .startsWith(
              "[schema-medic] Did not start; the service runs as without the agent:"
                  + " java.security.AccessControlException. ")
          .contains("Grant AllPermission to the agent's jar");
    }
  }
}
