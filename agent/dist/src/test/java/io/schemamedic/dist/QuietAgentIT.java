package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.java8.Hello;
import io.schemamedic.dist.java8.OlderJavaAgent;
import io.schemamedic.dist.java8.SmallService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the users of a service see of the agent, on every JDK. */
class QuietAgentIT {

  static List<Jdk> jdks() {
    return Jdk.from(8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void serviceWritesTheSameLinesAsWithout(Jdk jdk) {
    Result without = runSmallService(new ForkedJvm(jdk));
    Result with = runSmallService(new ForkedJvm(jdk).withAgent("mode=observe;http.port=off"));

    assertThat(with.exitCode()).isZero();
    assertThat(with.out()).isEqualTo(without.out()).hasSize(4);
    assertThat(with.err()).allMatch(line -> line.startsWith("[schema-medic] "));
    assertThat(without.err()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void programWithoutJdbcSeesNothing(Jdk jdk) {
    Result result = new ForkedJvm(jdk).withAgent("mode=observe").run(Hello.class);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).containsExactly("hello");
    assertThat(result.err()).isEmpty();
  }

  /** The first by the class that such a JVM can load, the others by those that it can. */
  @ParameterizedTest
  @ValueSource(strings = {"1.7.0_80", "1.8.0", "1.8.0_20"})
  void javaThatIsTooOldIsToldAndNothingHappens(String version, @TempDir Path directory)
      throws IOException {
    Result result =
        new ForkedJvm(Jdk.of(8))
            .with(FaultyJvm.option(directory, OlderJavaAgent.class, version))
            .withAgent("mode=observe")
            .run(Hello.class);

    assertThat(result.out()).containsExactly("hello");
    assertThat(result.err())
        .containsExactly(
            "[schema-medic] Needs Java 8u40 or newer; the service runs as without the agent");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void secondAgentSaysSoAndDoesNothing(Jdk jdk) {
    Result result =
        new ForkedJvm(jdk).withAgent("mode=observe").withAgent("mode=observe").run(Hello.class);

    assertThat(result.out()).containsExactly("hello");
    assertThat(result.err()).singleElement().asString().contains("in this process already");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void commandLineAnswersWithItsVersion(Jdk jdk) {
    Result result = new ForkedJvm(jdk).runJava("-jar", ShippedJar.file().getPath(), "--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).singleElement().asString().startsWith("schema-medic ");
    assertThat(result.err()).isEmpty();
  }

  private static Result runSmallService(ForkedJvm jvm) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      return jvm.run(SmallService.class, database.url());
    }
  }
}
