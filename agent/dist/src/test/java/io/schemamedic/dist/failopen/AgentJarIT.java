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
import org.junit.jupiter.api.Tag;
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
  private static final String WHAT_TO_DO = "by mv and not by cp, and restart the service";

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
      return service.err();
    }
  }

  private static void assertTold(List<String> err, String... words) {
    assertThat(err).singleElement().asString().startsWith("[schema-medic] ").contains(words);
  }

  private Path cut(Path jar) throws IOException {
    try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    return jar;
  }

  @Test
  void cutShort() throws IOException {
    assertTold(afterStartWith(this::cut), "ZipException", WHAT_TO_DO);
  }

  @Test
  @Tag("long")
  void removed() throws IOException {
    assertTold(afterStartWith(Files::delete), "NoSuchFileException", WHAT_TO_DO);
  }

  /** Classes of two versions must not meet. */
  @Test
  void replacedByAnotherVersion() throws IOException {
    Path newer = ChangedJar.ofVersion("99.0.0", directory.resolve("newer.jar"));

    assertTold(
        afterStartWith(jar -> Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING)),
        "its jar is version 99.0.0 by now",
        "Restart the service to use the new one");
  }

  /** As {@code cp} does, into the file that the JVM has open. */
  @Test
  void overwrittenByAnotherVersion() throws IOException {
    Path newer = ChangedJar.ofVersion("99.0.0", directory.resolve("newer.jar"));

    assertTold(
        afterStartWith(
            jar ->
                Files.write(jar, Files.readAllBytes(newer), StandardOpenOption.TRUNCATE_EXISTING)),
        "Does nothing",
        "by mv and not by cp");
  }

  @Test
  @Tag("long")
  void withoutItsHiddenPart() throws IOException {
    Path jar = ChangedJar.without(name -> name.startsWith(HIDDEN), directory.resolve("agent.jar"));

    assertTold(runsWith(jar), "ClassNotFoundException", WHAT_TO_DO);
  }

  @Test
  void withoutTheClassOfItsLine() throws IOException {
    assertRunsWithout("engine/runtime/HealingLine");
  }

  @ParameterizedTest
  @Tag("long")
  @ValueSource(
      strings = {
        "instrumentation/DriverWeaver",
        "engine/runtime/EngineStarter",
        "engine/repair/TwinProbe",
        "engine/repair/StatementDescriber",
        "engine/incident/IncidentLog",
        "engine/admin/AdminServer"
      })
  void withoutAnotherClass(String name) throws IOException {
    assertRunsWithout(name);
  }

  private void assertRunsWithout(String name) throws IOException {
    String file = HIDDEN + "io/schemamedic/" + name + ".class";

    assertThat(runsWith(ChangedJar.without(file::equals, directory.resolve("agent.jar"))))
        .allMatch(line -> line.startsWith("[schema-medic] "))
        .anyMatch(line -> line.contains(WHAT_TO_DO));
  }

  /** The JVM refuses it; what it says is in the documentation. */
  @Test
  void halfCopiedAndAttached() throws IOException {
    Path half = cut(ChangedJar.exact(directory.resolve("half.jar")));
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service = RunningService.start(OtherAgents.attachable())) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(other.begin(without));
      assertThat(service.run(Step.attach(half.toString(), ""))).contains("AgentLoadException");
      assertThat(gap.need(service)).isEqualTo(other.need(without));
      assertThat(service.err())
          .singleElement()
          .asString()
          .startsWith("Error opening zip file or JAR manifest missing: ");
    }
  }
}
