package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** One key of an index or of an exclusion: what is sorted, and how. Immutable. */
final class IndexKey {
  private final Expression value;
  private final String usualCollation;
  private final String collation;
  private final String operatorClass;
  private final String order;

  private IndexKey(
      Expression value,
      String usualCollation,
      String collation,
      String operatorClass,
      String order) {
    this.value = value;
    this.usualCollation = usualCollation;
    this.collation = collation;
    this.operatorClass = operatorClass;
    this.order = order;
  }

  /** The keys in parentheses. */
  static List<IndexKey> ofAll(List<SqlToken> parenthesized, ColumnTypes types)
      throws NotUnderstoodException {
    List<IndexKey> keys = new ArrayList<>();
    for (List<SqlToken> key : TokenCursor.splitAtCommas(TokenCursor.inside(parenthesized))) {
      keys.add(of(key, types));
    }
    return keys;
  }

  private static IndexKey of(List<SqlToken> tokens, ColumnTypes types)
      throws NotUnderstoodException {
    TokenCursor cursor = new TokenCursor(tokens);
    List<SqlToken> value = new ArrayList<>();
    CanonicalType type = null;
    if (cursor.is(Kind.LEFT_PAREN)) {
      value.addAll(cursor.parenthesized());
    } else {
      SqlToken first = cursor.next();
      value.add(first);
      type = types.ofAny(first.identifier());
      while (cursor.is(Kind.DOT)) {
        value.add(cursor.next());
        value.add(cursor.next());
      }
      if (cursor.is(Kind.LEFT_PAREN)) {
        value.addAll(cursor.parenthesized());
        type = null;
      }
    }
    String collation = cursor.accept("collate") ? name(cursor) : "";
    String operatorClass =
        cursor.atEnd() || cursor.isAnyWord("asc", "desc", "nulls", "with") ? "" : name(cursor);
    if (cursor.is(Kind.LEFT_PAREN)) {
      operatorClass += Tokens.text(cursor.parenthesized());
    }
    return new IndexKey(
        Expression.of(value, types),
        type == null ? "" : type.collation(),
        collation,
        operatorClass,
        order(cursor));
  }

  private static String name(TokenCursor cursor) throws NotUnderstoodException {
    Identifier name = cursor.name();
    while (cursor.accept(Kind.DOT)) {
      name = cursor.name();
    }
    return name.value();
  }

  private static String order(TokenCursor cursor) throws NotUnderstoodException {
    boolean down = cursor.accept("desc");
    if (!down) {
      cursor.accept("asc");
    }
    boolean nullsFirst = down;
    if (cursor.accept("nulls", "first")) {
      nullsFirst = true;
    } else if (cursor.accept("nulls", "last")) {
      nullsFirst = false;
    }
    String operator = cursor.accept("with") ? Tokens.operator(cursor) : "";
    cursor.expectEnd();
    return (down ? "desc" : "asc") + (nullsFirst ? " nulls first " : " nulls last ") + operator;
  }

  static Likeness ofAll(List<IndexKey> wanted, List<IndexKey> found) {
    Likeness likeness = Likeness.ofEquality(wanted.size() == found.size());
    for (int i = 0; i < wanted.size() && likeness != Likeness.DIFFERENT; i++) {
      likeness = likeness.and(wanted.get(i).likeness(found.get(i)));
    }
    return likeness;
  }

  private Likeness likeness(IndexKey found) {
    return value
        .likeness(found.value)
        .and(Likeness.ofEquality(order.equals(found.order)))
        .and(Likeness.ofEquality(sortedBy().equals(found.sortedBy())))
        .and(operatorClassLikeness(found));
  }

  private String sortedBy() {
    return collation.isEmpty() || collation.equals("default") ? usualCollation : collation;
  }

  /** The catalog does not name the class that the type has by default. */
  private Likeness operatorClassLikeness(IndexKey found) {
    if (operatorClass.equals(found.operatorClass)) {
      return Likeness.EQUAL;
    }
    boolean couldBeDefault = operatorClass.isEmpty() || found.operatorClass.isEmpty();
    return couldBeDefault ? Likeness.UNSURE : Likeness.DIFFERENT;
  }
}
