package io.schemamedic.engine.migration;

import io.schemamedic.engine.schema.ddl.MigrationStep;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A draft as Liquibase runs it: one change log in formatted SQL, a change set for each statement.
 */
final class LiquibaseForm {
  /** Liquibase reads any line that begins like this, also in the middle of a name or a text. */
  private static final Pattern LIKE_A_DIRECTIVE = Pattern.compile("\\R\\s*(--|/\\*)");

  private final String version;
  private final String stem;
  private final List<String> facts;
  private final List<MigrationStep> steps;

  LiquibaseForm(Instant version, String stem, List<String> facts, List<MigrationStep> steps) {
    this.version = DraftVersion.of(version);
    this.stem = stem;
    this.facts = facts;
    this.steps = steps;
  }

  /** Whether Liquibase takes nothing in the statements for a word to itself. */
  static boolean canHold(List<MigrationStep> steps) {
    return steps.stream().noneMatch(step -> LIKE_A_DIRECTIVE.matcher(step.sql()).find());
  }

  Map<String, String> files() {
    DraftText text = new DraftText().directive("--liquibase formatted sql").blank().header(facts);
    text.comment("Include it in your change log. Its change sets may run again at any time.");
    int number = 0;
    for (MigrationStep step : steps) {
      number++;
      text.blank()
          .directive(
              "--changeset schema-medic:"
                  + version
                  + stem
                  + "-"
                  + number
                  + " dbms:postgresql splitStatements:false stripComments:false"
                  + (step.isAlone() ? " runInTransaction:false" : ""))
          .step(step);
    }
    return Collections.singletonMap(version + stem + ".sql", text.toString());
  }
}
