package io.schemamedic.engine.metrics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happened into label values whose number is bounded, each kind with a limit of its own.
 * Thread-safe.
 */
final class Labels {
  /** Codes come from our own enums; the limits only guard against a caller that makes codes up. */
  private static final int MOST_CODES = 150;

  /**
   * PostgreSQL has about 260 codes, of which a service meets few; user code can raise any others.
   */
  private static final int MOST_SQL_STATES = 60;

  /** One service rarely knows more than a handful of databases. */
  private static final int MOST_DATABASES = 50;

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");

  private final BoundedLabel codes = new BoundedLabel(MOST_CODES);
  private final BoundedLabel sqlStates = new BoundedLabel(MOST_SQL_STATES);
  private final BoundedLabel databases = new BoundedLabel(MOST_DATABASES);
  private final BoundedLabel relations;
  private final BoundedLabel columns;

  /**
   * @param maxRelations most relation names, and most columns of all relations together
   */
  Labels(int maxRelations) {
    this.relations = new BoundedLabel(maxRelations);
    this.columns = new BoundedLabel(maxRelations);
  }

  /** A stable lower-case code of ours. */
  String code(String code) {
    return codes.knows(code) || CODE.matcher(code).matches()
        ? codes.valueOf(code)
        : BoundedLabel.OTHER;
  }

  /** Whether it can be a code of PostgreSQL's, in form. */
  static boolean isSqlState(@Nullable String text) {
    return text != null && SQL_STATE.matcher(text).matches();
  }

  String sqlState(@Nullable String sqlState) {
    return sqlState != null && isSqlState(sqlState)
        ? sqlStates.valueOf(sqlState)
        : BoundedLabel.OTHER;
  }

  String database(String database) {
    return databases.valueOf(database);
  }

  String relation(@Nullable String relation) {
    return relation == null ? BoundedLabel.OTHER : relations.valueOf(relation);
  }

  /** The column's name only where the relation's is shown as well. */
  String column(@Nullable String relation, @Nullable String column) {
    if (relation == null || column == null || !relations.admits(relation)) {
      return BoundedLabel.OTHER;
    }
    return columns.admits(relation + '\0' + column) ? column : BoundedLabel.OTHER;
  }
}
