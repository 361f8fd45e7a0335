package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.CatalogTransaction;
import io.schemamedic.engine.catalog.Namesakes;
import io.schemamedic.engine.catalog.Neighbourhood;
import io.schemamedic.engine.catalog.SessionFacts;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that has proven where it stands, and that sees names as the failing session does: one
 * of the agent's own, or the caller's while it is borrowed. Used by one thread at a time.
 */
public final class RepairSession implements AutoCloseable {
  /**
   * Catalog queries take milliseconds; one that takes this long must not go on in the server
   * unattended.
   */
  private static final Duration QUERY_TIME = Duration.ofSeconds(3);

  private final Connection connection;
  private final String searchPath;
  private final SessionFacts serviceFacts;
  private final CallersPatience patience;

  /**
   * @param searchPath in the form that SET understands
   * @param serviceFacts where the service stands, read with the service's own credentials
   * @param patience how long the work may take
   */
  RepairSession(
      Connection connection,
      String searchPath,
      SessionFacts serviceFacts,
      CallersPatience patience) {
    this.connection = connection;
    this.searchPath = searchPath;
    this.serviceFacts = serviceFacts;
    this.patience = patience;
  }

  /** The same view of the service, over another connection. */
  RepairSession over(Connection other) {
    return new RepairSession(other, searchPath, serviceFacts, patience);
  }

  /** How long the work may take; limited if it is done on the caller's own thread. */
  public CallersPatience patience() {
    return patience;
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

  /**
   * Whether the service stands on a standby, even if the repair's own role is led to the primary.
   */
  public boolean isServiceOnStandby() {
    return serviceFacts.isInRecovery();
  }

  /** Reads the catalog, and which schemas the failing session's search_path leads to. */
  public CatalogSnapshot readCatalog(Collection<RelationName> relations) throws SQLException {
    return CatalogTransaction.read(
        connection, queryMillis(patience), reader -> reader.read(relations, searchPath));
  }

  /** Reads several things in one transaction. */
  public <T> T read(CatalogTransaction.Reading<T> reading) throws SQLException {
    return CatalogTransaction.read(connection, queryMillis(patience), reading);
  }

  /** Reads what is beside a table that is missing. */
  public Neighbourhood readAround(Neighbourhood.Question question) throws SQLException {
    return CatalogTransaction.read(
        connection, queryMillis(patience), reader -> reader.around(question));
  }

  /**
   * Reads what is there instead of a relation that was not found.
   *
   * @param schemaName in which it was looked for; null for the search path
   */
  public Namesakes readNamesakes(@Nullable Identifier schemaName, Identifier name)
      throws SQLException {
    List<Identifier> schemas =
        schemaName == null ? searchedSchemas() : Collections.singletonList(schemaName);
    return CatalogTransaction.read(
        connection,
        queryMillis(patience),
        reader -> reader.namesakes(name, schemas, serviceRole(), searchPath));
  }

  /** The schemas to which the service's search_path leads. */
  public List<Identifier> searchedSchemas() {
    return serviceFacts.searchPath();
  }

  /** Whether this session stands in the service's database. */
  boolean isServicesDatabase() throws SQLException {
    return factsOf(connection, searchPath, patience).isSameDatabase(serviceFacts);
  }

  /** Where a session stands. */
  static SessionFacts factsOf(Connection connection, String searchPath, CallersPatience patience)
      throws SQLException {
    return CatalogTransaction.read(
        connection, queryMillis(patience), reader -> reader.facts(searchPath));
  }

  private static long queryMillis(CallersPatience patience) {
    return patience.atMost(QUERY_TIME).toMillis();
  }

  /** Whether another role than the service's runs the DDL. */
  public boolean isOtherRole(CatalogSnapshot catalog) {
    return !catalog.facts().currentUser().equals(serviceFacts.currentUser());
  }

  /** The search_path of a session as it is in force, for {@link #searchPath()}. */
  static String searchPathOf(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT pg_catalog.current_setting('search_path')");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** Empty if the server shows no such process, as behind a pooler. */
  Optional<Boolean> isInThisDatabase(int pid) throws SQLException {
    return CatalogTransaction.read(
        connection, queryMillis(patience), reader -> reader.isInThisDatabase(pid));
  }

  /** The cluster and the database, as the server names them. */
  public String databaseIdentity() {
    return serviceFacts.identity();
  }

  /** Ends the session without a word to the server; for another thread than its user's. */
  public void abort() throws SQLException {
    connection.abort(Runnable::run);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
