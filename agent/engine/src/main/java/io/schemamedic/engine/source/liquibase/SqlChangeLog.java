package io.schemamedic.engine.source.liquibase;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a change log in formatted SQL. */
final class SqlChangeLog {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\s*--[ \\t]*liquibase[ \\t]+formatted[ \\t]+sql.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANGE_SET =
      Pattern.compile(
          "--[ \\t]*changeset[ \\t]+(?:\"([^\"]*)\"|([^\\s:]+)):(?:\"([^\"]*)\"|(\\S+))(.*)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):(?:\"([^\"]*)\"|(\\S+))");
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "--[ \\t]*(rollback|comment|validCheckSum|ignoreLines)\\b.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern CONDITION =
      Pattern.compile("--[ \\t]*precondition.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern PROPERTY =
      Pattern.compile("--[ \\t]*property[ \\t]+(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ROLLBACK_BEGINS =
      Pattern.compile("/\\*[ \\t]*liquibase[ \\t]+rollback.*", Pattern.CASE_INSENSITIVE);

  private final ChangeNode root = new ChangeNode("databaseChangeLog");
  private @Nullable ChangeNode changeSet;
  private final StringBuilder body = new StringBuilder();
  private boolean inRollback;

  private SqlChangeLog() {}

  /** Whether the text says in its first line that it is one. */
  static boolean is(String text) {
    for (String line : text.split("\\R", 20)) {
      if (!line.trim().isEmpty()) {
        return HEADER.matcher(line).matches();
      }
    }
    return false;
  }

  static ChangeNode parse(String text) {
    SqlChangeLog log = new SqlChangeLog();
    for (String line : text.split("\\R")) {
      log.read(line);
    }
    log.endChangeSet();
    return log.root;
  }

  private void read(String line) {
    String trimmed = line.trim();
    Matcher begins = CHANGE_SET.matcher(trimmed);
    if (inRollback) {
      inRollback = !trimmed.endsWith("*/");
    } else if (begins.matches()) {
      endChangeSet();
      begin(begins);
    } else if (ROLLBACK_BEGINS.matcher(trimmed).matches()) {
      inRollback = !trimmed.endsWith("*/");
    } else if (changeSet == null) {
      property(trimmed);
    } else if (CONDITION.matcher(trimmed).matches()) {
      changeSet.add(condition());
    } else if (!DIRECTIVE.matcher(trimmed).matches()) {
      body.append(line).append('\n');
    }
  }

  private static ChangeNode condition() {
    ChangeNode conditions = new ChangeNode("preConditions");
    conditions.add(new ChangeNode("sqlCheck"));
    return conditions;
  }

  private void begin(Matcher begins) {
    ChangeNode begun = new ChangeNode("changeSet");
    begun.put("author", either(begins.group(1), begins.group(2)));
    begun.put("id", either(begins.group(3), begins.group(4)));
    attributes(begun, begins.group(5));
    changeSet = begun;
  }

  private static void attributes(ChangeNode node, String text) {
    Matcher attributes = ATTRIBUTE.matcher(text);
    while (attributes.find()) {
      node.put(attributes.group(1), either(attributes.group(2), attributes.group(3)));
    }
  }

  private void property(String line) {
    Matcher property = PROPERTY.matcher(line);
    if (property.matches()) {
      ChangeNode node = new ChangeNode("property");
      attributes(node, property.group(1));
      root.add(node);
    }
  }

  private void endChangeSet() {
    if (changeSet != null) {
      ChangeNode sql = new ChangeNode("sql");
      for (String setting : new String[] {"endDelimiter", "splitStatements"}) {
        String value = changeSet.get(setting);
        if (value != null) {
          sql.put(setting, value);
        }
      }
      sql.text(body.toString());
      changeSet.add(sql);
      root.add(changeSet);
    }
    body.setLength(0);
    changeSet = null;
  }

  private static String either(@Nullable String quoted, @Nullable String plain) {
    return quoted == null ? String.valueOf(plain) : quoted;
  }
}
