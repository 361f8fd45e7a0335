package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.java8.ChattyService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a service writes with the agent in {@code observe} is what it writes without, to the byte.
 */
class SameOutputIT {

  /** Each JDK as it is, and as strict as it can be. */
  static Stream<Arguments> jvms() {
    return Jdk.from(8).stream()
        .flatMap(
            jdk -> Stream.of(Arguments.of(jdk, "-Xshare:auto"), Arguments.of(jdk, strict(jdk))));
  }

  private static String strict(Jdk jdk) {
    String checks = "-Xcheck:jni";
    if (jdk.version() >= 24) {
      return checks + " --sun-misc-unsafe-memory-access=deny --illegal-native-access=deny";
    }
    return jdk.version() == 11 ? checks + " --illegal-access=deny" : checks;
  }

  private record Output(int exitCode, String out, String err) {
    private static final String OURS = "(?m)^\\[schema-medic] .*\\R";

    String errOfTheService() {
      return err.replaceAll(OURS, "");
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("jvms")
  void bothStreamsAreTheSame(Jdk jdk, String options, @TempDir Path directory) throws Exception {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      Output without = run(jvm(jdk, options), directory, database.url());
      Output with =
          run(jvm(jdk, options).withAgent("mode=observe;http.port=0"), directory, database.url());

      assertThat(without.exitCode()).isZero();
      assertThat(without.out()).contains("healthy: 1", "at org.postgresql.");
      assertThat(without.err()).contains("FINE org.postgresql.", "SQLState(42P01)");
      assertThat(with.exitCode()).isZero();
      assertThat(with.out()).isEqualTo(without.out());
      assertThat(with.errOfTheService()).isEqualTo(without.err());
      assertThat(with.err()).contains("[schema-medic] saw a schema error", "are served");
    }
  }

  private static ForkedJvm jvm(Jdk jdk, String options) {
    return new ForkedJvm(jdk).with(options.split(" "));
  }

  private static Output run(ForkedJvm jvm, Path directory, String url)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        jvm.builder(ChattyService.class, url)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Output(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
