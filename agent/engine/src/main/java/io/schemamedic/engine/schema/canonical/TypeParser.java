package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the name of a type inside an expression. */
final class TypeParser {
  /** What may follow the first word of a type. */
  private static final Map<String, Set<String>> LATER_WORDS = laterWords();

  /** Types that may stand before a string: of all others it is not known that they are types. */
  private static final Set<String> BEFORE_STRINGS =
      new HashSet<>(
          Arrays.asList("date", "time", "timestamp", "timestamptz", "timetz", "interval", "text"));

  private TypeParser() {}

  /** A type as it follows a cast. */
  static CanonicalType read(TokenCursor cursor) throws NotUnderstoodException {
    List<SqlToken> tokens = new ArrayList<>();
    SqlToken first = name(cursor);
    tokens.add(first);
    if (cursor.is(Kind.DOT)) {
      tokens.add(cursor.next());
      tokens.add(name(cursor));
    }
    Set<String> later =
        LATER_WORDS.getOrDefault(
            first.is(Kind.WORD) ? first.foldedText() : "", new HashSet<String>());
    while (true) {
      SqlToken next = cursor.peek(0);
      if (next == null) {
        break;
      }
      if (next.is(Kind.LEFT_PAREN)) {
        tokens.addAll(cursor.parenthesized());
      } else if (next.is(Kind.WORD) && later.contains(next.foldedText())) {
        tokens.add(cursor.next());
      } else if (next.is(Kind.LEFT_BRACKET) && isArrayMark(cursor)) {
        while (!tokens.get(tokens.size() - 1).is(Kind.RIGHT_BRACKET)) {
          tokens.add(cursor.next());
        }
      } else {
        break;
      }
    }
    return CanonicalType.of(tokens);
  }

  private static SqlToken name(TokenCursor cursor) throws NotUnderstoodException {
    SqlToken token = cursor.next();
    if (!token.is(Kind.WORD) && !token.is(Kind.QUOTED_IDENTIFIER)) {
      throw TokenCursor.unexpected();
    }
    return token;
  }

  private static boolean isArrayMark(TokenCursor cursor) {
    return cursor.is(1, Kind.RIGHT_BRACKET)
        || (cursor.is(1, Kind.NUMBER) && cursor.is(2, Kind.RIGHT_BRACKET));
  }

  /** The type if one comes next, with a string behind it, as in {@code interval '1 day'}. */
  static @Nullable CanonicalType beforeString(TokenCursor cursor) throws NotUnderstoodException {
    SqlToken first = cursor.peek(0);
    if (first == null || !BEFORE_STRINGS.contains(first.foldedText())) {
      return null;
    }
    boolean zoned = cursor.isWord(1, "with") || cursor.isWord(1, "without");
    if (!cursor.is(zoned ? 4 : 1, Kind.STRING)) {
      return null;
    }
    return read(cursor);
  }

  private static Map<String, Set<String>> laterWords() {
    Map<String, Set<String>> words = new HashMap<>();
    words.put("double", set("precision"));
    words.put("character", set("varying"));
    words.put("char", set("varying"));
    words.put("national", set("character char varying"));
    words.put("nchar", set("varying"));
    words.put("bit", set("varying"));
    words.put("time", set("with without time zone"));
    words.put("timestamp", set("with without time zone"));
    words.put("interval", set("year month day hour minute second to"));
    return words;
  }

  private static Set<String> set(String words) {
    return new HashSet<>(Arrays.asList(words.split(" ")));
  }
}
