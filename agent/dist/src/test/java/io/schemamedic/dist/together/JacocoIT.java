package io.schemamedic.dist.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With JaCoCo, which changes every class, the driver's and the agent's, when it is defined. So no
 * class is one that the build has woven in advance.
 */
class JacocoIT {
  private static final String WOVEN = "org/postgresql/jdbc/PgPreparedStatement";

  @TempDir private static Path directory = Path.of("");
  private static Path coverage = Path.of("");
  private static List<String> before = List.of();
  private static List<String> answers = List.of();

  @BeforeAll
  static void runWithJacocoAlone() {
    coverage = directory.resolve("coverage.exec");
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(withJacoco(OtherAgents.attachable()))) {
      before = gap.begin(service);
      answers = gap.needOfNothing(service);
    }
  }

  private static ForkedJvm withJacoco(ForkedJvm jvm) {
    return OtherAgents.with(jvm, OtherAgents.jacoco(), "append=false,destfile=" + coverage);
  }

  private static String ours() {
    return GapInDatabase.arguments(directory);
  }

  private static void assertCallsAreHealedAndCovered(ForkedJvm jvm) throws IOException {
    Files.delete(coverage);
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(jvm)) {
      assertThat(gap.begin(service)).isEqualTo(before);
      assertThat(gap.need(service)).isEqualTo(answers);
      assertThat(service.err()).allMatch(line -> line.startsWith("[schema-medic] "));
    }
    assertThat(Files.readString(coverage, StandardCharsets.ISO_8859_1)).contains(WOVEN);
  }

  @Test
  void oursFirst() throws IOException {
    assertCallsAreHealedAndCovered(withJacoco(new ForkedJvm(Jdk.current()).withAgent(ours())));
  }

  @Test
  @Tag("long")
  void oursSecond() throws IOException {
    assertCallsAreHealedAndCovered(withJacoco(new ForkedJvm(Jdk.current())).withAgent(ours()));
  }

  @Test
  void oursAttachedAndDetached() throws IOException {
    String jar = ShippedJar.file().getPath();
    Files.delete(coverage);
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(withJacoco(OtherAgents.attachable()))) {
      assertThat(gap.begin(service)).isEqualTo(before);
      service.run(Step.attach(jar, ours()));
      assertThat(gap.need(service)).isEqualTo(answers);
      service.run(Step.attach(jar, "detach"));
      gap.database().execute("ALTER TABLE note DROP COLUMN text");
      assertThat(service.run(Step.query("SELECT text FROM note"))).contains("42703");
      assertThat(service.run(Step.prepared("SELECT id FROM note"))).isEqualTo("rows id (1) (2)");
    }
    assertThat(Files.readString(coverage, StandardCharsets.ISO_8859_1)).contains(WOVEN);
  }
}
