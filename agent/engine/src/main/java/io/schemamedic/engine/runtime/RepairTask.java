package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Diagnoser;
import io.schemamedic.engine.diagnosis.Diagnosis;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.guard.Guard;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.guard.GuardInput;
import io.schemamedic.engine.plan.PlanResult;
import io.schemamedic.engine.plan.Planner;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.OwnerProof;
import io.schemamedic.engine.repair.Pause;
import io.schemamedic.engine.repair.RepairRequest;
import io.schemamedic.engine.repair.RepairSession;
import io.schemamedic.engine.repair.SessionResult;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.source.PendingMigrations;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The part of the line that needs a database: from one gap to its being closed or not. Runs on the
 * database's own thread, read downwards. The step that is under way is kept, so that a failure of
 * the agent itself can be counted where it happened.
 */
final class RepairTask implements Callable<RepairResult> {
  /** What changes again before every repair is no race that another look would win. */
  private static final int MOST_LOOKS = 5;

  private final Healing healing;
  private final MonitoredDatabase database;
  private final Gap gap;
  private final long deadlineNanos;
  private final SessionSource sessions;
  private final PlanRun run;
  private Step step = Step.DIAGNOSE;
  private PendingMigrations pending = PendingMigrations.none();

  /** On a session of the agent's own, as the service opens its. */
  RepairTask(Healing healing, MonitoredDatabase database, Gap gap, long deadlineNanos) {
    this(healing, database, gap, deadlineNanos, new OwnSession(healing, database, gap));
  }

  /** On whatever session there is. */
  RepairTask(
      Healing healing,
      MonitoredDatabase database,
      Gap gap,
      long deadlineNanos,
      SessionSource sessions) {
    this.healing = healing;
    this.database = database;
    this.gap = gap;
    this.deadlineNanos = deadlineNanos;
    this.sessions = sessions;
    this.run = new PlanRun(healing, database, gap, deadlineNanos);
  }

  @Override
  public RepairResult call() {
    try {
      return run();
    } catch (SQLException e) {
      return failed(Reason.NO_REPAIR_SESSION, "sqlstate " + e.getSQLState(), null);
    } catch (StepFailure e) {
      throw e;
    } catch (Throwable e) {
      throw new StepFailure(step, e);
    }
  }

  private RepairResult run() throws SQLException {
    SessionResult opened = sessions.open();
    RepairSession session = opened.session();
    if (session == null) {
      return opened.isFailure()
          ? failed(opened.reason(), opened.detail(), null)
          : refused(opened.reason(), opened.detail(), null);
    }
    try (RepairSession ours = session) {
      if (ours.isServiceOnStandby()) {
        return refused(Reason.STANDBY, "in recovery", null);
      }
      RepairResult result = diagnose(ours);
      // Another process was faster with a plan that overlaps with ours, or someone has changed what
      // the guard had looked at. What is left to do, and whether it may be done, is seen by looking
      // again, but not for ever: each look is a repair in the audit.
      for (int looks = 1;
          looks < MOST_LOOKS
              && result.reason() == Reason.STALE_PLAN
              && deadlineNanos - healing.clock().nanos() > 0;
          looks++) {
        if (!Pause.take(Pause.SHORT_MILLIS)) {
          return failed(Reason.INTERRUPTED, "", result.plan());
        }
        step = Step.DIAGNOSE;
        result = diagnose(ours);
      }
      return result;
    }
  }

  private RepairResult diagnose(RepairSession session) throws SQLException {
    Set<RelationName> relations = gap.candidates().relationsToRead(gap.declared());
    CatalogSnapshot catalog = session.readCatalog(ServiceTool.withHistories(relations));
    ServiceTool.remember(database, catalog);
    healing.handledNames().saw(database.label(), catalog, relations);
    Diagnosis diagnosis =
        new Diagnoser(
                gap.declared(), catalog, database.memory().identities(), doubts()::isVouchedFor)
            .diagnose(gap.failure(), gap.named(), gap.candidates());
    switch (diagnosis.finding()) {
      case OTHER:
        pending = lookForPending(session, catalog);
        return refused(diagnosis.reason(), diagnosis.detail(), null).withPending(makers());
      case PRESENT:
        return RepairResult.present(diagnosis.table());
      default:
        pending = lookForPending(session, catalog);
        return pending.isUnderWay()
            ? failed(Reason.DEPLOY_IN_PROGRESS, PendingLook.UNDER_WAY, null).withPending(makers())
            : plan(session, catalog, diagnosis);
    }
  }

