package io.schemamedic.engine.runtime;

import java.sql.BatchUpdateException;
import java.sql.Statement;

/**
 * What the update counts of a failed batch say. In autocommit each part of a long batch commits by
 * itself, and in simple query mode each entry.
 */
final class BatchEnd {
  private BatchEnd() {}

  /** Whether it was a batch of which some entry had its effect. */
  static boolean isPartlyApplied(Throwable thrown) {
    return thrown instanceof BatchUpdateException
        && !isNothingApplied((BatchUpdateException) thrown);
  }

  static boolean isNothingApplied(BatchUpdateException thrown) {
    for (long count : thrown.getLargeUpdateCounts()) {
      if (count != Statement.EXECUTE_FAILED) {
        return false;
      }
    }
    return true;
  }
}
