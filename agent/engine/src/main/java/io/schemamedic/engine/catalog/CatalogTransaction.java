package io.schemamedic.engine.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads in a transaction of its own that is always rolled back, with a bound on each query, and
 * with nothing on the search path but the system's own schema: whoever may create functions in a
 * schema of the service's path must not have them run by us.
 */
public final class CatalogTransaction {
  /** PostgreSQL's own objects, then nothing of anyone's. */
  public static final String OWN_SEARCH_PATH = "SET LOCAL search_path = pg_catalog, pg_temp";

  private CatalogTransaction() {}

  /** What is read. */
  public interface Reading<T> {
    T read(CatalogReader reader) throws SQLException;
  }

  /**
   * Reads on a connection that is in autocommit, and leaves it so.
   *
   * @param timeoutMillis for each query
   */
  public static <T> T read(Connection connection, long timeoutMillis, Reading<T> reading)
      throws SQLException {
    return read(connection, "", timeoutMillis, new CatalogReader(connection), reading);
  }

  /**
   * As {@link #read}, for whoever never does more than that: the transaction cannot write, and sees
   * one state of the catalog.
   */
  public static <T> T readOnly(Connection connection, long timeoutMillis, Reading<T> reading)
      throws SQLException {
    return read(
        connection,
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ",
        timeoutMillis,
        CatalogReader.inReadOnlyTransaction(connection),
        reading);
  }

  private static <T> T read(
      Connection connection,
      String characteristics,
      long timeoutMillis,
      CatalogReader reader,
      Reading<T> reading)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute(characteristics + "SET LOCAL statement_timeout = " + timeoutMillis);
        statement.execute(OWN_SEARCH_PATH);
      }
      return reading.read(reader);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
