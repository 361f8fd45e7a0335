package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.migration.MigrationDraftWriter;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {
  @Test
  void repairOfWhatIsNoLongerDeclaredKeepsItsOtherRecords(@TempDir Path directory)
      throws IOException {
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
    assertThat(drafts.text("anything.sql")).isEmpty();
    assertThat(metrics.scrape()).contains("schema_medic_agent_errors_total{where=\"record\",} 1.0");
    metrics.close();
  }

  @Test
  void onlyDraftsOfThisProcessAreShown(@TempDir Path directory) throws IOException {
    MedicMetrics metrics = MedicMetrics.create("test", 10);
    Clock clock = new Clock();
    Files.writeString(directory.resolve("V1__of_somebody_else.sql"), "secret");
    Drafts drafts =
        new Drafts(
            Optional.of(MigrationDraftWriter.into(directory.toFile())),
            WantedSchema.of(DdlScriptReader.read("a.sql", "CREATE TABLE items (id int)")),
            new AgentErrors(metrics, line -> {}),
            clock);
    MonitoredDatabase database =
        new MonitoredDatabase(
            new ServiceTarget(
                "jdbc:postgresql://db/shop", "shop", null, getClass().getClassLoader()),
            new RecentRepairs(),
            clock);

    String name =
        drafts.write(
            database,
            new DriftCause("1", name("public.items"), List.of()),
            RepairPlan.builder().newTable(name("public.items")).build(),
            "1-a");

    assertThat(drafts.text(requireNonNull(name))).get().asString().contains("CREATE TABLE");
    assertThat(drafts.text("V1__of_somebody_else.sql")).isEmpty();
    assertThat(drafts.text("./" + name)).isEmpty();
    assertThat(drafts.text("../" + directory.getFileName() + "/" + name)).isEmpty();
    Files.writeString(directory.resolve(name), "x".repeat(300_000));
    assertThat(drafts.text(name)).isEmpty();
    Files.delete(directory.resolve(name));
    assertThat(drafts.text(name)).isEmpty();
    Files.createSymbolicLink(
        directory.resolve(name), directory.resolve("V1__of_somebody_else.sql"));
    assertThat(drafts.text(name)).isEmpty();
    metrics.close();
  }
}
