package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Diagnosis;
import io.schemamedic.engine.diagnosis.LiveNeighbours;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.repair.RepairSession;
import io.schemamedic.engine.repair.SessionResult;
import io.schemamedic.engine.statement.NamedRelations;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What an undeclared name may have meant, looked up on the database's own thread once its caller
 * has its exception. Only tells: a repair never follows.
 */
final class UndeclaredLook implements Callable<RepairResult> {
  /** A statement that names more is generated, and would take much room as a key. */
  private static final int MOST_NAMES = 200;

  private final Healing healing;
  private final MonitoredDatabase database;
  private final Gap gap;
  private final RepairResult undeclared;

  private UndeclaredLook(
      Healing healing, MonitoredDatabase database, Gap gap, RepairResult undeclared) {
    this.healing = healing;
    this.database = database;
    this.gap = gap;
    this.undeclared = undeclared;
  }

  /**
   * Concludes the call once it is known more than that its name is not declared, or at once if
   * nobody looks. Never waits.
   */
  static void conclude(
      Healing healing,
      MonitoredDatabase database,
      CallRecord record,
      Gap gap,
      RepairResult undeclared) {
    NamedRelations named = gap.named();
    if (named.size() > MOST_NAMES || (gap.searchPath() == null && database.hasMixedSearchPaths())) {
      healing.records().concludedAtOnce(record, database.label(), gap, undeclared);
      return;
    }
    boolean isTable = gap.failure().kind() == FailureKind.UNDEFINED_TABLE;
    database
        .repairs()
        .later(
            isTable ? gap.key() : gap.key() + "|" + named,
            new UndeclaredLook(healing, database, gap, undeclared),
            undeclared,
            result -> record(healing, database, record, gap, result));
  }

  private static void record(
      Healing healing,
      MonitoredDatabase database,
      CallRecord record,
      Gap gap,
      RepairResult result) {
    try {
      healing.records().concludedAtOnce(record, database.label(), gap, result);
    } catch (Throwable e) {
      healing.records().agentError(Step.RECORD.code(), e);
    }
  }

  @Override
  public RepairResult call() {
    try {
      return healing.killSwitch().isOn() ? undeclared : look();
    } catch (SQLException e) {
      // The database does not tell, so it stays with what is known without it.
      return undeclared;
    } catch (Throwable e) {
      healing.records().agentError(Step.DIAGNOSE.code(), e);
      return undeclared;
    }
  }

  private RepairResult look() throws SQLException {
    SessionResult opened =
        healing.sessions().openAsService(database.target(), gap.searchPath(), gap.callerPid());
    RepairSession session = opened.session();
    if (session == null) {
      return opened.reason() == Reason.STANDBY
          ? refused(Reason.STANDBY, opened.detail())
          : undeclared;
    }
    try (RepairSession ours = session) {
      if (ours.isServiceOnStandby()) {
        return refused(Reason.STANDBY, "in recovery");
      }
      Diagnosis found = diagnose(ours);
      return found == null ? undeclared : refused(found.reason(), found.detail());
    }
  }

  private @Nullable Diagnosis diagnose(RepairSession session) throws SQLException {
    Failure failure = gap.failure();
    NameChain name = Objects.requireNonNull(failure.name());
    if (failure.kind() == FailureKind.UNDEFINED_TABLE) {
      return LiveNeighbours.ofRelation(name, session.readNamesakes(name.qualifier(), name.last()));
    }
    NamedRelations named = gap.named();
    CatalogSnapshot catalog = session.readCatalog(named.on(session.searchedSchemas()));
    return LiveNeighbours.ofColumn(failure, named, catalog);
  }

  private static RepairResult refused(Reason reason, String detail) {
    return RepairResult.not(Decision.REFUSED, reason, detail, null);
  }
}
