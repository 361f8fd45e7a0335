package io.schemamedic.dist.load;

import io.schemamedic.engine.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The scripts of the demo app: the three declared schemas and the broken databases. */
final class DemoSchema {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("basedir", "."), "../../demo-app/schema").toAbsolutePath();

  private static final List<String> SYSTEMS = List.of("system1.sql", "system2.sql", "system3.sql");

  private DemoSchema() {}

  /** As the agent takes it. */
  static String declared() {
    return SYSTEMS.stream()
        .map(script -> "file:" + DIRECTORY.resolve(script).normalize())
        .collect(Collectors.joining(","));
  }

  static void createAll(TestDatabase database) {
    SYSTEMS.forEach(script -> run(database, script));
  }

  /**
   * @param variant name of a script of a broken database
   */
  static void createBroken(TestDatabase database, String variant) {
    run(database, "broken/" + variant + ".sql");
  }

  private static void run(TestDatabase database, String script) {
    try {
      database.execute(Files.readString(DIRECTORY.resolve(script)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
