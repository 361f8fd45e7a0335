package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AccessibleObject;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What stays in a process for ever. A version that is attached later meets these two classes as
 * some earlier version has left them: nothing in here can be changed, ever.
 */
class FrozenEntryTest {

  @Test
  void wovenCodeOfEveryVersionFindsThisGate() {
    assertThat(members(Gate.class))
        .containsExactlyInAnyOrder(
            "private static volatile java.util.function.BiFunction"
                + " io.schemamedic.entry.Gate.handler",
            "private io.schemamedic.entry.Gate()",
            "public static java.lang.Object io.schemamedic.entry.Gate.call("
                + "java.lang.String,java.lang.Object[],java.lang.Object)",
            "public static void io.schemamedic.entry.Gate.open(java.util.function.BiFunction)");
  }

  @Test
  void everyVersionIsBroughtInByThisEntry() {
    assertThat(members(AgentEntry.class))
        .contains(
            "public static void io.schemamedic.entry.AgentEntry.premain("
                + "java.lang.String,java.lang.instrument.Instrumentation)",
            "public static void io.schemamedic.entry.AgentEntry.agentmain("
                + "java.lang.String,java.lang.instrument.Instrumentation)")
        .filteredOn(member -> member.startsWith("public"))
        .hasSize(2);
  }

  @Test
  void everyVersionIsFoundByThisEntry() {
    assertThat(members(Arrival.class)).contains("public io.schemamedic.entry.Arrival()");
    assertThat(Arrival.class.getGenericInterfaces())
        .extracting(Object::toString)
        .containsExactly(
            "java.util.function.Function<java.lang.Object[],"
                + " java.util.function.Predicate<java.lang.String>>");
  }

  @Test
  void neitherNeedsAnythingOfOursBesideItself() throws IOException {
    for (Class<?> type : Set.of(Gate.class, AgentEntry.class)) {
      assertThat(classesIn(type))
          .filteredOn(name -> !name.startsWith("java/"))
          .containsExactly(type.getName().replace('.', '/'));
      assertThat(type.getDeclaredClasses()).isEmpty();
    }
  }

  /** A number in a file is not enough: nothing may be in it that Java 6 does not know. */
  @Test
  void olderJvmsCanLoadTheEntry() throws IOException {
    try (InputStream file = AgentEntry.class.getResourceAsStream("AgentEntry.class");
        DataInputStream in = new DataInputStream(file)) {
      in.skipBytes(4);
      assertThat(in.readUnsignedShort()).as("minor version").isZero();
      assertThat(in.readUnsignedShort()).as("major version, 50 is Java 6").isEqualTo(50);
    }
    assertThat(classesIn(AgentEntry.class))
        .filteredOn(name -> !name.startsWith("java/lang/") || name.contains("/invoke/"))
        .containsExactlyInAnyOrder(
            "io/schemamedic/entry/AgentEntry",
            "java/io/File",
            "java/io/IOException",
            "java/io/PrintStream",
            "java/net/URI",
            "java/net/URL",
            "java/net/URLClassLoader",
            "java/security/CodeSource",
            "java/security/ProtectionDomain",
            "java/util/Enumeration",
            // Not looked for before they are used.
            "java/util/function/Function",
            "java/util/function/Predicate");
  }

  private static Set<String> members(Class<?> type) {
    Set<String> members = new TreeSet<>();
    Stream.<AccessibleObject[]>of(
            type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .forEach(member -> members.add(member.toString()));
    return members;
  }

  /** The class entries of a class file's constant pool. */
  private static Set<String> classesIn(Class<?> type) throws IOException {
    try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class");
        DataInputStream in = new DataInputStream(file)) {
      in.skipBytes(8);
      int size = in.readUnsignedShort();
      String[] texts = new String[size];
      int[] names = new int[size];
      for (int i = 1; i < size; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts[i] = in.readUTF();
          case 7 -> names[i] = in.readUnsignedShort();
          case 8, 16, 19, 20 -> in.skipBytes(2);
          case 15 -> in.skipBytes(3);
          case 17, 18 -> throw new IOException("Dynamic, which Java 6 cannot load");
          case 5, 6 -> {
            in.skipBytes(8);
            i++;
          }
          default -> in.skipBytes(4);
        }
      }
      Set<String> classes = new TreeSet<>();
      Arrays.stream(names)
          .filter(name -> name > 0)
          .mapToObj(name -> texts[name])
          .filter(name -> !name.startsWith("["))
          .forEach(classes::add);
      return classes;
    }
  }
}
