package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.util.Map;
import java.util.TreeMap;

/** What a sequence gives, whatever the spelling of its options. Immutable. */
public final class CanonicalSequence {
  private final String text;
  private final boolean understood;

  private CanonicalSequence(String text, boolean understood) {
    this.text = text;
    this.understood = understood;
  }

  /** Whose it is does not count: that is a matter of what it is dropped with. */
  public static CanonicalSequence of(DeclaredSequence sequence) {
    return ofOptions(sequence.optionsSql(), "bigint");
  }

  /**
   * The sequence of a column.
   *
   * @param optionsSql in parentheses, or not
   * @param usualType unless the options have another
   */
  static CanonicalSequence ofOptions(String optionsSql, String usualType) {
    try {
      return new CanonicalSequence(new Options(usualType).read(optionsSql).toString(), true);
    } catch (NotUnderstoodException | NumberFormatException e) {
      return new CanonicalSequence(Tokens.text(SqlLexer.tokenize(optionsSql)), false);
    }
  }

  public Likeness likeness(CanonicalSequence found) {
    if (text.equals(found.text)) {
      return Likeness.EQUAL;
    }
    return understood && found.understood ? Likeness.DIFFERENT : Likeness.UNSURE;
  }

  /** The options while they are read, in any order. */
  private static final class Options {
    private final Map<String, Long> numbers = new TreeMap<>();
    private String type;
    private boolean cycle;

    Options(String usualType) {
      type = usualType;
    }

    Options read(String optionsSql) throws NotUnderstoodException {
      TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(optionsSql));
      if (cursor.is(SqlToken.Kind.LEFT_PAREN)) {
        cursor = new TokenCursor(TokenCursor.inside(cursor.parenthesized()));
      }
      while (!cursor.atEnd()) {
        option(cursor);
      }
      return this;
    }

    private void option(TokenCursor cursor) throws NotUnderstoodException {
      if (cursor.accept("as")) {
        type = TypeAliases.of(cursor.name().value());
      } else if (cursor.accept("no", "minvalue")) {
        numbers.remove("minvalue");
      } else if (cursor.accept("no", "maxvalue")) {
        numbers.remove("maxvalue");
      } else if (cursor.accept("no", "cycle")) {
        cycle = false;
      } else if (cursor.accept("cycle")) {
        cycle = true;
      } else if (cursor.accept("sequence", "name") || cursor.accept("owned", "by")) {
        do {
          cursor.name();
        } while (cursor.accept(SqlToken.Kind.DOT));
      } else {
        String name = cursor.name().value();
        if (!cursor.accept("with")) {
          cursor.accept("by");
        }
        numbers.put(known(name), number(cursor));
      }
    }

    private static String known(String name) throws NotUnderstoodException {
      switch (name) {
        case "start":
        case "increment":
        case "minvalue":
        case "maxvalue":
        case "cache":
          return name;
        default:
          throw TokenCursor.unexpected();
      }
    }

    private static long number(TokenCursor cursor) throws NotUnderstoodException {
      String sign = cursor.acceptOperator("-") ? "-" : "";
      return Long.parseLong(sign + cursor.next().text());
    }

    /** All of them, those that were not given as PostgreSQL chooses them. */
    @Override
    public String toString() {
      long increment = numbers.getOrDefault("increment", 1L);
      boolean up = increment > 0;
      long largest = Bounds.largest(type);
      long min = numbers.getOrDefault("minvalue", up ? 1 : -largest - 1);
      long max = numbers.getOrDefault("maxvalue", up ? largest : -1);
      return type
          + " from "
          + numbers.getOrDefault("start", up ? min : max)
          + " by "
          + increment
          + " in "
          + min
          + " to "
          + max
          + " cache "
          + numbers.getOrDefault("cache", 1L)
          + (cycle ? " cycle" : "");
    }
  }
}
