package io.schemamedic.dist.failopen;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.dist.together.ChangedJar;
import io.schemamedic.dist.together.GapInDatabase;
import io.schemamedic.dist.together.OtherAgents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A jar that is not whole, or not any more the one with which the service was started: the service
 * runs as without the agent.
 */
class AgentJarIT {
  private static final String HIDDEN = "META-INF/schema-medic/";

  private final Path directory;

  AgentJarIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** What happens to the jar between the start and the first class of the driver. */
  private interface Change {
    void to(Path jar) throws IOException;
  }

  private List<String> afterStartWith(Change change) throws IOException {
    Path jar = ChangedJar.exact(directory.resolve("agent.jar"));
    return runs(jar, () -> change.to(jar));
  }

  private List<String> runsWith(Path jar) throws IOException {
    return runs(jar, () -> {});
  }

  private interface Meanwhile {
    void happens() throws IOException;
  }

  /** What is on stderr after a service was not affected. */
  private List<String> runs(Path jar, Meanwhile meanwhile) throws IOException {
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service =
            RunningService.start(
                new ForkedJvm(Jdk.current())
                    .with("-javaagent:" + jar + "=" + GapInDatabase.arguments(directory)))) {
      RunningService without = RunningService.withoutAgent();
      service.run(Step.property("started", "true"));
      meanwhile.happens();
      assertThat(gap.begin(service)).isEqualTo(other.begin(without));
      assertThat(gap.need(service)).isEqualTo(other.need(without));
      System.err.println(service.err());
      return service.err();
    }
  }

  @Test
  void cutShort() throws IOException {
    List<String> err =
        afterStartWith(
            jar -> {
              try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
              }
            });
    assertThat(err).hasSize(1);
  }

  @Test
  void removed() throws IOException {
    assertThat(afterStartWith(Files::delete)).hasSize(1);
  }

  @Test
  void replacedByAnotherVersion() throws IOException {
    Path newer = ChangedJar.ofVersion("99.0.0", directory.resolve("newer.jar"));

    assertThat(afterStartWith(jar -> Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING)))
        .hasSize(1);
  }

  /** As {@code cp} does, into the file that the JVM has open. */
  @Test
  void overwrittenByAnotherVersion() throws IOException {
    Path newer = ChangedJar.ofVersion("99.0.0", directory.resolve("newer.jar"));

    assertThat(
            afterStartWith(
                jar ->
                    Files.write(
                        jar, Files.readAllBytes(newer), StandardOpenOption.TRUNCATE_EXISTING)))
        .hasSize(1);
  }

  @Test
  void withoutItsHiddenPart() throws IOException {
    Path jar = ChangedJar.without(name -> name.startsWith(HIDDEN), directory.resolve("agent.jar"));

    assertThat(runsWith(jar)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instrumentation/DriverWeaver",
        "engine/runtime/EngineStarter",
        "engine/runtime/HealingLine",
        "engine/repair/TwinProbe",
      })
  void withoutOneClass(String name) throws IOException {
    String file = HIDDEN + "io/schemamedic/" + name + ".class";

    assertThat(runsWith(ChangedJar.without(file::equals, directory.resolve("agent.jar"))))
        .isNotEmpty();
  }

  @Test
  void halfCopiedAndAttached() throws IOException {
    Path half = ChangedJar.exact(directory.resolve("half.jar"));
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service = RunningService.start(OtherAgents.attachable())) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(other.begin(without));
      String answer = service.run(Step.attach(half.toString(), ""));
      System.err.println(answer);
      assertThat(gap.need(service)).isEqualTo(other.need(without));
      System.err.println(service.err());
    }
  }
}
