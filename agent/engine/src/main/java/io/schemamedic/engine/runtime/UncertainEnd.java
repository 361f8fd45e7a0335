package io.schemamedic.engine.runtime;

import io.schemamedic.engine.driver.ServerErrorReader;
import java.sql.SQLException;

/**
 * Whether a repeated statement ended in a way that leaves open if it had its effect. Then the first
 * exception, which says for certain that nothing happened, would invite the service to do it again.
 */
final class UncertainEnd {
  private static final String CONNECTION_EXCEPTION = "08";
  private static final String OPERATOR_INTERVENTION = "57P";
  private static final String SYSTEM_ERROR = "58";
  private static final String COMPLETION_UNKNOWN = "40003";

  private UncertainEnd() {}

  static boolean is(Throwable thrown) {
    if (!(thrown instanceof SQLException)) {
      return true;
    }
    SQLException carrier = ServerErrorReader.carrier((SQLException) thrown);
    if (ServerErrorReader.read(carrier) == null) {
      // Of the driver's own making, as for rows where none were expected: the server may well have
      // done what it was asked.
      return true;
    }
    String sqlState = carrier.getSQLState();
    return sqlState == null
        || sqlState.startsWith(CONNECTION_EXCEPTION)
        || sqlState.startsWith(OPERATOR_INTERVENTION)
        || sqlState.startsWith(SYSTEM_ERROR)
        || sqlState.equals(COMPLETION_UNKNOWN);
  }
}
