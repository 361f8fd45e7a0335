package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.repair.RepairSession;
import io.schemamedic.engine.repair.SessionResult;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what is declared with what a database has, at the first connection and then
 * periodically, on the database's own thread. Reads only; what it saw is remembered, so that a
 * later disappearance is known as one.
 */
final class ConnectionCheck {
  private final Healing healing;
  private final DriftStore drift;
  private final boolean onConnect;

  /**
   * @param onConnect whether anything is read at all: not in {@code observe}, nor with {@code
   *     check.on-connect=off}
   */
  ConnectionCheck(Healing healing, DriftStore drift, boolean onConnect) {
    this.healing = healing;
    this.drift = drift;
    this.onConnect = onConnect;
  }

  /** The service has connected to this database for the first time. Returns at once. */
  void firstConnection(MonitoredDatabase database) {
    if (onConnect) {
      later(database);
    }
  }

  /** Checks every database that can be reached, when its thread is free. */
  void all(Databases databases) {
    for (MonitoredDatabase database : databases.all()) {
      if (onConnect && database.target().isReachable()) {
        later(database);
      }
    }
  }

  private void later(MonitoredDatabase database) {
    // A queue that is full means that repairs are waiting: they tell more than a check.
    database.repairs().runLater(() -> checkAndCount(database));
  }

  private void checkAndCount(MonitoredDatabase database) {
    try {
      check(database);
    } catch (Throwable e) {
      drift.unknown(database.label());
      healing.records().agentError(Step.CHECK.code(), e);
    }
  }

  private void check(MonitoredDatabase database) {
    SessionResult opened = healing.sessions().open(database.target(), null, 0);
    RepairSession session = opened.session();
    healing.records().databaseUp(database.label(), session != null);
    if (session == null) {
      drift.unknown(database.label());
      return;
    }
    try (RepairSession ours = session) {
      List<RelationName> names = new ArrayList<>(healing.declared().tables().keySet());
      CatalogSnapshot catalog = ours.readCatalog(names);
      database.memory().saw(catalog, names);
      healing.handledNames().saw(database.label(), catalog, names);
      drift.found(database.label(), lacking(catalog));
    } catch (SQLException e) {
      drift.unknown(database.label());
    }
  }

  private List<DriftStore.Lack> lacking(CatalogSnapshot catalog) {
    List<DriftStore.Lack> lacking = new ArrayList<>();
    for (DeclaredTable table : healing.declared().tables().values()) {
      LiveRelation live = catalog.relation(table.name());
      if (live == null) {
        lacking.add(DriftStore.Lack.table(table.name()));
        continue;
      }
      for (DeclaredColumn column : table.columns()) {
        if (!live.columns().containsKey(column.name())) {
          lacking.add(DriftStore.Lack.column(table.name(), column.name()));
        }
      }
    }
    return lacking;
  }
}
