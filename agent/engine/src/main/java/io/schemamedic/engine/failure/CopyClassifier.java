package io.schemamedic.engine.failure;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.statement.CopyTarget;
import io.schemamedic.engine.statement.StatementShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@code COPY} lacks. The server gives no position for its table and its columns. The
 * table is the only one that such a statement can name; a column is believed only if it is the only
 * word of the statement that the message contains.
 */
final class CopyClassifier {
  private static final String OPEN_TABLE = "RangeVarGetRelidExtended";
  private static final String COLUMN_LIST = "CopyGetAttnums";

  private CopyClassifier() {}

  /** Null if it is something else, or not beyond doubt. */
  static @Nullable Failure classify(
      FailureKind kind, ServerError error, @Nullable StatementShape sent) {
    CopyTarget target = sent == null || error.position() > 0 ? null : CopyTarget.of(sent);
    if (target == null) {
      return null;
    }
    if (kind == FailureKind.UNDEFINED_TABLE && OPEN_TABLE.equals(error.routine())) {
      NameChain name = chain(target.table());
      return error.mentions(name.last().value()) ? Failure.ofRelation(name) : null;
    }
    if (kind == FailureKind.UNDEFINED_COLUMN && COLUMN_LIST.equals(error.routine())) {
      SqlToken column = column(target, error);
      return column == null
          ? null
          : Failure.ofColumn(chain(Collections.singletonList(column)), true);
    }
    return null;
  }

  /** A column may also be missing that only an option names. */
  private static @Nullable SqlToken column(CopyTarget target, ServerError error) {
    SqlToken only = null;
    for (SqlToken listed : target.columns()) {
      if (error.mentions(identifier(listed).value())) {
        if (only != null) {
          return null;
        }
        only = listed;
      }
    }
    for (SqlToken other : target.others()) {
      Identifier name = identifier(other);
      if (only != null && !name.equals(identifier(only)) && error.mentions(name.value())) {
        return null;
      }
    }
    return only;
  }

  private static NameChain chain(List<SqlToken> names) {
    List<Identifier> parts = new ArrayList<>();
    boolean quoted = false;
    for (SqlToken name : names) {
      parts.add(identifier(name));
      quoted |= !name.is(SqlToken.Kind.WORD);
    }
    return quoted ? NameChain.quoted(parts) : NameChain.of(parts);
  }

  private static Identifier identifier(SqlToken name) {
    return Objects.requireNonNull(name.identifier());
  }
}
