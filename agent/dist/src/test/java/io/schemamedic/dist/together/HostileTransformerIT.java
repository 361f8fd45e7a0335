package io.schemamedic.dist.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another agent fails at a class of the driver: that class is left, and nobody's call fails. */
class HostileTransformerIT {
  private static final String PREPARED = "org/postgresql/jdbc/PgPreparedStatement";

  private final Path directory;

  HostileTransformerIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private ForkedJvm hostile(String way) throws IOException {
    return OtherAgents.attachable()
        .withFirstOnClassPath(ForkedJvm.jarOf(ByteBuddy.class))
        .with(FaultyJvm.option(directory, HostileAgent.class, way + " " + PREPARED));
  }

  @Test
  void whatItThrowsIsNotOurs() throws IOException {
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase mended = new GapInDatabase();
        RunningService service =
            RunningService.start(hostile("throws").withAgent(GapInDatabase.arguments(directory)))) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(mended.begin(without));
      assertThat(gap.need(service)).isEqualTo(mended.needOfNothing(without));
      assertThat(service.err()).noneMatch(line -> line.contains("as it is"));
    }
  }

  /** Transforming once more is what an attach asks for. */
  @ParameterizedTest
  @ValueSource(strings = {"garbage", "unverifiable"})
  void whatItSpoilsIsLeftAndEndsTheRepetitionOfCalls(String way) throws IOException {
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service = RunningService.start(hostile(way))) {
      RunningService without = RunningService.withoutAgent();
      List<String> before = gap.begin(service);
      service.run(Step.attach(ShippedJar.file().getPath(), GapInDatabase.arguments(directory)));

      List<String> first = gap.need(service);

      assertThat(before).isEqualTo(other.begin(without));
      assertThat(first.get(1)).contains("SQLSTATE 42703");
      assertThat(first.get(2)).contains("SQLSTATE 42P01");
      assertThat(gap.need(service)).isEqualTo(other.needOfNothing(without));
      assertThat(service.err())
          .filteredOn(line -> line.contains("Leaves " + PREPARED.replace('/', '.') + " as it is"))
          .singleElement()
          .asString()
          .contains("repeats no call any more", "Another agent has changed it");
    }
  }
}
