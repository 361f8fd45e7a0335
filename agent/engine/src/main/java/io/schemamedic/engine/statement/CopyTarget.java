package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table that a {@code COPY} names, the columns that it lists, and the names behind them, each
 * as its token. Of {@code COPY table [(columns)] FROM|TO ...} only, and of nothing but one of
 * these. Immutable.
 */
public final class CopyTarget {
  private final List<SqlToken> table;
  private final List<SqlToken> columns;
  private final List<SqlToken> others;

  private CopyTarget(List<SqlToken> table, List<SqlToken> columns, List<SqlToken> others) {
    this.table = Collections.unmodifiableList(table);
    this.columns = Collections.unmodifiableList(columns);
    this.others = Collections.unmodifiableList(others);
  }

  /** Null if it is not such a statement, or not beyond doubt. */
  public static @Nullable CopyTarget of(StatementShape shape) {
    List<SqlToken> tokens = shape.tokens();
    if (!shape.isCopy() || shape.statementCount() != 1 || !shape.isReadable()) {
      return null;
    }
    List<SqlToken> table = separated(tokens, 1, SqlToken.Kind.DOT);
    int at = 1 + lengthOf(table);
    List<SqlToken> columns = Collections.emptyList();
    if (is(tokens, at, SqlToken.Kind.LEFT_PAREN)) {
      columns = separated(tokens, at + 1, SqlToken.Kind.COMMA);
      at += 1 + lengthOf(columns);
      if (columns.isEmpty() || !is(tokens, at, SqlToken.Kind.RIGHT_PAREN)) {
        return null;
      }
      at++;
    }
    boolean directed =
        at < tokens.size() && (tokens.get(at).isWord("from") || tokens.get(at).isWord("to"));
    return table.isEmpty() || table.size() > 2 || !directed
        ? null
        : new CopyTarget(table, columns, namesFrom(tokens, at + 2));
  }

  /** Identifiers with the separator between each two, from an index on. */
  private static List<SqlToken> separated(
      List<SqlToken> tokens, int start, SqlToken.Kind separator) {
    List<SqlToken> names = new ArrayList<>();
    for (int i = start; i < tokens.size() && tokens.get(i).identifier() != null; i += 2) {
      names.add(tokens.get(i));
      if (!is(tokens, i + 1, separator)) {
        break;
      }
    }
    return names;
  }

  private static int lengthOf(List<SqlToken> separated) {
    return Math.max(0, 2 * separated.size() - 1);
  }

  private static boolean is(List<SqlToken> tokens, int index, SqlToken.Kind kind) {
    return index < tokens.size() && tokens.get(index).is(kind);
  }

  private static List<SqlToken> namesFrom(List<SqlToken> tokens, int start) {
    List<SqlToken> names = new ArrayList<>();
    for (int i = start; i < tokens.size(); i++) {
      boolean with = i == start && tokens.get(i).isWord("with");
      if (tokens.get(i).identifier() != null && !with) {
        names.add(tokens.get(i));
      }
    }
    return names;
  }

  /** One or two parts. */
  public List<SqlToken> table() {
    return table;
  }

  /** Empty if it lists none, and so means all. */
  public List<SqlToken> columns() {
    return columns;
  }

  /** Every word behind source or destination: options, columns that they name, a condition. */
  public List<SqlToken> others() {
    return others;
  }
}
