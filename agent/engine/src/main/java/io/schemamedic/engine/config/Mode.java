package io.schemamedic.engine.config;

/** How far the agent may go. Each mode includes what the one before it does. */
public enum Mode {
  /** Diagnose and count; no SQL of our own is sent. */
  OBSERVE,
  /**
   * Also read the catalog, plan, and draft the migration; DDL runs only if somebody approves it.
   */
  PROPOSE,
  /** Also run the plans that the guard allows. */
  REPAIR;

  /** The stable code in configuration, metrics and records. */
  public String code() {
    return EnumText.code(this);
  }
}
