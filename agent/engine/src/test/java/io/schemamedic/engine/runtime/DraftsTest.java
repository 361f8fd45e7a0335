package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.migration.MigrationDraftWriter;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.ServiceTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {
  @Test
  void repairOfWhatIsNoLongerDeclaredKeepsItsOtherRecords(@TempDir Path directory) {
    List<String> out = new ArrayList<>();
    MedicMetrics metrics = MedicMetrics.create("test", 10);
    Clock clock = new Clock();
    Drafts drafts =
        new Drafts(
            Optional.of(MigrationDraftWriter.into(directory.toFile())),
            new WantedSchema(line -> {}),
            new AgentErrors(metrics, out::add),
            clock);
    MonitoredDatabase database =
        new MonitoredDatabase(
            new ServiceTarget(
                "jdbc:postgresql://db/shop", "shop", null, getClass().getClassLoader()),
            new RecentRepairs(),
            clock);

    drafts.write(
        database,
        new DriftCause("1", name("public.items"), List.of()),
        RepairPlan.builder().newTable(name("public.items")).build(),
        "1-a");

    assertThat(directory).isEmptyDirectory();
    assertThat(metrics.scrape()).contains("schema_medic_agent_errors_total{where=\"record\",} 1.0");
    metrics.close();
  }
}
