package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Diagnosis;
import io.schemamedic.engine.guard.Guard;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.guard.GuardInput;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.PlanPremises;
import io.schemamedic.engine.repair.RepairOutcome;
import io.schemamedic.engine.repair.RepairSession;
import io.schemamedic.engine.repair.SessionResult;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.PendingMigrations;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * From a plan that was approved to its outcome: everything that speaks for it is asked again, and
 * then that very plan runs, or none. Nothing is planned anew. For one plan, on the database's own
 * thread.
 */
final class ApprovalRun {
  private final Healing healing;
  private final KnownPlan known;
  private final RepairPlan plan;
  private final MonitoredDatabase database;
  private final ApprovalCause cause;
  private final long deadlineNanos;

  /**
   * @param deadlineNanos by the engine's clock: no new attempt begins later
   */
  ApprovalRun(Healing healing, KnownPlan known, ApprovalCause cause, long deadlineNanos) {
    this.healing = healing;
    this.known = known;
    this.plan = known.plan();
    this.database = known.database();
    this.cause = cause;
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * Looks, and runs the plan.
   *
   * @throws StepFailure if the agent failed
   */
  RepairResult run() {
    try {
      return onSession();
    } catch (SQLException e) {
      return failed(Reason.NO_REPAIR_SESSION, "sqlstate " + e.getSQLState());
    }
  }

  private RepairResult onSession() throws SQLException {
    if (healing.killSwitch().isOn()) {
      return refused(Reason.KILL_SWITCH, "");
    }
    String searchPath = known.origin().searchPath();
    if (searchPath == null && database.hasMixedSearchPaths()) {
      return refused(Reason.WRONG_SEARCH_PATH, "connections differ in it");
    }
    SessionResult opened =
        healing.sessions().openForPlan(database.target(), searchPath, known.origin().identity());
    RepairSession session = opened.session();
    if (session == null) {
      return opened.isFailure()
          ? failed(opened.reason(), opened.detail())
          : refused(opened.reason(), opened.detail());
    }
    try (RepairSession ours = session) {
      if (ours.isServiceOnStandby()) {
        return refused(Reason.STANDBY, "in recovery");
      }
      // Behind one name there may be several servers.
      return ours.databaseIdentity().equals(known.origin().identity())
          ? look(ours)
          : refused(Reason.WRONG_DATABASE, "not the one that the plan was made for");
    }
  }

  private RepairResult look(RepairSession session) throws SQLException {
    DeclaredSchema declared = healing.declared();
    if (!known.origin().isStillDeclared(declared, plan)) {
      return refused(Reason.STALE_PLAN, "it is declared otherwise by now");
    }
    CatalogSnapshot catalog = session.readCatalog(PlanPremises.relations(plan));
    RepairOutcome otherwise = PlanPremises.objection(plan, catalog);
    if (otherwise != null) {
      return otherwise.isThere() ? present() : refused(otherwise.reason(), otherwise.detail());
    }
    RepairResult objection = objection(session, catalog, declared);
    database.memory().saw(catalog, plan.newColumns().keySet());
    database.memory().saw(catalog, plan.referencedTables());
    return objection == null
        ? new PlanRun(healing, database, cause, deadlineNanos)
            .repair(session, plan, catalog.facts().currentUser())
        : objection;
  }

  /** What speaks against the plan by now, though its premises hold; null if nothing does. */
  private @Nullable RepairResult objection(
      RepairSession session, CatalogSnapshot catalog, DeclaredSchema declared) throws SQLException {
    PendingMigrations pending =
        session.read(
            reader ->
                PendingLook.at(reader, healing.wanted().contents(), declared, catalog.facts()));
    if (pending.isUnderWay()) {
      return failed(Reason.DEPLOY_IN_PROGRESS, PendingLook.UNDER_WAY);
    }
    String renaming = pending.renamingInto(plan);
    if (renaming != null) {
      return refused(Reason.LIKELY_RENAME, renaming);
    }
    if (!plan.pending().containsAll(pending.notedIn(plan).pending())) {
      return refused(Reason.STALE_PLAN, "there are new migrations that would make the same");
    }
    Diagnosis doubt =
        new PlanDoubts(declared, healing.policy(), database.memory().identities(), healing.ledger())
            .about(session::readAround, catalog, null, plan);
    if (doubt != null) {
      return refused(doubt.reason(), doubt.detail());
    }
    GuardDecision decision =
        Guard.decide(
            new GuardInput(
                plan,
                catalog,
                healing.policy(),
                database.memory().history(healing.clock().nanos())));
    return decision.isAllowed() ? null : refused(decision.reason(), decision.detail());
  }

  /** Somebody was faster. */
  private RepairResult present() {
    database.memory().added(plan);
    healing.records().repairs().foundPresent(database, plan);
    return RepairResult.there(Reason.ALREADY_PRESENT, plan);
  }

  private RepairResult refused(Reason reason, String detail) {
    return RepairResult.not(Decision.REFUSED, reason, detail, plan);
  }

  private RepairResult failed(Reason reason, String detail) {
    return RepairResult.not(Decision.FAILED, reason, detail, plan);
  }
}
