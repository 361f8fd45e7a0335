package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.HealingOrder;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairSession;
import io.schemamedic.engine.repair.SessionResult;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Adds what a check found missing, before a statement fails for it: one relation after the other,
 * on the thread of the database's repairs, so that a repair which a call waits for comes in
 * between. What the owner does not allow by name is left to the drift; for all else every answer is
 * recorded.
 */
final class DriftHealing {
  /** What changes again before every repair is no race that another look would win. */
  private static final int MOST_LOOKS = 3;

  private final Healing healing;
  private final MonitoredDatabase database;
  private final DeclaredSchema declared;
  private final long deadlineNanos;

  /**
   * @param declared what the drift was told by
   * @param deadlineNanos by the engine's clock: nothing begins later
   */
  DriftHealing(
      Healing healing, MonitoredDatabase database, DeclaredSchema declared, long deadlineNanos) {
    this.healing = healing;
    this.database = database;
    this.declared = declared;
    this.deadlineNanos = deadlineNanos;
  }

  /** Heals what may be healed; blocks until that is done, or the time is over. */
  void heal(SchemaDrift drift) throws InterruptedException {
    if (healing.mode() != Mode.REPAIR) {
      return;
    }
    for (RelationName relation : HealingOrder.of(lacking(drift), declared)) {
      if (healing.killSwitch().isOn() || deadlineNanos - healing.clock().nanos() <= 0) {
        return;
      }
      Future<?> healed = database.repairs().runLater(() -> healCounted(relation, drift));
      if (healed != null && !isOver(healed)) {
        return;
      }
    }
  }

  private Set<RelationName> lacking(SchemaDrift drift) {
    Set<RelationName> relations = new LinkedHashSet<>();
    for (Drift each : drift.drifts()) {
      boolean isPlanned =
          each.kind() == DriftKind.MISSING_TABLE || each.kind() == DriftKind.MISSING_COLUMN;
      if (isPlanned && healing.policy().mayRepair(each.relation())) {
        relations.add(each.relation());
      }
    }
    return relations;
  }

  private boolean isOver(Future<?> healed) throws InterruptedException {
    try {
      healed.get(Math.max(0, deadlineNanos - healing.clock().nanos()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | CancellationException e) {
      return false;
    } catch (ExecutionException e) {
      healing.records().agentError(Step.CHECK.code(), e);
      return true;
    }
  }

  private void healCounted(RelationName relation, SchemaDrift drift) {
    try {
      heal(relation, drift);
    } catch (StepFailure e) {
      healing.records().agentError(e.step().code(), e);
    } catch (Throwable e) {
      healing.records().agentError(Step.CHECK.code(), e);
    }
  }

  private void heal(RelationName relation, SchemaDrift drift) {
    if (healing.killSwitch().isOn()) {
      return;
    }
    DriftCause asFound = cause(relation, missingColumns(relation, drift));
    if (database.hasMixedSearchPaths()) {
      told(asFound, refused(Reason.WRONG_SEARCH_PATH, "connections differ in it", null));
      return;
    }
    SessionResult opened = healing.sessions().open(database.target(), null, 0);
    RepairSession session = opened.session();
    if (session == null) {
      told(asFound, refused(opened.reason(), opened.detail(), null));
      return;
    }
    try (RepairSession ours = session) {
      if (ours.databaseIdentity().equals(database.identity())) {
        heal(relation, ours);
      } else {
        // Behind one name there may be several servers.
        told(asFound, refused(Reason.WRONG_DATABASE, "not the one that was checked", null));
      }
    } catch (SQLException e) {
      told(asFound, refused(Reason.NO_REPAIR_SESSION, "sqlstate " + e.getSQLState(), null));
    }
  }

  private void heal(RelationName relation, RepairSession session) throws SQLException {
    Set<String> answered = new HashSet<>();
    boolean whole = healing.isWholeRelation();
    int looks = 0;
    for (DriftPlan next = next(relation, session, whole, answered);
        next != null;
        next = next(relation, session, whole, answered)) {
      DriftCause cause = cause(relation, columns(next));
      RepairResult result = run(next, cause, session);
      if (whole && result.mayBeForAnotherColumn()) {
        whole = false;
      } else if (result.reason() != Reason.STALE_PLAN || ++looks == MOST_LOOKS) {
        answered.add(String.valueOf(next.column()));
        told(cause, result);
      }
    }
  }

  /** Each plan rests on the catalog as it is, so that there is only ever one. */
  private @Nullable DriftPlan next(
      RelationName relation, RepairSession session, boolean whole, Set<String> answered)
      throws SQLException {
    DriftPlan next = null;
    for (DriftPlan planned : plans(relation, session, whole)) {
      Reason refusal = planned.refusal();
      if (refusal != null && answered.add(String.valueOf(planned.column()))) {
        told(cause(relation, columns(planned)), refused(refusal, planned.detail(), planned.plan()));
      } else if (refusal == null
          && next == null
          && !answered.contains(String.valueOf(planned.column()))) {
        next = planned;
      }
    }
    return next;
  }

  private List<DriftPlan> plans(RelationName relation, RepairSession session, boolean whole)
      throws SQLException {
    DriftPlanner planner =
        new DriftPlanner(
            declared,
            healing.wanted().contents(),
            healing.policy(),
            whole,
            database.memory().identities(),
            healing.ledger());
    return session.read(
        reader ->
            planner.plan(
                relation,
                reader,
                session.searchPath(),
                session.serviceRole(),
                database.memory().history(healing.clock().nanos())));
  }

  private RepairResult run(DriftPlan planned, DriftCause cause, RepairSession session) {
    RepairPlan plan = Objects.requireNonNull(planned.plan());
    database.memory().saw(planned.catalog(), plan.newColumns().keySet());
    database.memory().saw(planned.catalog(), plan.referencedTables());
    if (!healing.policy().namesExactly(plan.repairedRelations())) {
      if (!plan.pending().isEmpty()) {
        return refused(Reason.MIGRATES_ITSELF, String.join(", ", plan.pending()), plan);
      }
      if (database.migratesItself()) {
        return refused(Reason.MIGRATES_ITSELF, cause.relation().toString(), plan);
      }
    }
    return new PlanRun(healing, database, cause, deadlineNanos)
        .repair(session, plan, planned.catalog().facts().currentUser());
  }

  private void told(DriftCause cause, RepairResult result) {
    healing.records().ofCheck(database, cause, result);
  }

  private DriftCause cause(RelationName relation, List<Identifier> columns) {
    return new DriftCause(healing.records().newIncident(), relation, columns);
  }

  private static List<Identifier> missingColumns(RelationName relation, SchemaDrift drift) {
    List<Identifier> columns = new ArrayList<>();
    for (Drift each : drift.drifts()) {
      Identifier name = each.name();
      if (each.kind() == DriftKind.MISSING_COLUMN
          && each.relation().equals(relation)
          && name != null) {
        columns.add(name);
      }
    }
    return columns;
  }

  private static List<Identifier> columns(DriftPlan planned) {
    RepairPlan plan = planned.plan();
    Identifier column = planned.column();
    if (column != null) {
      return Collections.singletonList(column);
    }
    return plan == null
        ? Collections.<Identifier>emptyList()
        : new ArrayList<>(
            plan.newColumns().getOrDefault(planned.relation(), Collections.<Identifier>emptySet()));
  }

  private static RepairResult refused(Reason reason, String detail, @Nullable RepairPlan plan) {
    return RepairResult.not(Decision.REFUSED, reason, detail, plan);
  }
}
