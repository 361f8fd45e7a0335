package io.schemamedic.engine.source.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns of a change log as {@code CREATE TABLE} and {@code ADD COLUMN} take them. */
final class ColumnSql {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}:[0-9]{2}.*");
  private static final Pattern NUMERIC_TYPE =
      Pattern.compile(
          "(tiny|small|medium|big)?int(eger)?[248]?|int[248]|number|numeric|decimal|float[48]?"
              + "|double( precision)?|real|serial|bigserial");

  private final Names names;

  ColumnSql(Names names) {
    this.names = names;
  }

  /** Name, type, default, identity and NOT NULL; no other constraint. */
  String of(ChangeNode column) throws NotTranslatedException {
    ChangeNode constraints = column.child("constraints");
    StringBuilder sql =
        new StringBuilder(names.sql(Attributes.required(column, "name")))
            .append(' ')
            .append(type(column));
    if (column.isTrue("autoIncrement")) {
      sql.append(identity(column));
    }
    String value = defaultOf(column);
    if (value != null) {
      sql.append(" DEFAULT ").append(value);
    }
    if (constraints != null
        && (constraints.isFalse("nullable") || constraints.isTrue("primaryKey"))) {
      String name = constraints.get("notNullConstraintName");
      sql.append(name == null ? "" : " CONSTRAINT " + names.sql(name)).append(" NOT NULL");
    }
    if (column.firstOf("encoding", "generatedAlwaysAs") != null) {
      throw new NotTranslatedException("a column with attributes of another database");
    }
    return sql.toString();
  }

  private static String type(ChangeNode column) throws NotTranslatedException {
    String type = LiquibaseTypes.sql(Attributes.required(column, "type"));
    if (!column.isTrue("autoIncrement")) {
      return type;
    }
    switch (type.toLowerCase(Locale.ROOT)) {
      case "bigserial":
      case "serial8":
        return "bigint";
      case "serial":
      case "serial4":
        return "integer";
      case "smallserial":
        return "smallint";
      default:
        return type;
    }
  }

  private static String identity(ChangeNode column) {
    String generation = column.get("generationType");
    StringBuilder sql =
        new StringBuilder(" GENERATED ")
            .append(generation == null ? "BY DEFAULT" : generation)
            .append(" AS IDENTITY");
    String start = column.get("startWith");
    String by = column.get("incrementBy");
    List<String> options = new ArrayList<>();
    if (start != null) {
      options.add("START WITH " + start);
    }
    if (by != null) {
      options.add("INCREMENT BY " + by);
    }
    return options.isEmpty()
        ? sql.toString()
        : sql.append(" (").append(String.join(" ", options)).append(')').toString();
  }

  /** Null if there is none. */
  @Nullable String defaultOf(ChangeNode column) throws NotTranslatedException {
    String computed = column.get("defaultValueComputed");
    if (computed != null) {
      return function(computed);
    }
    String number = column.get("defaultValueNumeric");
    if (number != null) {
      return number;
    }
    String truth = column.get("defaultValueBoolean");
    if (truth != null) {
      return truth.equalsIgnoreCase("true") || truth.equals("1") ? "TRUE" : "FALSE";
    }
    String sequence = column.get("defaultValueSequenceNext");
    if (sequence != null) {
      return "nextval(" + literal(sequence) + ")";
    }
    String date = column.get("defaultValueDate");
    if (date != null) {
      return TIME.matcher(date).matches() ? literal(date.replace('T', ' ')) : function(date);
    }
    String text = column.attributes().get("defaultValue");
    return text == null ? null : ofType(text, column.firstOf("type", "columnDataType"));
  }

  /** Liquibase has one word for the time in every database. */
  private static String function(String expression) {
    String word = expression.trim().toLowerCase(Locale.ROOT);
    return word.equals("current_timestamp") || word.equals("current_datetime")
        ? "NOW()"
        : expression;
  }

  private static String ofType(String text, @Nullable String declared)
      throws NotTranslatedException {
    String type = declared == null ? "" : LiquibaseTypes.sql(declared).toLowerCase(Locale.ROOT);
    int open = type.indexOf('(');
    String base = (open < 0 ? type : type.substring(0, open)).trim();
    if (base.equals("boolean") && (text.equalsIgnoreCase("true") || text.equals("1"))) {
      return "TRUE";
    }
    if (base.equals("boolean")) {
      return "FALSE";
    }
    if (NUMERIC_TYPE.matcher(base).matches() && NUMBER.matcher(text).matches()) {
      return text;
    }
    if (text.equalsIgnoreCase("null")) {
      throw new NotTranslatedException("a default that is the word null");
    }
    return literal(text);
  }

  static String literal(String text) {
    String content = text.replace("'", "''");
    return content.indexOf('\\') < 0
        ? "'" + content + "'"
        : "E'" + content.replace("\\", "\\\\") + "'";
  }
}
