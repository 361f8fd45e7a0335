package io.schemamedic.engine.config;

/** What to do about an object that was there before and is gone. */
public enum Disappeared {
  /** Leave it: someone dropped it on purpose, or is about to bring it back with its rows. */
  REFUSE,
  /** Treat it like one that never existed. */
  REPAIR
}
