package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.java8.Idle;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command on one Java, the process on another. */
class AttachOnEachJdkIT {

  /** Each with itself, and the oldest with the newest both ways. */
  static Stream<Arguments> pairs() {
    List<Jdk> jdks = Jdk.from(8);
    Jdk oldest = jdks.get(0);
    Jdk newest = jdks.get(jdks.size() - 1);
    return Stream.concat(
        Stream.of(Arguments.of(oldest, newest), Arguments.of(newest, oldest)),
        jdks.stream().map(jdk -> Arguments.of(jdk, jdk)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void attachesAndDetaches(Jdk command, Jdk process) {
    try (ServiceProcess service = ServiceProcess.start(new ForkedJvm(process), Idle.class)) {
      service.linesUntil("ready");
      String pid = Long.toString(service.pid());

      Result attached = run(command, "attach", pid, "http.port=off");
      Result detached = run(command, "detach", pid);

      assertThat(attached.exitCode()).as("%s", attached).isZero();
      assertThat(attached.out()).singleElement().asString().contains("no JDBC driver yet");
      assertThat(detached.exitCode()).as("%s", detached).isZero();
    }
  }

  private static Result run(Jdk jdk, String... words) {
    return new ForkedJvm(jdk).runJava(Tool.command(words));
  }
}
