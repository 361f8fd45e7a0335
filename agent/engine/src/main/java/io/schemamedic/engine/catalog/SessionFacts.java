package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** Where a session stands, as the server itself says. Immutable. */
public final class SessionFacts {
  private final String systemIdentifier;
  private final String database;
  private final String currentUser;
  private final boolean inRecovery;
  private final boolean readOnly;
  private final List<Identifier> searchPath;
  private final int serverVersion;

  /** See the accessors. */
  public SessionFacts(
      String systemIdentifier,
      String database,
      String currentUser,
      boolean inRecovery,
      boolean readOnly,
      List<Identifier> searchPath,
      int serverVersion) {
    this.systemIdentifier = systemIdentifier;
    this.database = database;
    this.currentUser = currentUser;
    this.inRecovery = inRecovery;
    this.readOnly = readOnly;
    this.searchPath = Collections.unmodifiableList(new ArrayList<>(searchPath));
    this.serverVersion = serverVersion;
  }

  /**
   * From {@code pg_control_system()}: differs between clusters, equal on a primary and its
   * standbys.
   */
  public String systemIdentifier() {
    return systemIdentifier;
  }

  public String database() {
    return database;
  }

  public String currentUser() {
    return currentUser;
  }

  public boolean isInRecovery() {
    return inRecovery;
  }

  public boolean isReadOnly() {
    return readOnly;
  }

  /** {@code current_schemas(false)}: the schemas that exist and may be used, in order. */
  public List<Identifier> searchPath() {
    return searchPath;
  }

  /** The same for people, such as {@code search_path: app, public}. */
  public String searchPathInForce() {
    StringJoiner names = new StringJoiner(", ");
    names.setEmptyValue("empty");
    for (Identifier schema : searchPath) {
      names.add(schema.sql());
    }
    return "search_path: " + names;
  }

  /** {@code server_version_num}, for example 180006. */
  public int serverVersion() {
    return serverVersion;
  }

  /** Equal exactly for sessions in the same database of the same cluster. */
  public String identity() {
    return systemIdentifier + '/' + database;
  }

  /** Whether both sessions stand in the same database of the same cluster. */
  public boolean isSameDatabase(SessionFacts other) {
    return identity().equals(other.identity());
  }
}
