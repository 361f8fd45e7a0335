package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.repair.SessionResult;

/** A session of the agent's own, opened as the service opens its, or with the role for repairs. */
final class OwnSession implements SessionSource {
  private final Healing healing;
  private final MonitoredDatabase database;
  private final Gap gap;

  OwnSession(Healing healing, MonitoredDatabase database, Gap gap) {
    this.healing = healing;
    this.database = database;
    this.gap = gap;
  }

  @Override
  public SessionResult open() {
    if (gap.searchPath() == null && database.hasMixedSearchPaths()) {
      return SessionResult.refused(
          Reason.WRONG_SEARCH_PATH,
          "connections to this database differ in currentSchema or options, and the server does"
              + " not report search_path");
    }
    return healing.sessions().open(database.target(), gap.searchPath(), gap.callerPid());
  }
}
