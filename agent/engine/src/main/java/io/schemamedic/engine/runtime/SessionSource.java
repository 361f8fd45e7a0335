package io.schemamedic.engine.runtime;

import io.schemamedic.engine.repair.SessionResult;

/** Where a repair gets its session from. */
interface SessionSource {
  /** A session, which the repair closes, or why there is none. */
  SessionResult open();
}
