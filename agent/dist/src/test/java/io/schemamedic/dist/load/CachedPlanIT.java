package io.schemamedic.dist.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.program.CachedPlan;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an added column does to others who have a plan of the table. */
@ExtendWith(TestDatabaseExtension.class)
class CachedPlanIT {

  @Test
  void planOfAnotherSessionFailsOnceAndIsOnlyCounted(TestDatabase database, @TempDir Path records)
      throws IOException {
    database.execute("CREATE TABLE note (id int)");
    Path declared =
        Files.writeString(records.resolve("n.sql"), "CREATE TABLE note (id int, added text);");
    AgentSetup agent = AgentSetup.repairing(records, "file:" + declared);
    try (ServiceProcess service =
        ServiceProcess.start(agent.jvm(), CachedPlan.class, database.url())) {
      List<String> ends = service.linesUntil("done");

      assertThat(ends).containsExactly("ok", "ok", "0A000", "ok");
      assertThat(agent.metric("schema_medic_failures_total", "kind=\"cached_plan\"")).isEqualTo(1);
      assertThat(agent.metric("schema_medic_repairs_total", "outcome=\"repaired\"")).isEqualTo(1);
      assertThat(agent.metric("schema_medic_agent_errors_total", "")).isZero();
    }
  }
}