  private RepairResult plan(RepairSession session, CatalogSnapshot catalog, Diagnosis diagnosis)
      throws SQLException {
    step = Step.PLAN;
    boolean whole = healing.isWholeRelation();
    Identifier column = diagnosis.column();
    if (column == null) {
      return planned(
          session, catalog, planner(session, catalog, whole).missingTable(diagnosis.table()));
    }
    DeclaredTable owner =
        diagnosis.finding() == Diagnosis.Finding.MISSING_COLUMN
            ? diagnosis.table()
            : provenOwner(session, catalog, diagnosis, column);
    if (owner == null) {
      return refused(Reason.AMBIGUOUS_OWNER, column.toString(), null).withPending(makers());
    }
    RepairResult result =
        planned(session, catalog, planner(session, catalog, whole).missingColumn(owner, column));
    return result.mayBeForAnotherColumn()
        ? planned(session, catalog, planner(session, catalog, false).missingColumn(owner, column))
        : result;
  }

  private PendingMigrations lookForPending(RepairSession session, CatalogSnapshot catalog)
      throws SQLException {
    return session.read(
        reader ->
            PendingLook.at(reader, healing.wanted().contents(), gap.declared(), catalog.facts()));
  }

  /** Migrations that have not run here and would make what the statement lacks. */
  private Set<String> makers() {
    NameChain name = gap.failure().name();
    Identifier column =
        name == null || gap.failure().kind() == FailureKind.UNDEFINED_TABLE ? null : name.last();
    Set<String> scripts = new LinkedHashSet<>();
    for (DeclaredTable candidate : gap.candidates().tables()) {
      scripts.addAll(pending.making(candidate.name(), column));
    }
    return scripts;
  }

  private RepairResult planned(RepairSession session, CatalogSnapshot catalog, PlanResult planned)
      throws SQLException {
    if (planned.plan() == null) {
      return refused(planned.reason(), planned.detail(), null).withPending(makers());
    }
    RepairPlan plan = pending.notedIn(planned.plan());
    String renaming = pending.renamingInto(plan);
    if (renaming != null) {
      return refused(Reason.LIKELY_RENAME, renaming, plan);
    }
    Diagnosis doubt = doubts().about(session::readAround, catalog, gap.failure(), plan);
    return doubt == null
        ? guard(session, catalog, plan)
        : refused(doubt.reason(), doubt.detail(), plan);
  }

  private RepairResult guard(RepairSession session, CatalogSnapshot catalog, RepairPlan plan)
      throws SQLException {
    step = Step.GUARD;
    GuardDecision decision =
        Guard.decide(
            new GuardInput(
                plan,
                catalog,
                healing.policy(),
                database.memory().history(healing.clock().nanos())));
    database.memory().saw(catalog, plan.newColumns().keySet());
    database.memory().saw(catalog, plan.referencedTables());
    if (!decision.isAllowed()) {
      return refused(decision.reason(), decision.detail(), plan);
    }
    if (healing.mode() != Mode.REPAIR) {
      healing
          .records()
          .repairs()
          .proposed(database, gap, plan, session.databaseIdentity(), catalog.facts().currentUser());
      return RepairResult.not(Decision.PROPOSED, Reason.PROPOSE_MODE, "", plan);
    }
    return run.repair(session, plan, catalog.facts().currentUser());
  }

  private PlanDoubts doubts() {
    return new PlanDoubts(
        gap.declared(), healing.policy(), database.memory().identities(), healing.ledger());
  }

  private Planner planner(RepairSession session, CatalogSnapshot catalog, boolean wholeRelation) {
    return new Planner(
        gap.declared(),
        catalog,
        wholeRelation,
        session.isOtherRole(catalog) ? session.serviceRole() : null);
  }

  /**
   * Tries each possible owner in a transaction that rolls back; null unless exactly one makes the
   * statement valid.
   */
  private @Nullable DeclaredTable provenOwner(
      RepairSession session, CatalogSnapshot catalog, Diagnosis diagnosis, Identifier column)
      throws SQLException {
    List<RepairRequest> requests = new ArrayList<>();
    List<DeclaredTable> owners = new ArrayList<>();
    for (DeclaredTable table : diagnosis.tables()) {
      RepairPlan plan = planner(session, catalog, false).missingColumn(table, column).plan();
      boolean mayTry =
          plan != null
              && Guard.decide(
                      new GuardInput(
                          plan,
                          catalog,
                          healing.policy(),
                          database.memory().history(healing.clock().nanos())))
                  .isAllowed();
      if (!mayTry || healing.mode() != Mode.REPAIR) {
        // An owner that must not be altered cannot be ruled out either.
        return null;
      }
      requests.add(run.request(session, Objects.requireNonNull(plan)));
      owners.add(table);
    }
    int proven = new OwnerProof(session.connection()).onlyOneThatHelps(requests);
    return proven < 0 ? null : owners.get(proven);
  }

  private static RepairResult refused(Reason reason, String detail, @Nullable RepairPlan plan) {
    return RepairResult.not(Decision.REFUSED, reason, detail, plan);
  }

  private static RepairResult failed(Reason reason, String detail, @Nullable RepairPlan plan) {
    return RepairResult.not(Decision.FAILED, reason, detail, plan);
  }
}
