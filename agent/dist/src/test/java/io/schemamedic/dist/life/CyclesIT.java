package io.schemamedic.dist.life;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.AttachCycles;
import io.schemamedic.dist.program.WitnessAgent;
import io.schemamedic.dist.program.WitnessAgent.Question;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent comes and goes again and again while the service is at work, and leaves nothing. */
class CyclesIT {
  /** What one agent loads; if one were left behind, it would show. */
  private static final int CLASSES_OF_ONE = 300;

  /** Kilobytes, likewise. */
  private static final int METASPACE_OF_ONE = 3_000;

  @Test
  void noCallFailsAndNothingGrowsThatDoesNotWithout(@TempDir Path directory) throws Exception {
    int cycles = requireNonNull(Integer.getInteger("life.cycles"));
    Path control = FaultyJvm.jar(directory, WitnessAgent.class);
    Path declared = Files.writeString(directory.resolve("d.sql"), "CREATE TABLE tag (id int);");

    Result result =
        run(
            cycles,
            control,
            "mode=repair;repair.wait-budget=5s;allow=public.tag;http.port=0;declared=file:"
                + declared);

    result.out().forEach(System.out::println);
    assertThat(result.out()).hasSize(4);
    Map<String, Long> before = numbers(result.out().get(0));
    Map<String, Long> after = numbers(result.out().get(1));
    Map<String, Long> without = numbers(result.out().get(2));
    Map<String, Long> all = numbers(result.out().get(3));
    assertThat(number(all, "refused")).isEqualTo(cycles);
    assertThat(number(all, "healed")).isEqualTo((cycles + 1) / 3 + (cycles + 2) / 3);
    assertThat(number(all, "calls")).isGreaterThan(100L * cycles);
    assertThat(growth(before, after, "classes") - growth(after, without, "classes"))
        .isLessThan(CLASSES_OF_ONE / 3);
    assertThat(number(after, "threads")).isLessThanOrEqualTo(number(before, "threads"));
    assertThat(number(after, "files")).isLessThanOrEqualTo(number(before, "files"));
    assertThat(growth(before, after, "heap") - growth(after, without, "heap")).isLessThan(1024);
    assertThat(growth(before, after, "metaspace") - growth(after, without, "metaspace"))
        .isLessThan(METASPACE_OF_ONE / 3 * 2);
    assertThat(result.err()).allMatch(line -> line.startsWith("[schema-medic] "));
    assertThat(result.err())
        .noneMatch(line -> line.contains("agent error") || line.contains("Detached"));
  }

  private static Result run(int cycles, Path control, String options) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      return new ForkedJvm(Jdk.current())
          .withPatience(Duration.ofSeconds(60 + 10L * cycles))
          .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading")
          .run(
              AttachCycles.class,
              database.url(),
              ShippedJar.file().getPath(),
              options,
              Integer.toString(cycles),
              control.toString(),
              Question.RETRANSFORM + " " + control.resolveSibling("answer.txt"));
    }
  }

  private static long growth(Map<String, Long> before, Map<String, Long> after, String name) {
    return number(after, name) - number(before, name);
  }

  private static long number(Map<String, Long> numbers, String name) {
    return requireNonNull(numbers.get(name), name);
  }

  private static Map<String, Long> numbers(String line) {
    Map<String, Long> numbers = new HashMap<>();
    for (String word : List.of(line.split(" "))) {
      int equalsSign = word.indexOf('=');
      if (equalsSign > 0) {
        numbers.put(word.substring(0, equalsSign), Long.valueOf(word.substring(equalsSign + 1)));
      }
    }
    return numbers;
  }
}
