package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.CatalogReader;
import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.CatalogTransaction;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, from BEGIN to COMMIT, read downwards. Repeatable read, so that what other sessions
 * commit meanwhile is not taken for our own doing; serializable with a ledger. Returns before
 * COMMIT with whatever speaks against it; the executor then rolls back.
 */
final class RepairTransaction {
  private final Connection session;
  private final RepairRequest request;
  private final RepairPlan plan;
  private final @Nullable Ledger ledger;

  RepairTransaction(Connection session, RepairRequest request) {
    this.session = session;
    this.request = request;
    this.plan = request.plan();
    LedgerClaim claim = request.ledger();
    this.ledger = claim == null ? null : new Ledger(session, claim, plan);
  }

  AttemptResult run() throws SQLException {
    SessionLimits limits = new SessionLimits(session, request);
    limits.set();
    if (!tryLock()) {
      return AttemptResult.again(Reason.LOCK_TIMEOUT, "another repairer is at it");
    }
    if (!limits.areInForce()) {
      return refused(Reason.TIMEOUTS_NOT_IN_FORCE, "");
    }
    if (!limits.areRowsCounted()) {
      return refused(Reason.TIMEOUTS_NOT_IN_FORCE, "track_counts is off");
    }
    CatalogSnapshot catalog =
        new CatalogReader(session).read(PlanPremises.relations(plan), request.searchPath());
    RepairOutcome otherwise = PlanPremises.objection(plan, catalog);
    if (otherwise != null) {
      return AttemptResult.ended(otherwise);
    }
    RepairOutcome entryRefused = ledger == null ? null : ledger.objection();
    if (entryRefused != null) {
      return AttemptResult.ended(entryRefused);
    }
    Set<Long> touched = oids(catalog);
    if (new CallerLocks(session).holdsAny(request.callerPid(), touched)) {
      return refused(Reason.CALLER_HOLDS_LOCK, "");
    }
    if (request.isStopped()) {
      return refused(Reason.KILL_SWITCH, "");
    }
    TwinProbe probe = new TwinProbe(session, limits);
    String lacking = probe.lackingPrivilege(plan.newColumns().keySet());
    if (lacking != null) {
      return refused(Reason.NO_PRIVILEGE, lacking + ", to try the change on a copy");
    }
    for (PlannedStatement statement : plan.statements()) {
      RepairOutcome objection = probe.objection(statement, plan, request);
      if (objection != null) {
        return AttemptResult.ended(objection);
      }
    }
    TransactionFootprint footprint = TransactionFootprint.before(session, touched);
    RepairOutcome notEntered = ledger == null ? null : ledger.enter();
    if (notEntered != null) {
      return AttemptResult.ended(notEntered);
    }
    limits.useServiceSearchPath();
    for (PlannedStatement statement : plan.statements()) {
      if (request.isStopped()) {
        return refused(Reason.KILL_SWITCH, "");
      }
      execute(statement.ddl());
    }
    limits.shorten();
    RepairOutcome notWhole = new StatementDescriber(session).describe(request);
    limits.useOwnSearchPath();
    if (notWhole != null) {
      return AttemptResult.ended(notWhole);
    }
    String unplanned = footprint.unplannedChange(plan, ledger == null ? 0 : ledger.entries());
    if (unplanned != null) {
      return AttemptResult.ended(RepairOutcome.failed(Reason.UNPLANNED_CHANGE, unplanned));
    }
    RelationName unusable =
        new ServicePrivileges(session).firstUnusable(request.serviceRole(), plan.newTables());
    if (unusable != null) {
      return refused(Reason.SERVICE_ROLE_LACKS_PRIVILEGE, unusable.toString());
    }
    if (request.isStopped()) {
      return refused(Reason.KILL_SWITCH, "");
    }
    return commit();
  }

  private boolean tryLock() throws SQLException {
    AdvisoryLocks locks = new AdvisoryLocks(session);
    LedgerClaim claim = request.ledger();
    return locks.tryLock(plan.repairedRelations())
        && (claim == null || locks.tryLockLedger(claim.ledger()));
  }

  /**
   * From here on the server may have done it, whatever we hear. The driver's commit returns
   * normally even if the server answered ROLLBACK, so the server is asked what became of the
   * transaction before success is reported. A serialization failure is the one error that says for
   * certain that nothing was done.
   */
  private AttemptResult commit() throws SQLException {
    long transaction = new CatalogReader(session).transactionId();
    try {
      session.commit();
    } catch (SQLException e) {
      if (DdlError.isSerializationFailure(e)) {
        throw e;
      }
      return AttemptResult.afterCommit(unknown(e));
    } catch (RuntimeException | Error e) {
      throw new AfterCommitError(e);
    }
    try {
      return AttemptResult.afterCommit(endOf(transaction));
    } catch (RuntimeException | Error e) {
      throw new AfterCommitError(e);
    }
  }

  /** Not told from the catalog: somebody may have dropped again what was added. */
  private RepairOutcome endOf(long transaction) {
    try {
      boolean committed =
          CatalogTransaction.read(
              session,
              request.statementTimeout().toMillis(),
              reader -> reader.isCommitted(transaction));
      return committed
          ? RepairOutcome.repaired()
          : RepairOutcome.failed(Reason.DDL_FAILED, "the commit did not take effect");
    } catch (SQLException e) {
      return unknown(e);
    }
  }

  private static RepairOutcome unknown(SQLException error) {
    return RepairOutcome.failed(Reason.OUTCOME_UNKNOWN, "sqlstate " + error.getSQLState());
  }

  private static AttemptResult refused(Reason reason, String detail) {
    return AttemptResult.ended(RepairOutcome.refused(reason, detail));
  }

  /** The relations which exist and which the plan alters or refers to. */
  private Set<Long> oids(CatalogSnapshot catalog) {
    Set<Long> oids = new LinkedHashSet<>();
    addOids(catalog, plan.newColumns().keySet(), oids);
    addOids(catalog, plan.referencedTables(), oids);
    return oids;
  }

  private static void addOids(
      CatalogSnapshot catalog, Collection<RelationName> names, Set<Long> oids) {
    for (RelationName name : names) {
      LiveRelation relation = catalog.relation(name);
      if (relation != null) {
        oids.add(relation.oid());
      }
    }
  }

  private void execute(String ddl) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(ddl);
    }
  }
}
