package io.schemamedic.engine.runtime;

import java.sql.SQLException;

/**
 * Whether a repeated statement ended in a way that leaves open if it had its effect. Then the first
 * exception, which says for certain that nothing happened, would invite the service to do it again.
 */
final class UncertainEnd {
  private static final String CONNECTION_EXCEPTION = "08";
  private static final String OPERATOR_INTERVENTION = "57P";

  private UncertainEnd() {}

  static boolean is(Throwable thrown) {
    if (!(thrown instanceof SQLException)) {
      return true;
    }
    String sqlState = ((SQLException) thrown).getSQLState();
    return sqlState == null
        || sqlState.startsWith(CONNECTION_EXCEPTION)
        || sqlState.startsWith(OPERATOR_INTERVENTION);
  }
}
