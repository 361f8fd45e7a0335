package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.java8.EmptyAgent;
import io.schemamedic.dist.java8.Hello;
import io.schemamedic.dist.java8.SmallService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent loads into a process, and what it leaves to the process to load or not. */
class QuietStartIT {
  private static final Path H2 = Path.of("target/drivers/h2-for-java-8.jar").toAbsolutePath();
  private static final String NO_LOG_MANAGER = "-Djava.util.logging.manager=no.such.Manager";

  /** What a service may have to set up by itself, or would pay for. */
  private static final String FORBIDDEN =
      "(java\\.util\\.logging|java\\.nio|sun\\.nio|java(x|\\.lang)\\.management"
          + "|java\\.util\\.stream|net\\.bytebuddy|io\\.micrometer)\\..*";

  /** Java 8 and later ones have a line of their own. */
  private static final Pattern LOADED =
      Pattern.compile("\\[Loaded (\\S+) from .*|.*\\[class,load] ?(\\S+) source: .*");

  static Stream<Jdk> jdks() {
    return Jdk.from(8).stream();
  }

  static Stream<Arguments> tools() {
    return jdks()
        .flatMap(
            jdk ->
                Stream.of(
                        "jps -q",
                        "jcmd -l",
                        "javac -version",
                        "keytool -help",
                        "jar -h",
                        "9 jshell --version",
                        "9 jlink --version",
                        "8 wsgen -version")
                    .filter(tool -> !tool.startsWith(jdk.version() == 8 ? "9 " : "8 "))
                    .map(tool -> Arguments.of(jdk, tool.replaceFirst("^[89] ", ""))));
  }

  /** Since Java 9 the presence of any agent makes the JVM load a good deal more. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void programWithoutDriverLoadsNoMoreThanWithAnEmptyAgent(Jdk jdk, @TempDir Path program)
      throws IOException {
    Path empty = TestAgent.of(program, EmptyAgent.class);
    TestAgent.copy(Hello.class, program);
    ForkedJvm withEmpty = new ForkedJvm(jdk).with("-verbose:class", "-javaagent:" + empty);
    ForkedJvm withOurs = new ForkedJvm(jdk).with("-verbose:class").withAgent("mode=observe");

    Set<String> more = loaded(withOurs.withOnlyClassPath(List.of(program)).run(Hello.class));

    more.removeAll(loaded(withEmpty.withOnlyClassPath(List.of(program)).run(Hello.class)));
    assertThat(more)
        .filteredOn(name -> name.startsWith("io.schemamedic."))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io.schemamedic.entry."))
        .hasSizeLessThanOrEqualTo(5);
    assertThat(more).noneMatch(name -> name.matches(FORBIDDEN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void loggingIsNotInitialised(Jdk jdk) {
    Result result =
        new ForkedJvm(jdk).with(NO_LOG_MANAGER).withAgent("mode=observe").run(Hello.class);

    assertThat(result.out()).containsExactly("hello");
    assertThat(result.err()).isEmpty();
  }

  /** With a driver that does not log by itself, and the port open. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void loggingIsNotInitialisedByTheAwakenedAgent(Jdk jdk) {
    Result result =
        new ForkedJvm(jdk)
            .withOnlyClassPath(List.of(H2, ForkedJvm.jarOf(SmallService.class)))
            .with(NO_LOG_MANAGER, "-verbose:class")
            .withAgent("mode=observe;http.port=0")
            .run(SmallService.class, "jdbc:h2:mem:quiet");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .allMatch(line -> line.startsWith("[schema-medic] "))
        .anyMatch(line -> line.contains("are served"))
        .anyMatch(line -> line.contains("other_driver"));
    assertThat(loaded(result))
        .contains("org.h2.jdbc.JdbcStatement")
        .noneMatch(name -> name.startsWith("java.util.logging.LogManager"))
        .noneMatch(name -> name.startsWith("java.lang.management."));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("tools")
  void toolsOfTheJdkAreLeftAlone(Jdk jdk, String tool) {
    String[] words = tool.split(" ");
    Result result =
        new ForkedJvm(jdk)
            .withEnvironment("JAVA_TOOL_OPTIONS", "-verbose:class -javaagent:" + ShippedJar.file())
            .runTool(words[0], words[1]);

    assertThat(result.err()).noneMatch(line -> line.startsWith("[schema-medic] "));
    assertThat(loaded(result))
        .contains("io.schemamedic.entry.AgentEntry")
        .noneMatch(name -> name.endsWith("Transformer") && name.startsWith("io.schemamedic."));
  }

  private static Set<String> loaded(Result result) {
    Set<String> names = new TreeSet<>();
    for (String line : result.out()) {
      Matcher matcher = LOADED.matcher(line);
      if (matcher.matches()) {
        names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      }
    }
    return names;
  }
}
