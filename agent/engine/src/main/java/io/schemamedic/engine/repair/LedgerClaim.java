package io.schemamedic.engine.repair;

import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.sql.RelationName;

/** Where a repair has to be entered, by whom, and what the entries of others may say. Immutable. */
public final class LedgerClaim {
  private final RelationName ledger;
  private final Policy policy;
  private final String process;
  private final String incident;

  /**
   * @param ledger the table that the owner has made for it
   * @param process who repairs, as in the audit log
   */
  public LedgerClaim(RelationName ledger, Policy policy, String process, String incident) {
    this.ledger = ledger;
    this.policy = policy;
    this.process = process;
    this.incident = incident;
  }

  RelationName ledger() {
    return ledger;
  }

  Policy policy() {
    return policy;
  }

  String process() {
    return process;
  }

  String incident() {
    return incident;
  }
}
