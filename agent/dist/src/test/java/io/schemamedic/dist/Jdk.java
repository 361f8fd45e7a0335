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

/** A JDK on this machine. */
public record Jdk(int version, Path home) {

  /** The one that runs the tests. */
  public static Jdk current() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /**
   * One of every feature version found: the running one, {@code JAVA<version>_HOME}, and what is
   * installed under {@code /usr/lib/jvm}. A machine with one JDK tests one.
   */
  public static List<Jdk> installed() {
    Map<Integer, Jdk> found = new TreeMap<>();
    Stream<Path> named =
        System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().matches("JAVA\\d+_HOME"))
            .map(variable -> Path.of(variable.getValue()));
    Stream.of(Stream.of(current().home()), named, children(new File("/usr/lib/jvm")))
        .flatMap(homes -> homes)
        .map(Jdk::at)
        .filter(jdk -> jdk != null && jdk.version() >= 17)
        .forEach(jdk -> found.putIfAbsent(jdk.version(), jdk));
    return List.copyOf(found.values());
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
    return home.resolve("bin/java").toString();
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
