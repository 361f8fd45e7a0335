package io.schemamedic.engine.source.liquibase;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the changes of one change set. */
final class ChangeSetReader {
  /** What a change set has besides changes. */
  private static final Set<String> NO_CHANGES =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList("rollback", "preConditions", "comment", "validCheckSum", "modifySql")));

  private final ChangeLogFiles files;
  private final List<String> notUnderstood = new ArrayList<>();

  ChangeSetReader(ChangeLogFiles files) {
    this.files = files;
  }

  /** Changes that were not understood, for the operator. */
  List<String> notUnderstood() {
    return notUnderstood;
  }

  /**
   * @param node with its properties replaced
   * @param path of the file that holds it
   * @param quoteAll whether the change log quotes all names
   * @param outerCondition of what includes the file; empty if none
   * @return null if it does not run on PostgreSQL
   */
  @Nullable ChangeSet read(ChangeNode node, String path, boolean quoteAll, String outerCondition)
      throws IOException {
    if (node.isTrue("ignore") || !Conditions.isForPostgres(node.get("dbms"))) {
      return null;
    }
    String own = Conditions.of(node);
    ChangeSql sql = new ChangeSql(new Names(quoteAll || quotesAll(node)));
    List<String> statements = new ArrayList<>();
    for (ChangeNode change : node.children()) {
      if (NO_CHANGES.contains(change.name()) || !Conditions.isForPostgres(change.get("dbms"))) {
        continue;
      }
      statements.addAll(statements(change, sql, path));
    }
    if (node.child("modifySql") != null) {
      own = "modified SQL";
    }
    String logical = node.get("logicalFilePath");
    return new ChangeSet(
        String.valueOf(node.get("id")),
        String.valueOf(node.get("author")),
        logical == null ? path : logical,
        statements,
        own.isEmpty() ? outerCondition : own);
  }

  static boolean quotesAll(ChangeNode node) {
    return "QUOTE_ALL_OBJECTS".equals(node.get("objectQuotingStrategy"));
  }

  private List<String> statements(ChangeNode change, ChangeSql sql, String path)
      throws IOException {
    if (change.is("sql")) {
      String text = change.text().trim().isEmpty() ? change.get("sql") : change.text();
      return Collections.singletonList(split(text == null ? "" : text, change));
    }
    if (change.is("sqlFile")) {
      String file = String.valueOf(change.get("path"));
      return Collections.singletonList(
          split(
              files.text(Paths.resolve(path, file, change.isTrue("relativeToChangelogFile"))),
              change));
    }
    try {
      return sql.of(change);
    } catch (NotTranslatedException e) {
      notUnderstood.add(change.name() + ": " + e.getMessage());
      return doubts(change, sql);
    }
  }

  /**
   * A statement about each table that a change names, which the reader of DDL does not know. A
   * program that names none may have done anything, and is only listed.
   */
  private static List<String> doubts(ChangeNode change, ChangeSql sql) {
    List<String> statements = new ArrayList<>();
    for (String attribute :
        new String[] {"tableName", "baseTableName", "newTableName", "existingTableName"}) {
      String table = change.get(attribute);
      if (table != null) {
        statements.add(
            "ALTER TABLE "
                + sql.tableName(change.get("schemaName"), table)
                + " CHANGE NOT UNDERSTOOD");
      }
    }
    return statements;
  }

  /** With semicolons between the statements, whatever the delimiter is in the change log. */
  static String split(String text, ChangeNode settings) {
    String delimiter = settings.get("endDelimiter");
    return delimiter == null || delimiter.equals(";") || settings.isFalse("splitStatements")
        ? text
        : text.replaceAll(pattern(delimiter), ";\n");
  }

  private static String pattern(String delimiter) {
    try {
      return Pattern.compile(delimiter).pattern();
    } catch (PatternSyntaxException e) {
      return Pattern.quote(delimiter);
    }
  }
}
