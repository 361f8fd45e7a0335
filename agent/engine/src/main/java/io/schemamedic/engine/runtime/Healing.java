package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.repair.LedgerClaim;
import io.schemamedic.engine.repair.RepairSessions;
import io.schemamedic.engine.retry.RetryPolicy;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.sql.RelationName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every step of the line may use: what the owner wants, and where things are recorded.
 * Immutable but for what it remembers across databases.
 */
final class Healing {
  private final Mode mode;
  private final WantedSchema wanted;
  private final Policy policy;
  private final RetryPolicy retryPolicy;
  private final boolean wholeRelation;
  private final Duration lockTimeout;
  private final Duration statementTimeout;
  private final Duration waitBudget;
  private final @Nullable RelationName ledger;
  private final String process;
  private final RepairSessions sessions;
  private final KillSwitch killSwitch;
  private final Records records;
  private final Clock clock;
  private final HandledNames handledNames;

  /**
   * @param ledger null if repairs are not counted across the fleet
   * @param process the name under which this one is entered there
   */
  Healing(
      Mode mode,
      WantedSchema wanted,
      Policy policy,
      RetryPolicy retryPolicy,
      boolean wholeRelation,
      Duration lockTimeout,
      Duration statementTimeout,
      Duration waitBudget,
      @Nullable RelationName ledger,
      String process,
      RepairSessions sessions,
      KillSwitch killSwitch,
      Records records,
      Clock clock) {
    this.mode = mode;
    this.wanted = wanted;
    this.policy = policy;
    this.retryPolicy = retryPolicy;
    this.wholeRelation = wholeRelation;
    this.lockTimeout = lockTimeout;
    this.statementTimeout = statementTimeout;
    this.waitBudget = waitBudget;
    this.ledger = ledger;
    this.process = process;
    this.sessions = sessions;
    this.killSwitch = killSwitch;
    this.records = records;
    this.clock = clock;
    this.handledNames = new HandledNames(clock);
  }

  Mode mode() {
    return mode;
  }

  /** What holds, not what was asked for: with an error in what is declared only this one does. */
  Mode modeInForce() {
    return wanted.isBroken() ? Mode.OBSERVE : mode;
  }

  /** What is declared at this moment; ask once for what has to agree with itself. */
  DeclaredSchema declared() {
    return wanted.current();
  }

  /** Where what is declared comes from. */
  WantedSchema wanted() {
    return wanted;
  }

  Policy policy() {
    return policy;
  }

  RetryPolicy retryPolicy() {
    return retryPolicy;
  }

  boolean isWholeRelation() {
    return wholeRelation;
  }

  Duration lockTimeout() {
    return lockTimeout;
  }

  Duration statementTimeout() {
    return statementTimeout;
  }

  Duration waitBudget() {
    return waitBudget;
  }

  /** The table in which the fleet counts its repairs; null if it does not. */
  @Nullable RelationName ledger() {
    return ledger;
  }

  /** How a repair is entered into the ledger of the fleet; null if there is none. */
  @Nullable LedgerClaim ledgerClaim(String incident) {
    return ledger == null ? null : new LedgerClaim(ledger, policy, process, incident);
  }

  RepairSessions sessions() {
    return sessions;
  }

  KillSwitch killSwitch() {
    return killSwitch;
  }

  Records records() {
    return records;
  }

  Clock clock() {
    return clock;
  }

  /** What the service makes itself, in whichever database. */
  HandledNames handledNames() {
    return handledNames;
  }
}
