package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of an ascending sequence, one by one. Not thread-safe. */
final class SequenceOptions {
  private static final String UNKNOWN = "an option of a sequence that is not known";

  private final Map<String, String> options = new LinkedHashMap<>();

  /** Reads options as CREATE SEQUENCE has them. */
  static SequenceOptions of(String optionsSql) throws NotUnderstoodException {
    SequenceOptions read = new SequenceOptions();
    TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(optionsSql));
    while (!cursor.atEnd()) {
      read.option(cursor);
    }
    return read;
  }

  /** Reads options as ALTER SEQUENCE has them: what is not named stays as it is. */
  void alter(TokenCursor cursor) throws NotUnderstoodException {
    // Without START a new sequence begins at its smallest value; an old one keeps its start.
    options.putIfAbsent("START", options.getOrDefault("MINVALUE", "1"));
    while (!cursor.atEnd()) {
      option(cursor);
    }
    if (options.get("START").equals(options.getOrDefault("MINVALUE", "1"))) {
      options.remove("START");
    }
  }

  private void option(TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("as")) {
      options.put("AS", cursor.next().foldedText());
    } else if (cursor.accept("increment")) {
      cursor.accept("by");
      options.put("INCREMENT", positive(cursor));
    } else if (cursor.accept("no", "minvalue")) {
      options.remove("MINVALUE");
    } else if (cursor.accept("minvalue")) {
      options.put("MINVALUE", number(cursor));
    } else if (cursor.accept("no", "maxvalue")) {
      options.remove("MAXVALUE");
    } else if (cursor.accept("maxvalue")) {
      options.put("MAXVALUE", number(cursor));
    } else if (cursor.accept("start")) {
      cursor.accept("with");
      options.put("START", number(cursor));
    } else if (cursor.accept("cache")) {
      options.put("CACHE", positive(cursor));
    } else if (cursor.accept("no", "cycle")) {
      options.remove("CYCLE");
    } else if (cursor.accept("cycle")) {
      options.put("CYCLE", "");
    } else if (cursor.accept("restart")) {
      // Where it stands is data.
      cursor.accept("with");
      if (!cursor.atEnd() && !cursor.is(Kind.WORD)) {
        number(cursor);
      }
    } else {
      throw new NotUnderstoodException(UNKNOWN);
    }
  }

  private static String positive(TokenCursor cursor) throws NotUnderstoodException {
    String number = number(cursor);
    if (number.startsWith("-")) {
      throw new NotUnderstoodException("a sequence that descends");
    }
    return number;
  }

  private static String number(TokenCursor cursor) throws NotUnderstoodException {
    String sign = cursor.acceptOperator("-") ? "-" : "";
    String digits = cursor.next().text();
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NotUnderstoodException(UNKNOWN);
    }
    return new BigInteger(sign + digits).toString();
  }

  /** As CREATE SEQUENCE takes them; empty if there are none. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    options.forEach(
        (name, value) ->
            sql.append(sql.length() == 0 ? "" : " ")
                .append(name)
                .append(value.isEmpty() ? "" : " ")
                .append(value));
    return sql.toString();
  }
}
