package io.schemamedic.dist;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A JDK on this machine, or unpacked beside it for the tests. */
public record Jdk(int version, Path home) {
  /**
   * Versions that this build has to have, found on the machine or not; {@code schema-medic.jdks}.
   */
  private static final List<Integer> WANTED =
      Stream.of(System.getProperty("schema-medic.jdks", "8").split(","))
          .map(String::strip)
          .map(Integer::valueOf)
          .toList();

  /** The one that runs the tests. */
  public static Jdk current() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /**
   * The machine's, or else that of Debian.
   *
   * @throws TestAbortedException if there is none and this is no Debian
   */
  public static Jdk of(int version) {
    Jdk found = found().get(version);
    return found == null ? new Jdk(version, DebianJdk.home(version)) : found;
  }

  /**
   * One of every feature version from this one on: what the machine has, and what this build has to
   * have. The ordinary build has to have 8, the long one also 11 and 21. A program that runs on 8
   * is in a package named {@code java8}; the others need 17.
   */
  public static List<Jdk> from(int version) {
    Map<Integer, Jdk> jdks = found();
    for (int wanted : WANTED) {
      if (wanted >= version) {
        try {
          jdks.put(wanted, of(wanted));
        } catch (TestAbortedException e) {
          // No Debian: it is JdkIT that says so.
          jdks.remove(wanted);
        }
      }
    }
    return jdks.values().stream().filter(jdk -> jdk.version() >= version).toList();
  }

  /** What this build has to have. */
  static List<Integer> wanted() {
    return WANTED;
  }

  /** The running one, {@code JAVA<version>_HOME}, and what is under {@code /usr/lib/jvm}. */
  private static Map<Integer, Jdk> found() {
    Map<Integer, Jdk> found = new TreeMap<>();
    Stream<Path> named =
        System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().matches("JAVA\\d+_HOME"))
            .map(variable -> Path.of(variable.getValue()));
    Stream.of(Stream.of(current().home()), named, children(new File("/usr/lib/jvm")))
        .flatMap(homes -> homes)
        .map(Jdk::at)
        .filter(jdk -> jdk != null && jdk.version() >= 8)
        .forEach(jdk -> found.putIfAbsent(jdk.version(), jdk));
    return found;
  }

  private static Stream<Path> children(File directory) {
    File[] children = directory.listFiles();
    return children == null ? Stream.of() : Stream.of(children).sorted().map(File::toPath);
  }

  private static @Nullable Jdk at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return null;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return new Jdk(
        version.startsWith("1.") ? 8 : Integer.parseInt(version.split("[.+-]", 2)[0]), home);
  }

  String java() {
    return tool("java");
  }

  /** A program of it, such as {@code javac}. */
  public String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
