package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredConstraint.Kind;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads table constraints, and column constraints into the table constraints that they mean. */
final class ConstraintReader {
  private final SchemaDraft draft;

  ConstraintReader(SchemaDraft draft) {
    this.draft = draft;
  }

  /** Whether a table constraint comes next rather than a column. */
  static boolean isAtTableConstraint(TokenCursor cursor) {
    boolean exclude =
        cursor.isWord("exclude")
            && (cursor.isWord(1, "using") || cursor.is(1, SqlToken.Kind.LEFT_PAREN));
    return exclude || cursor.isAnyWord("constraint", "primary", "unique", "check", "foreign");
  }

  /** Reads a table constraint, its name included. */
  DeclaredConstraint readTableConstraint(TokenCursor cursor) throws NotUnderstoodException {
    Identifier name = cursor.accept("constraint") ? cursor.name() : null;
    if (cursor.accept("primary", "key")) {
      return key(cursor, Kind.PRIMARY_KEY, "PRIMARY KEY", name, null);
    }
    if (cursor.accept("unique")) {
      return key(cursor, Kind.UNIQUE, "UNIQUE", name, null);
    }
    if (cursor.accept("check")) {
      return check(cursor, name);
    }
    if (cursor.accept("exclude")) {
      return exclude(cursor, name);
    }
    cursor.expect("foreign", "key");
    List<Identifier> columns = cursor.nameList();
    cursor.expect("references");
    return references(cursor, name, columns);
  }

  /** Reads what follows PRIMARY KEY or UNIQUE behind a column. */
  DeclaredConstraint columnKey(
      TokenCursor cursor, boolean primary, @Nullable Identifier name, Identifier column)
      throws NotUnderstoodException {
    return primary
        ? key(cursor, Kind.PRIMARY_KEY, "PRIMARY KEY", name, column)
        : key(cursor, Kind.UNIQUE, "UNIQUE", name, column);
  }

  private static DeclaredConstraint key(
      TokenCursor cursor,
      Kind kind,
      String word,
      @Nullable Identifier name,
      @Nullable Identifier column)
      throws NotUnderstoodException {
    StringBuilder sql = new StringBuilder(word);
    if (cursor.accept("nulls", "not", "distinct")) {
      sql.append(" NULLS NOT DISTINCT");
    } else {
      cursor.accept("nulls", "distinct");
    }
    List<Identifier> columns =
        column == null ? cursor.nameList() : Collections.singletonList(column);
    sql.append(' ').append(SqlList.of(columns));
    if (column == null && cursor.accept("include")) {
      sql.append(" INCLUDE ").append(SqlList.of(cursor.nameList()));
    }
    if (cursor.accept("with")) {
      sql.append(" WITH ").append(TokenText.of(cursor.parenthesized()));
    }
    ConstraintAttributes attributes = ConstraintAttributes.read(cursor);
    return DeclaredConstraint.of(kind, name, columns, sql + attributes.sql(), false);
  }

  /** Reads what follows CHECK; the columns are filled in by {@link #withMentioned}. */
  DeclaredConstraint check(TokenCursor cursor, @Nullable Identifier name)
      throws NotUnderstoodException {
    String expression = TokenText.of(cursor.parenthesized());
    ConstraintAttributes attributes = ConstraintAttributes.read(cursor);
    return DeclaredConstraint.of(
        Kind.CHECK,
        name,
        Collections.<Identifier>emptyList(),
        "CHECK " + expression + attributes.sql(),
        attributes.isNotValid());
  }

  private static DeclaredConstraint exclude(TokenCursor cursor, @Nullable Identifier name)
      throws NotUnderstoodException {
    StringBuilder sql = new StringBuilder("EXCLUDE");
    if (cursor.accept("using")) {
      sql.append(" USING ").append(cursor.name().sql());
    }
    sql.append(' ').append(TokenText.of(cursor.parenthesized()));
    if (cursor.accept("include")) {
      sql.append(" INCLUDE ").append(SqlList.of(cursor.nameList()));
    }
    if (cursor.accept("with")) {
      sql.append(" WITH ").append(TokenText.of(cursor.parenthesized()));
    }
    if (cursor.accept("where")) {
      sql.append(" WHERE ").append(TokenText.of(cursor.parenthesized()));
    }
    ConstraintAttributes attributes = ConstraintAttributes.read(cursor);
    return DeclaredConstraint.of(
        Kind.EXCLUDE, name, Collections.<Identifier>emptyList(), sql + attributes.sql(), false);
  }

  /** Reads what follows REFERENCES. */
  DeclaredConstraint references(
      TokenCursor cursor, @Nullable Identifier name, List<Identifier> columns)
      throws NotUnderstoodException {
    RelationName table = draft.tableName(cursor.qualifiedName());
    List<Identifier> referenced =
        cursor.is(SqlToken.Kind.LEFT_PAREN)
            ? cursor.nameList()
            : Collections.<Identifier>emptyList();
    StringBuilder options = new StringBuilder();
    if (cursor.accept("match", "full")) {
      options.append(" MATCH FULL");
    } else if (cursor.isWord("match")) {
      cursor.expect("match", "simple");
    }
    while (cursor.accept("on")) {
      options.append(cursor.accept("delete") ? " ON DELETE " : onUpdate(cursor));
      options.append(action(cursor));
    }
    ConstraintAttributes attributes = ConstraintAttributes.read(cursor);
    options.append(attributes.sql());
    return DeclaredConstraint.foreignKey(
        name, columns, table, referenced, options.toString().trim(), attributes.isNotValid());
  }

  private static String onUpdate(TokenCursor cursor) throws NotUnderstoodException {
    cursor.expect("update");
    return " ON UPDATE ";
  }

  private static String action(TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("cascade")) {
      return "CASCADE";
    }
    if (cursor.accept("restrict")) {
      return "RESTRICT";
    }
    if (cursor.accept("no", "action")) {
      return "NO ACTION";
    }
    cursor.expect("set");
    String word = cursor.accept("null") ? "SET NULL" : setDefault(cursor);
    return cursor.is(SqlToken.Kind.LEFT_PAREN) ? word + " " + SqlList.of(cursor.nameList()) : word;
  }

  private static String setDefault(TokenCursor cursor) throws NotUnderstoodException {
    cursor.expect("default");
    return "SET DEFAULT";
  }

  /** The constraints, those with expressions with the columns that they mention. */
  static List<DeclaredConstraint> withMentioned(
      List<DeclaredConstraint> constraints, Collection<Identifier> columns) {
    List<DeclaredConstraint> complete = new ArrayList<>();
    for (DeclaredConstraint constraint : constraints) {
      complete.add(
          constraint.kind() == Kind.CHECK || constraint.kind() == Kind.EXCLUDE
              ? constraint.withColumns(TokenText.mentioned(constraint.clauseSql(), columns))
              : constraint);
    }
    return complete;
  }
}
