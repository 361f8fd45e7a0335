package io.schemamedic.engine.migration;

import io.schemamedic.engine.schema.ddl.MigrationStep;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A draft as Flyway runs it: a versioned script, which is one transaction, and a second one for
 * what must not be in it, with a file beside it that tells Flyway so.
 */
final class FlywayForm {
  /**
   * Flyway's own lock is told by the upper half of its number. Held in a transaction, it makes
   * {@code CREATE INDEX CONCURRENTLY} wait for ever, since that waits for every transaction.
   */
  private static final MigrationStep NO_OPEN_LOCK =
      MigrationStep.alone(
              "DO $medic$\nBEGIN\n  IF EXISTS (\n    SELECT FROM pg_catalog.pg_locks l"
                  + " JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                  + "\n    WHERE l.locktype = 'advisory' AND l.classid BETWEEN 18027 AND 18029"
                  + "\n      AND a.datname = pg_catalog.current_database()"
                  + " AND a.state = 'idle in transaction'\n  ) THEN"
                  + "\n    RAISE EXCEPTION USING MESSAGE = 'Flyway keeps a transaction open, for which"
                  + " CREATE INDEX CONCURRENTLY would wait for ever."
                  + " Set flyway.postgresql.transactional.lock=false"
                  + " and run this migration again.';"
                  + "\n  END IF;\nEND\n$medic$")
          .note(
              "Flyway's default makes it wait for itself: set"
                  + " flyway.postgresql.transactional.lock=false (in Spring Boot,"
                  + " spring.flyway.postgresql.transactional-lock=false).");

  private final String name;
  private final String lateName;
  private final List<String> facts;
  private final List<MigrationStep> steps;

  FlywayForm(Instant version, String stem, List<String> facts, List<MigrationStep> steps) {
    this.name = "V" + DraftVersion.of(version) + stem + ".sql";
    this.lateName = "V" + DraftVersion.of(version.plusSeconds(1)) + stem + "_late.sql";
    this.facts = facts;
    this.steps = steps;
  }

  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    boolean isLate = steps.stream().anyMatch(MigrationStep::isAlone);
    DraftText first = header();
    if (isLate) {
      first.comment("What takes long comes after this, in " + lateName);
    }
    files.put(name, statements(first, false).toString());
    if (!placeholders(false).isEmpty()) {
      files.put(name + ".conf", placeholders(false));
    }
    if (isLate) {
      DraftText late =
          header()
              .comment(
                  "Comes after "
                      + name
                      + " and runs outside of a transaction, each statement by itself; "
                      + lateName
                      + ".conf, which tells Flyway so, belongs beside it. If it fails half-way, it"
                      + " can run again: delete its row with success = false from Flyway's history.");
      if (steps.stream().anyMatch(step -> step.sql().contains(" CONCURRENTLY "))) {
        late.blank().step(NO_OPEN_LOCK);
      }
      files.put(lateName, statements(late, true).toString());
      files.put(lateName + ".conf", "executeInTransaction=false\n" + placeholders(true));
    }
    return files;
  }

  private DraftText header() {
    return new DraftText().header(facts);
  }

  /** In a name or a text, a dollar sign and a brace are no placeholder. */
  private String placeholders(boolean alone) {
    boolean looksLikeOne =
        steps.stream().anyMatch(step -> step.isAlone() == alone && step.sql().contains("${"));
    return looksLikeOne ? "placeholderReplacement=false\n" : "";
  }

  private DraftText statements(DraftText text, boolean alone) {
    for (MigrationStep step : steps) {
      if (step.isAlone() == alone) {
        text.blank().step(step);
      }
    }
    return text;
  }
}
