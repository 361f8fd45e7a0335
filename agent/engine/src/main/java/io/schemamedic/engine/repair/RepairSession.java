package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.CatalogReader;
import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.SessionFacts;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A session of the agent's own that has proven where it stands, and that sees names as the failing
 * session does. Used by one of the agent's threads at a time.
 */
public final class RepairSession implements AutoCloseable {
  private final Connection connection;
  private final String searchPath;
  private final SessionFacts serviceFacts;

  /**
   * @param searchPath in the form that SET understands
   * @param serviceFacts where the service stands, read with the service's own credentials
   */
  public RepairSession(Connection connection, String searchPath, SessionFacts serviceFacts) {
    this.connection = connection;
    this.searchPath = searchPath;
    this.serviceFacts = serviceFacts;
  }

  /** The same view of the service, over another connection. */
  RepairSession over(Connection other) {
    return new RepairSession(other, searchPath, serviceFacts);
  }

  public Connection connection() {
    return connection;
  }

  public String searchPath() {
    return searchPath;
  }

  /** The role with which the service runs its statements. */
  public Identifier serviceRole() {
    return Identifier.of(serviceFacts.currentUser());
  }

  /** Reads the catalog with the failing session's search_path in force. */
  public CatalogSnapshot readCatalog(Collection<RelationName> relations) throws SQLException {
    connection.setAutoCommit(false);
    try {
      setSearchPath();
      return new CatalogReader(connection).read(relations);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Whether this session stands in the service's database. */
  public boolean isServicesDatabase() throws SQLException {
    return new CatalogReader(connection).facts().isSameDatabase(serviceFacts);
  }

  /** Whether another role than the service's runs the DDL. */
  public boolean isOtherRole(CatalogSnapshot catalog) {
    return !catalog.facts().currentUser().equals(serviceFacts.currentUser());
  }

  private void setSearchPath() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, true)")) {
      statement.setString(1, searchPath);
      statement.execute();
    }
  }

  /** The search_path of a session as it is in force, for {@link #searchPath()}. */
  public static String searchPathOf(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT pg_catalog.current_setting('search_path')");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Whether a server process runs in this session's database.
   *
   * @return null if no such process is to be seen, as behind a pooler, which makes up process ids
   */
  public @Nullable Boolean isInThisDatabase(int pid) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT datname = pg_catalog.current_database()"
                + " FROM pg_catalog.pg_stat_activity WHERE pid = ?")) {
      query.setInt(1, pid);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBoolean(1) : null;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
