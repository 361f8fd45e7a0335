package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.java8.Parent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the JDKs which this build has to have are whole. */
class JdkIT {

  static List<Integer> versions() {
    return Jdk.wanted();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itIsOfThatVersion(int version) {
    Jdk jdk = Jdk.of(version);

    assertThat(new ForkedJvm(jdk).runJava("-version").err())
        .element(0)
        .asString()
        .contains(version == 8 ? "\"1.8.0" : "\"" + version);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itCompiles(int version, @TempDir Path directory) throws IOException {
    Jdk jdk = Jdk.of(version);
    Path source = Files.writeString(directory.resolve("A.java"), "class A {}");

    Command.must(directory, List.of(jdk.tool("javac"), source.toString()));

    assertThat(directory.resolve("A.class")).exists();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itStartsProcessesAndAttachesToThem(int version, @TempDir Path directory) {
    Jdk jdk = Jdk.of(version);
    try (ServiceProcess parent =
        ServiceProcess.start(new ForkedJvm(jdk), Parent.class, jdk.java(), "-version")) {
      parent.linesUntil("child ended with 0");

      String answer =
          Command.must(
              directory, List.of(jdk.tool("jcmd"), String.valueOf(parent.pid()), "VM.version"));

      assertThat(answer).contains("JDK " + version + ".");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void itsProcessesGetTheEnvironmentOfTheMachine(int version) {
    Jdk jdk = Jdk.of(version);
    try (ServiceProcess parent = ServiceProcess.start(new ForkedJvm(jdk), Parent.class, "true")) {
      assertThat(parent.linesUntil("child ended with 0"))
          .containsExactly("libraries from the environment: null");
    }
  }
}
