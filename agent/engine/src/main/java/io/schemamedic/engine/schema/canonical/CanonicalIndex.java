package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlLexer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What an index sorts and how, whatever its name and spelling. Immutable. */
public final class CanonicalIndex {
  private final DeclaredIndex declared;
  private final boolean understood;
  private final String shape;
  private final List<IndexKey> keys;
  private final List<Expression> condition;

  private CanonicalIndex(
      DeclaredIndex declared,
      boolean understood,
      String shape,
      List<IndexKey> keys,
      List<Expression> condition) {
    this.declared = declared;
    this.understood = understood;
    this.shape = shape;
    this.keys = keys;
    this.condition = condition;
  }

  static CanonicalIndex of(DeclaredIndex index, ColumnTypes types) {
    TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(index.definitionSql()));
    try {
      cursor.expect("using");
      String method = cursor.name().value();
      List<IndexKey> keys = IndexKey.ofAll(cursor.parenthesized(), types);
      List<Identifier> included =
          cursor.accept("include") ? cursor.nameList() : Collections.<Identifier>emptyList();
      boolean nullsEqual = cursor.accept("nulls", "not", "distinct");
      if (!nullsEqual) {
        cursor.accept("nulls", "distinct");
      }
      if (cursor.accept("with")) {
        // How it is stored says nothing about what it sorts.
        cursor.parenthesized();
      }
      List<Expression> condition = new ArrayList<>();
      if (cursor.accept("where")) {
        condition.add(Expression.of(cursor.rest(), types));
      }
      cursor.expectEnd();
      String shape = method + " including " + included + (nullsEqual ? " nulls equal" : "");
      return new CanonicalIndex(index, true, shape, keys, condition);
    } catch (NotUnderstoodException e) {
      return new CanonicalIndex(
          index,
          false,
          Tokens.text(SqlLexer.tokenize(index.definitionSql())),
          Collections.<IndexKey>emptyList(),
          Collections.<Expression>emptyList());
    }
  }

  /** As it was declared or read. */
  public DeclaredIndex declared() {
    return declared;
  }

  /** Storage parameters do not count. */
  public Likeness likeness(CanonicalIndex found) {
    if (declared.isUnique() != found.declared.isUnique()) {
      return Likeness.DIFFERENT;
    }
    Likeness same = Likeness.ofEquality(shape.equals(found.shape));
    if (!understood || !found.understood) {
      return same == Likeness.EQUAL ? same : Likeness.UNSURE;
    }
    return same.and(IndexKey.ofAll(keys, found.keys))
        .and(Expression.ofAll(condition, found.condition));
  }
}
