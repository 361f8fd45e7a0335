package io.schemamedic.demo.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * How the schema of system 1 gets into a database: the pipeline that deploys the app runs Flyway,
 * never the app itself. The accident of the story is that it was forgotten once.
 */
final class Deployment {
  /** What was run last before the accident. */
  private static final String LAST_VERSION = "1";

  /** The migration that the pipeline has forgotten. */
  private static final String PENDING = "V2__store_messages.sql";

  private final Flyway flyway;

  private Deployment(Flyway flyway) {
    this.flyway = flyway;
  }

  /** For a database that somebody had set up by hand, as far as version 1 goes. */
  static Deployment of(String jdbcUrl) {
    return new Deployment(
        Flyway.configure().dataSource(jdbcUrl, null, null).baselineVersion(LAST_VERSION).load());
  }

  /** Tells Flyway how far the database is. */
  void takeOver() {
    flyway.baseline();
  }

  /** Runs what was forgotten, and compares. Empty if all is well. */
  String runWhatWasForgotten() {
    int run = flyway.migrate().migrationsExecuted;
    flyway.validate();
    return run == 1 ? "" : run + " migrations were run";
  }

  /** Whether one of the logs names the migration that was forgotten; empty if so. */
  static String namedIn(List<AppProcess> backends) throws Exception {
    for (AppProcess backend : backends) {
      Path log = backend.log();
      if (Files.readAllLines(log).stream().anyMatch(Deployment::namesIt)) {
        return "";
      }
    }
    return "no line of the agent says that " + PENDING + " has not run here";
  }

  private static boolean namesIt(String line) {
    return line.contains("[schema-medic]") && line.contains(PENDING + " has not run here");
  }
}
