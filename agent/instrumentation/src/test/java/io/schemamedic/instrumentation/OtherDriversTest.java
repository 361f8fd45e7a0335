package io.schemamedic.instrumentation;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemamedic.entry.OtherDriver;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The drivers of other databases, woven: H2, MariaDB, MySQL, SQL Server, Oracle. */
@NullUnmarked
class OtherDriversTest {
  private static final String GATE = "io.schemamedic.entry.Gate";
  private static final String EVENT = "otherDriverFailed";

  @AfterEach
  void closeGate() {
    RecordingEngine.closeGate();
  }

  static Stream<Arguments> wovenClasses() {
    return DriverJar.others().stream()
        .flatMap(jar -> classesIn(jar).map(name -> Arguments.of(jar, name)));
  }

  static List<DriverJar> drivers() {
    return DriverJar.others();
  }

  static Stream<DriverJar> preparedDrivers() {
    return drivers().stream().filter(jar -> jar.file().toString().contains("other-drivers"));
  }

  private static Stream<String> classesIn(DriverJar jar) {
    return WeavingRules.classes().stream().filter(jar::contains);
  }

  @ParameterizedTest
  @MethodSource("wovenClasses")
  void refersToNothingButTheJdk(DriverJar jar, String className) throws Exception {
    Set<String> added =
        new ClassFileContent(weave(jar, className)).addedTo(jar.classFile(className));

    // The driver's class is told by its name.
    added.remove(className);
    assertThat(added).allMatch(name -> name.equals(GATE) || name.startsWith("java."));
  }

  @ParameterizedTest
  @MethodSource("wovenClasses")
  void hasTheMembersOfTheOriginal(DriverJar jar, String className) throws Exception {
    assertThat(new ClassFileContent(weave(jar, className)).members())
        .isEqualTo(new ClassFileContent(jar.classFile(className)).members());
  }

  @ParameterizedTest
  @MethodSource("wovenClasses")
  void passesTheVerifier(DriverJar jar, String className) throws Exception {
    try (WovenDriverLoader loader = new WovenDriverLoader(jar)) {
      assertThat(Class.forName(className, true, loader).getClassLoader()).isSameAs(loader);
    }
  }

  /** What is declared is woven, and what is not is inherited from a class that is woven. */
  @ParameterizedTest
  @MethodSource("drivers")
  void everyJdbcExecuteMethodIsWovenWhereItHasABody(DriverJar jar) throws Exception {
    List<String> jdbc =
        Stream.of(Statement.class, PreparedStatement.class, CallableStatement.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.getName().startsWith("execute"))
            .map(OtherDriversTest::signature)
            .collect(toList());

    List<String> unseen =
        classesIn(jar).flatMap(name -> unwoven(jar, name, jdbc)).collect(toList());
    List<String> woven =
        classesIn(jar)
            .flatMap(name -> new ClassFileContent(weave(jar, name)).methodsNaming(EVENT).stream())
            .collect(toList());

    assertThat(unseen).isEmpty();
    assertThat(woven).containsAll(jdbc);
  }

  @ParameterizedTest
  @MethodSource("preparedDrivers")
  void whatTheBuildPreparedEqualsWhatByteBuddyWeaves(DriverJar jar) throws Exception {
    for (String className : classesIn(jar).collect(toList())) {
      byte[] original = jar.classFile(className);
      try (WovenDriverLoader loader = new WovenDriverLoader(jar);
          InputStream in = PreparedPatch.class.getResourceAsStream(PreparedPatch.name(original))) {
        assertThat(PreparedPatch.read(in).applyTo(original))
            .isEqualTo(new ByteBuddyWeaver().weave(loader, className, original).classFile());
      }
    }
  }

  @Test
  void driversOfAllDatabasesAreTested() {
    assertThat(OtherDriver.values())
        .allMatch(
            driver ->
                drivers().stream()
                    .anyMatch(jar -> driver.classes().stream().anyMatch(jar::contains)));
  }

  @Test
  void oneFailureIsReportedOnceAndReachesTheCallerAsItWas() throws Exception {
    RecordingEngine engine = new RecordingEngine();
    DriverJar h2 =
        drivers().stream().filter(jar -> jar.toString().equals("h2-1.4.200.jar")).findFirst().get();
    try (WovenDriverLoader loader = new WovenDriverLoader(h2);
        Connection connection = loader.connect("org.h2.Driver", "jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      engine.openGate();
      SQLException prepared =
          catchThrowableOfType(
              SQLException.class, () -> connection.prepareStatement("SELECT * FROM note"));
      SQLException executed =
          catchThrowableOfType(
              SQLException.class, () -> statement.executeQuery("SELECT * FROM note"));
      statement.addBatch("INSERT INTO note VALUES (1)");
      SQLException batch = catchThrowableOfType(SQLException.class, statement::executeBatch);

      assertThat(engine.otherFailures).containsExactly(prepared, executed, batch);
      assertThat(engine.agentErrors).isEmpty();
    }
  }

  private static Stream<String> unwoven(DriverJar jar, String className, List<String> jdbc) {
    List<String> bodies = new ClassFileContent(jar.classFile(className)).members();
    List<String> woven = new ClassFileContent(weave(jar, className)).methodsNaming(EVENT);
    return bodies.stream()
        .filter(member -> (access(member) & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_BRIDGE)) == 0)
        .map(member -> member.substring(member.indexOf(' ') + 1))
        .filter(jdbc::contains)
        .filter(signature -> !woven.contains(signature))
        .map(signature -> className + "." + signature);
  }

  private static int access(String member) {
    return Integer.parseInt(member.substring(0, member.indexOf(' ')));
  }

  private static String signature(Method method) {
    return RequiredMembers.signature(new MethodDescription.ForLoadedMethod(method));
  }

  private static byte[] weave(DriverJar jar, String className) {
    try (WovenDriverLoader loader = new WovenDriverLoader(jar)) {
      return new DriverWeaver().weave(loader, className, jar.classFile(className)).classFile();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
