package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;

/** What a connection is set to, as text. */
final class ConnectionView {
  private static final int NETWORK_TIMEOUT_MILLIS = 54_321;

  private ConnectionView() {}

  /** Everything that JDBC lets one set and that is not the default. */
  static void setUnusually(Connection connection) throws SQLException {
    connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
    connection.setClientInfo("ApplicationName", "service, in an unusual mood");
    connection.setTypeMap(Map.of("mood", String.class));
    connection.unwrap(PGConnection.class).setDefaultFetchSize(7);
    connection.unwrap(PGConnection.class).setPrepareThreshold(1);
  }

  static String of(Connection connection) throws SQLException {
    PGConnection driver = connection.unwrap(PGConnection.class);
    return String.join(
        ", ",
        "state " + connection.unwrap(BaseConnection.class).getTransactionState(),
        "auto-commit " + connection.getAutoCommit(),
        "read-only " + connection.isReadOnly(),
        "holdability " + connection.getHoldability(),
        "network timeout " + connection.getNetworkTimeout(),
        "client info " + connection.getClientInfo(),
        "type map " + connection.getTypeMap(),
        "fetch size " + driver.getDefaultFetchSize(),
        "prepare threshold " + driver.getPrepareThreshold(),
        "autosave " + driver.getAutosave(),
        "warnings " + connection.getWarnings(),
        "isolation " + connection.getTransactionIsolation(),
        "schema " + connection.getSchema());
  }
}
