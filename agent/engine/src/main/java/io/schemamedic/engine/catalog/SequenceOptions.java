package io.schemamedic.engine.catalog;

import io.schemamedic.engine.schema.canonical.Bounds;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The options of a sequence, as few as make the same again. */
final class SequenceOptions {
  private SequenceOptions() {}

  /**
   * The options that CREATE SEQUENCE takes; empty if none is needed.
   *
   * @param row with {@link SchemaQueries#SEQUENCE_OPTIONS} from the given column on
   * @param typed whether to give a type other than bigint, which an identity has from its column
   */
  static String of(ResultSet row, int first, boolean typed) throws SQLException {
    String type = row.getString(first);
    long start = row.getLong(first + 1);
    long increment = row.getLong(first + 2);
    long min = row.getLong(first + 3);
    long max = row.getLong(first + 4);
    long cache = row.getLong(first + 5);
    boolean up = increment > 0;
    long largest = Bounds.largest(type);
    long usualMin = up ? 1 : -largest - 1;
    long usualMax = up ? largest : -1;
    return ((typed && !type.equals("bigint") ? " AS " + type : "")
            + (start == (up ? min : max) ? "" : " START WITH " + start)
            + (increment == 1 ? "" : " INCREMENT BY " + increment)
            + (min == usualMin ? "" : " MINVALUE " + min)
            + (max == usualMax ? "" : " MAXVALUE " + max)
            + (cache == 1 ? "" : " CACHE " + cache)
            + (row.getBoolean(first + 6) ? " CYCLE" : ""))
        .trim();
  }
}
