package io.schemamedic.engine.runtime;

import java.time.Instant;

/** The only place where the engine asks for the time. */
class Clock {
  /** For distances; never goes back. */
  long nanos() {
    return System.nanoTime();
  }

  /** For records. */
  Instant now() {
    return Instant.now();
  }
}
