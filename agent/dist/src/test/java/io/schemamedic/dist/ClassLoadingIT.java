package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.java8.SmallService;
import io.schemamedic.dist.program.AttachedService;
import io.schemamedic.dist.program.IsolationProbe;
import io.schemamedic.dist.program.TwoFirstClasses;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassLoadingIT {

  static List<Jdk> jdks() {
    return Jdk.from(17);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void serviceSeesTheEntryAndTheAgentSeesTheJdk(Jdk jdk) {
    Result result =
        run(new ForkedJvm(jdk).withAgent("mode=observe;http.port=off"), IsolationProbe.class);

    assertThat(result.out())
        .containsExactly(
            "service sees io.schemamedic.entry.Gate: true",
            "service sees io.schemamedic.engine.runtime.EngineStarter: false",
            "service sees io.schemamedic.shaded.bytebuddy.ByteBuddy: false",
            "service sees net.bytebuddy.ByteBuddy: false",
            "service sees the engine's class file: false",
            "agent sees io.schemamedic.engine.runtime.EngineStarter: true",
            "agent sees java.sql.Connection: true",
            "agent sees com.sun.net.httpserver.HttpServer: true",
            "agent sees io.schemamedic.dist.program.IsolationProbe: false",
            "agent sees org.postgresql.Driver: false",
            "service sees the gate that is open: true",
            "agent sees the driver's service file: false");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void releasedDriverNeedsNoByteBuddy(Jdk jdk) {
    Result result =
        run(
            new ForkedJvm(jdk).with("-Xlog:class+load").withAgent("mode=observe;http.port=off"),
            SmallService.class);

    assertThat(result.out())
        .anyMatch(line -> line.contains(" io.schemamedic.instrumentation.DriverWeaver "))
        .noneMatch(line -> line.contains(" io.schemamedic.shaded.bytebuddy."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void unlistedDriverIsWovenWithByteBuddyAndAsQuietly(Jdk jdk) {
    Path unlisted = Path.of(System.getProperty("unlisted-driver.jar", ""));
    ForkedJvm jvm =
        new ForkedJvm(jdk)
            .withFirstOnClassPath(unlisted)
            .with("-Xlog:class+load")
            .withAgent("mode=observe;http.port=off");

    Result result = run(jvm, SmallService.class);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .anyMatch(line -> line.contains(" io.schemamedic.shaded.bytebuddy.ByteBuddy "));
    assertThat(result.err())
        .allMatch(line -> line.startsWith("[schema-medic] "))
        .anyMatch(line -> line.contains("42P01") || line.contains("42703"));
  }

  @RepeatedTest(3)
  void twoClassesOfTheDriverAtOnceMakeOneAgent() {
    Result result =
        run(
            new ForkedJvm(Jdk.current()).withAgent("mode=observe;http.port=off"),
            TwoFirstClasses.class);

    assertThat(result.out()).containsExactly("42703");
    assertThat(result.err()).anyMatch(line -> line.contains("sqlState=\"42703\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void processEndsWithItsMainThoughTheAgentServesPages(Jdk jdk) {
    Result result =
        run(new ForkedJvm(jdk).withAgent("mode=observe;http.port=0"), SmallService.class);

    assertThat(result.exitCode()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void attachedAgentCanBeDetachedAndAttachedAgain(Jdk jdk) {
    Result result =
        run(
            new ForkedJvm(jdk)
                .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"),
            AttachedService.class);

    assertThat(result.out())
        .containsExactly(
            "before: fails as always",
            "attached: 1",
            "detached: 1",
            "threads left: 0",
            "loader collected: true",
            "attached: 2",
            "detached: 2",
            "threads left: 0",
            "loader collected: true");
    assertThat(result.err()).allMatch(line -> line.startsWith("[schema-medic] "));
  }

  private static Result run(ForkedJvm jvm, Class<?> program) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      return jvm.run(program, database.url(), ShippedJar.file().getPath());
    }
  }
}
