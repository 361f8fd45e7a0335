package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.java8.Hello;
import io.schemamedic.dist.java8.SmallService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.Driver;

/** Runtimes that lack, forbid or share something. */
class NarrowPlacesIT {
  private static final String DECLARED = "CREATE TABLE note (id int, text text, missing text);";

  /** What {@link SmallService} prints with the column that it lacks, and without. */
  private static final List<String> HEALED = List.of("1", "3", "4");

  private static final List<String> FAILED = List.of("1", "42703", "3", "4");

  /** Readable for everybody, unlike where the build keeps its own. */
  @TempDir private static Path shared = Path.of("");

  private static Path agent = Path.of("");
  private static Path program = Path.of("");
  private static Path driver = Path.of("");

  @BeforeAll
  static void copyWhatIsRun() throws IOException {
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    agent = Files.copy(ShippedJar.file().toPath(), shared.resolve("agent.jar"));
    driver = Files.copy(ForkedJvm.jarOf(Driver.class), shared.resolve("driver.jar"));
    program = shared.resolve("program.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(program))) {
      for (Class<?> type : List.of(Hello.class, SmallService.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(ForkedJvm.jarOf(type).resolve(name)));
        out.closeEntry();
      }
    }
    Files.writeString(shared.resolve("declared.sql"), DECLARED);
  }

  static Stream<Jdk> jdks() {
    return Jdk.from(8).stream();
  }

  static Stream<Jdk> jdksWithArchives() {
    return Jdk.from(17).stream();
  }

  static Stream<Jdk> jdksWithSecurityManager() {
    return jdks().filter(jdk -> jdk.version() < 24);
  }

  @Test
  void smallestImageIsEnough() {
    Path image = shared.resolve("image");
    String modules = "java.base,java.instrument,java.sql,java.logging";
    Jdk jdk = Jdk.current();
    Command.must(
        shared, List.of(jdk.tool("jlink"), "--add-modules", modules, "--output", "" + image));

    Result result = service(new ForkedJvm(new Jdk(jdk.version(), image)), repairing());

    assertThat(result.out()).isEqualTo(HEALED);
    assertThat(result.err()).anyMatch(line -> line.contains("are served"));
  }

  /** Nothing can be written anywhere, and the user is nobody, who must be able to read the JDK. */
  @Test
  void nothingHasToBeWritten() {
    String readOnly =
        "mount -o remount,ro,bind / && ! touch \"$0\" 2>/dev/null"
            + " && exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$@\"";
    List<String> prefix = List.of("unshare", "-m", "sh", "-c", readOnly, shared + "/file");
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    assumeTrue(Command.run(shared, probe).well(), "Only root may mount");

    Result result =
        service(new ForkedJvm(Jdk.current()).runBy(prefix.toArray(String[]::new)), repairing());

    assertThat(result.out()).isEqualTo(HEALED);
    assertThat(result.err()).allMatch(line -> line.startsWith("[schema-medic] "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void smallHeapIsEnough(Jdk jdk) {
    assertThat(service(new ForkedJvm(jdk).with("-Xmx16m", "-Xshare:off"), repairing()).out())
        .isEqualTo(HEALED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithSecurityManager")
  void securityManagerThatGrantsTheAgentNothingIsOneLine(Jdk jdk) throws IOException {
    Path policy =
        Files.writeString(
            shared.resolve("service.policy"),
            """
            grant codeBase "file:%s" { permission java.security.AllPermission; };
            grant codeBase "file:%s" {
              permission java.util.PropertyPermission "*", "read";
              permission java.net.SocketPermission "*", "connect,resolve";
              permission java.lang.RuntimePermission "getenv.*";
              permission java.io.FilePermission "<<ALL FILES>>", "read";
            };
            """
                .formatted(driver, program));
    String[] restricted = {"-Djava.security.manager", "-Djava.security.policy==" + policy};

    Result without = service(new ForkedJvm(jdk).with(restricted), "");
    Result with = service(new ForkedJvm(jdk).with(restricted), repairing());

    assertThat(with.out()).isEqualTo(without.out()).isEqualTo(FAILED);
    assertThat(with.err())
        .filteredOn(line -> line.startsWith("[schema-medic] "))
        .singleElement()
        .asString()
        .contains("the service goes on as before", "AccessControlException");
    assertThat(with.err())
        .filteredOn(line -> !line.startsWith("[schema-medic] "))
        .isEqualTo(without.err());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithArchives")
  void sharedArchiveOfTheServiceIsKept(Jdk jdk, @TempDir Path directory) {
    Path archive = directory.resolve("service.jsa");
    new ForkedJvm(jdk)
        .withOnlyClassPath(List.of(program))
        .with("-XX:ArchiveClassesAtExit=" + archive)
        .run(Hello.class);

    Result result =
        new ForkedJvm(jdk)
            .withOnlyClassPath(List.of(program))
            .with("-XX:SharedArchiveFile=" + archive, "-verbose:class")
            .withAgent("mode=observe")
            .run(Hello.class);

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .filteredOn(line -> line.contains(" " + Hello.class.getName() + " "))
        .singleElement()
        .asString()
        .contains("source: shared objects file");
  }

  private static String repairing() {
    return "mode=repair;allow=public.*;http.port=0;repair.wait-budget=5s;declared=file:"
        + shared.resolve("declared.sql");
  }

  /**
   * @param arguments of the agent; empty for none
   */
  private static Result service(ForkedJvm jvm, String arguments) {
    if (!arguments.isEmpty()) {
      jvm.with("-javaagent:" + agent + "=" + arguments);
    }
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      return jvm.withOnlyClassPath(List.of(program, driver))
          .run(SmallService.class, database.url());
    }
  }
}
