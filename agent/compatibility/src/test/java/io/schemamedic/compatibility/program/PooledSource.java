package io.schemamedic.compatibility.program;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A pool or wrapper, set up as a service would. Implementations are made with a URL. */
public interface PooledSource extends AutoCloseable {
  /** Sessions that a pool keeps: as many as callers that come at once. */
  int SESSIONS = 32;

  Connection borrow() throws SQLException;

  /** Sessions that are kept while nobody uses them: {@link #SESSIONS}, or 0 without a pool. */
  default int kept() {
    return SESSIONS;
  }

  /**
   * What the pool itself has noticed of errors and lost sessions until now, by its own counters and
   * listeners. Nothing of it moves while all is well.
   */
  Map<String, Long> noticed() throws SQLException;
}
