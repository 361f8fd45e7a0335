package io.schemamedic.engine.config;

/** How much of a damaged relation one repair adds. */
public enum RepairScope {
  /** Everything that the declared relation has and the database lacks, under one lock. */
  RELATION,
  /** Only what the failing statement named. */
  STATEMENT
}
