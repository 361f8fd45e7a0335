package io.schemamedic.engine.guard;

import io.schemamedic.engine.decision.Reason;

/** Whether the server takes DDL at all. */
final class ServerRules {
  private ServerRules() {}

  static GuardDecision writable(GuardInput input) {
    if (input.catalog().facts().isInRecovery()) {
      return GuardDecision.refused(Reason.STANDBY, "in recovery");
    }
    return input.catalog().facts().isReadOnly()
        ? GuardDecision.refused(Reason.STANDBY, "read-only")
        : GuardDecision.allowed();
  }
}
