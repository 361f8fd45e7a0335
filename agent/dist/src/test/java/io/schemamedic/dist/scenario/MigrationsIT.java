package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service with migrations on its class path, of which Flyway has run all but the last. That its
 * history is read as Flyway writes it is proven with the engine.
 */
@ExtendWith(TestDatabaseExtension.class)
class MigrationsIT {
  private static final String LAST = "V2__note.sql";
  private static final String ADDS_NOTE = "ALTER TABLE orders ADD COLUMN note text";
  private static final Map<String, String> MIGRATIONS =
      Map.of("V1__orders.sql", "CREATE TABLE orders (id int)", LAST, ADDS_NOTE);
  private static final String HISTORY =
      """
      CREATE TABLE orders (id int);
      CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50),
        description varchar(200), type varchar(20), script varchar(1000), checksum int,
        installed_by varchar(100), installed_on timestamp DEFAULT now(), execution_time int,
        success boolean);
      INSERT INTO flyway_schema_history (installed_rank, version, type, script, success)
        VALUES (1, '1', 'SQL', 'V1__orders.sql', true)""";

  @Test
  void columnOfAPendingMigrationInAJarIsHealedAndTheMigrationNamed(
      TestDatabase database, @TempDir Path directory) throws IOException {
    database.execute(HISTORY);
    Path jar = jar(directory);

    try (RunningService service = start("declared=classpath:/db/migration/", jar)) {
      service.run(connect(database.url()));

      assertThat(service.run(query("SELECT note FROM orders"))).doesNotContain("42703");
      assertThat(database.query("SELECT note FROM orders")).isEmpty();
      assertThat(service.err())
          .anyMatch(line -> line.contains("pending=\"" + LAST + " has not run here\""));
      assertThat(service.get("/api/incidents")).contains("\"pendingMigrations\":[\"" + LAST);
      assertThat(service.get("/api/plans")).contains("\"pending_migration " + LAST + "\"");
    }
  }

  @Test
  void hazardThatIsRefusedStopsTheRepairAndNamesTheMigration(
      TestDatabase database, @TempDir Path directory) throws IOException {
    database.execute(HISTORY);
    String declared = "declared=auto;repair.refuse=pending_migration";

    try (RunningService service = start(declared, folder(directory))) {
      service.run(connect(database.url()));

      assertThat(service.run(query("SELECT note FROM orders"))).contains("42703");
      assertThat(service.err())
          .anyMatch(line -> line.contains("declared=auto found migrations tool=\"Flyway\""))
          .anyMatch(
              line ->
                  line.contains("reason=\"hazard_refused\"")
                      && line.contains("detail=\"pending_migration " + LAST + "\""));
    }
  }

  private static RunningService start(String settings, Path classPath) {
    return RunningService.start(
        new ForkedJvm(Jdk.current())
            .withFirstOnClassPath(classPath)
            .withAgent("mode=repair;allow=public.*;check.on-connect=off;http.port=0;" + settings));
  }

  /** With what tells that Flyway is there. */
  private static Path folder(Path directory) throws IOException {
    Path migrations = Files.createDirectories(directory.resolve("db/migration"));
    for (Map.Entry<String, String> migration : MIGRATIONS.entrySet()) {
      Files.writeString(migrations.resolve(migration.getKey()), migration.getValue());
    }
    Files.createDirectories(directory.resolve("org/flywaydb/core"));
    Files.createFile(directory.resolve("org/flywaydb/core/Flyway.class"));
    return directory;
  }

  private static Path jar(Path directory) throws IOException {
    Path jar = directory.resolve("service.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      zip.putNextEntry(new JarEntry("db/migration/"));
      for (Map.Entry<String, String> migration : MIGRATIONS.entrySet()) {
        zip.putNextEntry(new JarEntry("db/migration/" + migration.getKey()));
        zip.write(migration.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
