package io.schemamedic.engine.migration;

import io.schemamedic.engine.log.LogLine;
import java.util.List;

/** The text of a draft: a header of comments, then the statements. */
final class DraftText {
  private DraftText() {}

  static String of(List<String> facts, List<String> statements) {
    StringBuilder text = new StringBuilder();
    comment(text, "DRAFT, to be reviewed by a person before it becomes a migration.");
    comment(text, "Written by Schema Medic because the service needed what the database lacked.");
    comment(text, "Safe to run where the agent has added the same already; it only adds.");
    for (String fact : facts) {
      comment(text, fact);
    }
    if (statements.stream().anyMatch(statement -> statement.contains("${"))) {
      comment(
          text,
          "A name below holds a dollar sign and a brace: switch off Flyway's placeholder replacement.");
    }
    for (String statement : statements) {
      text.append('\n').append(statement).append(";\n");
    }
    return text.toString();
  }

  /**
   * One comment line. A line break in a name would end the comment and let the rest of the name run
   * as SQL, so nothing but printable characters gets through; a placeholder would be replaced or
   * refused by Flyway even within a comment.
   */
  private static void comment(StringBuilder text, String content) {
    text.append("-- ").append(LogLine.printable(content).replace("${", "$ {")).append('\n');
  }
}
