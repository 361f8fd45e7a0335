package io.schemamedic.dist.load;

import io.schemamedic.engine.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The three declared schemas of the demo app, and its broken databases. */
final class DemoSchema {
  private static final Path BASE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
  private static final Path DIRECTORY = BASE.resolve("../../demo-app/schema");

  private static final Path MIGRATIONS =
      BASE.resolve("../../demo-app/src/main/resources/db/migration");

  private static final List<Path> SYSTEMS =
      List.of(DIRECTORY.resolve("system2.sql"), BASE.resolve("src/test/resources/load/vet.sql"));

  private DemoSchema() {}

  /** As the agent takes it. */
  static String declared() {
    return "dir:"
        + MIGRATIONS.normalize()
        + SYSTEMS.stream()
            .map(script -> ",file:" + script.normalize())
            .collect(Collectors.joining());
  }

  static void createAll(TestDatabase database) {
    run(database, MIGRATIONS.resolve("V1__create_conversations.sql"));
    run(database, MIGRATIONS.resolve("V2__store_messages.sql"));
    SYSTEMS.forEach(script -> run(database, script));
  }

  /**
   * @param variant name of a script of a broken database
   */
  static void createBroken(TestDatabase database, String variant) {
    run(database, DIRECTORY.resolve("broken/" + variant + ".sql"));
  }

  private static void run(TestDatabase database, Path script) {
    try {
      database.execute(Files.readString(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
