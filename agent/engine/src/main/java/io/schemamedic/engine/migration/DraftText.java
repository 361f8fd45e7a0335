package io.schemamedic.engine.migration;

import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.schema.ddl.MigrationStep;
import java.util.List;

/** The text of a file: comments, then statements with comments of their own. */
final class DraftText {
  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  /** What every file of a draft begins with. */
  DraftText header(List<String> facts) {
    comment("DRAFT, to be reviewed by a person before it becomes a migration.");
    comment("Written by Schema Medic because the service needed what the database lacked.");
    comment("Safe to run where the agent has added the same already; it only adds.");
    facts.forEach(this::comment);
    return this;
  }

  /** A line of ours that a tool reads. */
  DraftText directive(String line) {
    text.append(line).append('\n');
    return this;
  }

  DraftText blank() {
    text.append('\n');
    return this;
  }

  DraftText step(MigrationStep step) {
    if (!step.note().isEmpty()) {
      comment(step.note());
    }
    text.append(step.sql()).append(";\n");
    return this;
  }

  /**
   * A comment, on as many lines as it needs. A line break in a name would end the comment and let
   * the rest of the name run as SQL, so nothing but printable characters gets through; a
   * placeholder would be replaced or refused by Flyway even within a comment.
   */
  DraftText comment(String content) {
    StringBuilder line = new StringBuilder();
    for (String word : LogLine.printable(content).replace("${", "$ {").split(" ", -1)) {
      if (line.length() > 0 && line.length() + word.length() >= WIDTH) {
        text.append("-- ").append(line).append('\n');
        line.setLength(0);
        // No line may begin like a word to Liquibase.
        line.append(" |");
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    text.append("-- ").append(line).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
