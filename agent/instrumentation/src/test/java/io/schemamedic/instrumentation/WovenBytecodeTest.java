package io.schemamedic.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.entry.UnsupportedDriverException;
import io.schemamedic.entry.WovenClass;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@NullUnmarked
class WovenBytecodeTest {
  private static final String GATE = "io.schemamedic.entry.Gate";

  static Stream<Arguments> wovenClasses() {
    return DriverJar.all().stream()
        .flatMap(jar -> WeavingRules.CLASSES.stream().map(name -> Arguments.of(jar, name)));
  }

  static List<DriverJar> drivers() {
    return DriverJar.all();
  }

  @ParameterizedTest
  @MethodSource("wovenClasses")
  void refersToNothingButTheJdkAndTheDriver(DriverJar jar, String className) throws Exception {
    Set<String> added =
        new ClassFileContent(weave(jar, className)).addedTo(jar.classFile(className));

    assertThat(added)
        .contains(GATE)
        .allMatch(name -> name.equals(GATE) || name.matches("(java|org\\.postgresql)\\..*"));
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

  @ParameterizedTest
  @MethodSource("drivers")
  void everyJdbcExecuteMethodIsWoven(DriverJar jar) throws Exception {
    assertThat(wovenMethods(jar, "org.postgresql.jdbc.PgStatement"))
        .containsExactlyInAnyOrder(
            "executeQuery(Ljava/lang/String;)Ljava/sql/ResultSet;",
            "execute(Ljava/lang/String;)Z",
            "execute(Ljava/lang/String;I)Z",
            "execute(Ljava/lang/String;[I)Z",
            "execute(Ljava/lang/String;[Ljava/lang/String;)Z",
            "executeUpdate(Ljava/lang/String;)I",
            "executeUpdate(Ljava/lang/String;I)I",
            "executeUpdate(Ljava/lang/String;[I)I",
            "executeUpdate(Ljava/lang/String;[Ljava/lang/String;)I",
            "executeLargeUpdate(Ljava/lang/String;)J",
            "executeLargeUpdate(Ljava/lang/String;I)J",
            "executeLargeUpdate(Ljava/lang/String;[I)J",
            "executeLargeUpdate(Ljava/lang/String;[Ljava/lang/String;)J",
            "executeBatch()[I",
            "executeLargeBatch()[J",
            "cancel()V");
    assertThat(wovenMethods(jar, "org.postgresql.jdbc.PgPreparedStatement"))
        .contains("execute()Z", "executeQuery()Ljava/sql/ResultSet;", "executeUpdate()I")
        .allMatch(method -> method.matches("execute(Query|Update|LargeUpdate)?\\(\\).*"));
    assertThat(wovenMethods(jar, "org.postgresql.jdbc.PgCallableStatement"))
        .contains("executeUpdate()I")
        .allMatch(method -> method.matches("execute(Query|Update|LargeUpdate)?\\(\\).*"));
    assertThat(wovenMethods(jar, "org.postgresql.jdbc.BatchResultHandler"))
        .containsExactly("handleCompletion()V");
    assertThat(countingMethods(weave(jar, "org.postgresql.copy.CopyManager")))
        .containsExactlyInAnyOrder(
            "copyIn(Ljava/lang/String;)Lorg/postgresql/copy/CopyIn;",
            "copyOut(Ljava/lang/String;)Lorg/postgresql/copy/CopyOut;",
            "copyDual(Ljava/lang/String;)Lorg/postgresql/copy/CopyDual;");
    assertThat(wovenMethods(jar, "org.postgresql.xa.PGXAConnection"))
        .containsExactly(
            "<init>(Lorg/postgresql/core/BaseConnection;)V", "start(Ljavax/transaction/xa/Xid;I)V");
    assertThat(wovenMethods(jar, "org.postgresql.Driver"))
        .containsExactly("connect(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;");
  }

  @ParameterizedTest
  @MethodSource("wovenClasses")
  void whatTheBuildPreparedEqualsWhatByteBuddyWeaves(DriverJar jar, String className)
      throws Exception {
    byte[] original = jar.classFile(className);
    try (WovenDriverLoader loader = new WovenDriverLoader(jar);
        InputStream in = PreparedPatch.class.getResourceAsStream(PreparedPatch.name(original))) {
      assertThat(PreparedPatch.read(in).applyTo(original))
          .isEqualTo(new ByteBuddyWeaver().weave(loader, className, original).classFile());
    }
  }

  @Test
  void classThatTheBuildDidNotKnowIsWovenAllTheSame() throws Exception {
    DriverJar jar = DriverJar.all().get(0);
    String className = "org.postgresql.jdbc.PgStatement";
    byte[] changed = withoutLineNumbers(jar.classFile(className));

    try (WovenDriverLoader loader = new WovenDriverLoader(jar)) {
      byte[] woven = new DriverWeaver().weave(loader, className, changed).classFile();
      assertThat(wovenMethods(woven)).hasSize(16);
    }
  }

  @Test
  void patchForAnotherClassGivesNothing() {
    byte[] original = {1, 2, 3, 4};
    PreparedPatch patch = PreparedPatchBuilder.difference(original, new byte[] {1, 2, 9, 3, 4});

    assertThat(patch.applyTo(original)).containsExactly(1, 2, 9, 3, 4);
    assertThat(PreparedPatchBuilder.difference(new byte[64], new byte[80]).applyTo(original))
        .isNull();
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void driverWithoutNeededMembersGetsTheStricterAdvice(DriverJar jar) throws Exception {
    String className = "org.postgresql.jdbc.PgStatement";
    try (URLClassLoader loader = loaderWithoutFieldsOf("org.postgresql.core.CachedQuery", jar)) {
      WovenClass woven = new ByteBuddyWeaver().weave(loader, className, jar.classFile(className));

      assertThat(woven.missing()).isEqualTo("CachedQuery.query");
      assertThat(countingMethods(woven.classFile()))
          .hasSize(wovenMethods(jar, className).size() - 1)
          .isSubsetOf(wovenMethods(jar, className));
      assertThat(wovenMethods(woven.classFile())).containsExactly("cancel()V");
    }
  }

  /** As the jar, but one class has lost its fields. */
  private static URLClassLoader loaderWithoutFieldsOf(String className, DriverJar jar)
      throws Exception {
    String resource = className.replace('.', '/') + ".class";
    return new URLClassLoader(new URL[] {jar.file().toUri().toURL()}, null) {
      @Override
      public InputStream getResourceAsStream(String name) {
        return name.equals(resource)
            ? new ByteArrayInputStream(withoutFields(jar.classFile(className)))
            : super.getResourceAsStream(name);
      }
    };
  }

  @Test
  void classOfNoDriverIsRefused() {
    assertThatThrownBy(
            () -> new ByteBuddyWeaver().weave(null, "org.postgresql.Unknown", new byte[0]))
        .isInstanceOf(UnsupportedDriverException.class);
  }

  private static byte[] weave(DriverJar jar, String className) throws Exception {
    try (WovenDriverLoader loader = new WovenDriverLoader(jar)) {
      return new DriverWeaver().weave(loader, className, jar.classFile(className)).classFile();
    }
  }

  private static byte[] withoutFields(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String type, String signature, Object value) {
                return null;
              }
            },
            0);
    return writer.toByteArray();
  }

  private static byte[] withoutLineNumbers(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }

  private static List<String> wovenMethods(DriverJar jar, String className) throws Exception {
    return wovenMethods(weave(jar, className));
  }

  private static List<String> wovenMethods(byte[] classFile) {
    List<String> methods = new ClassFileContent(classFile).methodsNaming(GATE);
    methods.removeAll(countingMethods(classFile));
    return methods;
  }

  private static List<String> countingMethods(byte[] classFile) {
    List<String> methods = new ArrayList<>();
    for (String event : List.of("strictFailed", "copyFailed")) {
      methods.addAll(new ClassFileContent(classFile).methodsNaming(event));
    }
    return methods;
  }
}
