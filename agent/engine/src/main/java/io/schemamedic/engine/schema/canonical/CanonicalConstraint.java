package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredConstraint.Kind;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlLexer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a constraint demands, whatever its name and spelling. Immutable. */
public final class CanonicalConstraint {
  private final DeclaredConstraint declared;
  private final String shape;
  private final List<Expression> expressions;
  private final List<IndexKey> keys;
  private final @Nullable RelationName referencedTable;
  private final List<Identifier> referencedColumns;

  private CanonicalConstraint(
      DeclaredConstraint declared,
      String shape,
      List<Expression> expressions,
      List<IndexKey> keys,
      List<Identifier> referencedColumns) {
    this.declared = declared;
    this.shape = shape;
    this.expressions = expressions;
    this.keys = keys;
    this.referencedTable = declared.referencedTable();
    this.referencedColumns = referencedColumns;
  }

  static CanonicalConstraint of(
      DeclaredConstraint constraint, ColumnTypes types, DeclaredSchema schema) {
    TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(constraint.clauseSql()));
    try {
      switch (constraint.kind()) {
        case FOREIGN_KEY:
          return new CanonicalConstraint(
              constraint,
              constraint.columns() + ForeignKeyOptions.read(cursor),
              Collections.<Expression>emptyList(),
              Collections.<IndexKey>emptyList(),
              referencedColumns(constraint, schema));
        case CHECK:
          cursor.expect("check");
          Expression condition = Expression.of(cursor.parenthesized(), types);
          return new CanonicalConstraint(
              constraint,
              Attributes.read(cursor),
              Collections.singletonList(condition),
              Collections.<IndexKey>emptyList(),
              Collections.<Identifier>emptyList());
        case EXCLUDE:
          return exclusion(constraint, cursor, types);
        default:
          return new CanonicalConstraint(
              constraint,
              key(cursor),
              Collections.<Expression>emptyList(),
              Collections.<IndexKey>emptyList(),
              Collections.<Identifier>emptyList());
      }
    } catch (NotUnderstoodException e) {
      return unknown(constraint);
    }
  }

  /** Compared by its text alone. */
  private static CanonicalConstraint unknown(DeclaredConstraint constraint) {
    return new CanonicalConstraint(
        constraint,
        "",
        Collections.<Expression>emptyList(),
        Collections.<IndexKey>emptyList(),
        Collections.<Identifier>emptyList());
  }

  private static List<Identifier> referencedColumns(
      DeclaredConstraint constraint, DeclaredSchema schema) {
    RelationName target = constraint.referencedTable();
    if (!constraint.referencedColumns().isEmpty() || target == null) {
      return constraint.referencedColumns();
    }
    DeclaredTable table = schema.table(target);
    DeclaredConstraint key = table == null ? null : table.primaryKey();
    return key == null ? Collections.<Identifier>emptyList() : key.columns();
  }

  /** Storage parameters of its index are no part of what a key demands. */
  private static String key(TokenCursor cursor) throws NotUnderstoodException {
    if (!cursor.accept("primary", "key")) {
      cursor.expect("unique");
    }
    boolean nullsEqual = cursor.accept("nulls", "not", "distinct");
    List<Identifier> columns = cursor.nameList();
    List<Identifier> included = included(cursor);
    if (cursor.accept("with")) {
      cursor.parenthesized();
    }
    return columns
        + (nullsEqual ? " nulls equal" : "")
        + " including "
        + included
        + Attributes.read(cursor);
  }

  private static List<Identifier> included(TokenCursor cursor) throws NotUnderstoodException {
    return cursor.accept("include") ? cursor.nameList() : Collections.<Identifier>emptyList();
  }

  private static CanonicalConstraint exclusion(
      DeclaredConstraint constraint, TokenCursor cursor, ColumnTypes types)
      throws NotUnderstoodException {
    cursor.expect("exclude");
    String method = cursor.accept("using") ? cursor.name().value() : "btree";
    List<IndexKey> keys = IndexKey.ofAll(cursor.parenthesized(), types);
    String shape = method + " including " + included(cursor);
    if (cursor.accept("with")) {
      cursor.parenthesized();
    }
    List<Expression> condition = new ArrayList<>();
    if (cursor.accept("where")) {
      condition.add(Expression.of(cursor.parenthesized(), types));
    }
    return new CanonicalConstraint(
        constraint,
        shape + Attributes.read(cursor),
        condition,
        keys,
        Collections.<Identifier>emptyList());
  }

  /** As it was declared or read. */
  public DeclaredConstraint declared() {
    return declared;
  }

  /** Whether old rows are exempt does not count: see {@link DeclaredConstraint#isNotValid()}. */
  public Likeness likeness(CanonicalConstraint found) {
    if (declared.kind() != found.declared.kind()) {
      return Likeness.DIFFERENT;
    }
    boolean opaque = shape.isEmpty() || found.shape.isEmpty();
    Likeness likeness = opaque ? Likeness.UNSURE : Likeness.ofEquality(shape.equals(found.shape));
    if (opaque && declared.clauseSql().equals(found.declared.clauseSql())) {
      likeness = Likeness.EQUAL;
    }
    if (declared.kind() == Kind.FOREIGN_KEY) {
      return likeness.and(targetLikeness(found));
    }
    if (opaque) {
      return likeness;
    }
    return likeness
        .and(Expression.ofAll(expressions, found.expressions))
        .and(IndexKey.ofAll(keys, found.keys));
  }

  private Likeness targetLikeness(CanonicalConstraint found) {
    if (referencedTable == null || !referencedTable.equals(found.referencedTable)) {
      return Likeness.DIFFERENT;
    }
    boolean unknown = referencedColumns.isEmpty() || found.referencedColumns.isEmpty();
    if (unknown && referencedColumns.size() != found.referencedColumns.size()) {
      // The key of a table that is not declared could be either.
      return Likeness.UNSURE;
    }
    return Likeness.ofEquality(referencedColumns.equals(found.referencedColumns));
  }
}
