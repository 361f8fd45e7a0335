package io.schemamedic.dist.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.Metrics;
import io.schemamedic.dist.scenario.RunningService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent twice in one process, in every way to get there. */
class TwoOfOursIT {
  private static final Metrics NOTHING = Metrics.parse("");
  private static final Map<String, Integer> DECISIONS =
      Map.of("healed/repaired", 2, "refused/undeclared", 3);

  private final Path directory;

  TwoOfOursIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** The first one is in charge; whoever comes later says so, and nothing is done twice. */
  @Test
  void onTheCommandLineAndAttachedOverIt() throws IOException {
    String arguments = GapInDatabase.arguments(directory);
    Path copy = ChangedJar.exact(directory.resolve("copy.jar"));
    Path newer = ChangedJar.ofVersion("99.0.0", directory.resolve("newer.jar"));
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service =
            RunningService.start(
                OtherAgents.attachable()
                    .withAgent(arguments)
                    .withAgent("mode=observe")
                    .with("-javaagent:" + copy, "-javaagent:" + newer))) {
      List<String> before = gap.begin(service);
      assertThat(refusals(service)).hasSize(3);
      service.run(Step.attach(ShippedJar.file().getPath(), "mode=observe"));
      service.run(Step.attach(newer.toString(), "mode=observe"));

      List<String> seen = gap.need(service);

      assertAsByHand(before, seen);
      assertThat(refusals(service)).hasSize(5);
      assertThat(service.err()).filteredOn(line -> line.contains("] started ")).hasSize(1);
      assertThat(metrics(service).decisionsSince(NOTHING)).isEqualTo(DECISIONS);
      assertThat(metrics(service).agentErrorsSince(NOTHING)).isEmpty();
    }
  }

  @Test
  @Tag("long")
  void attachedTwice() throws IOException {
    String arguments = GapInDatabase.arguments(directory);
    Path newer = ChangedJar.ofVersion("99.0.0", directory.resolve("newer.jar"));
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(OtherAgents.attachable())) {
      List<String> before = gap.begin(service);
      service.run(Step.attach(ShippedJar.file().getPath(), arguments));
      service.run(Step.attach(ShippedJar.file().getPath(), arguments));
      service.run(Step.attach(newer.toString(), arguments));

      List<String> seen = gap.need(service);

      assertAsByHand(before, seen);
      assertThat(refusals(service)).hasSize(2);
      assertThat(metrics(service).decisionsSince(NOTHING).get("healed/repaired")).isEqualTo(2);
    }
  }

  private static void assertAsByHand(List<String> before, List<String> seen) {
    try (GapInDatabase gap = new GapInDatabase()) {
      RunningService without = RunningService.withoutAgent();
      assertThat(before).isEqualTo(gap.begin(without));
      assertThat(seen).isEqualTo(gap.needOfNothing(without));
    }
  }

  private static List<String> refusals(RunningService service) {
    return service.err().stream().filter(line -> line.contains("in this process already")).toList();
  }

  private static Metrics metrics(RunningService service) {
    return Metrics.parse(service.get("/metrics"));
  }
}
