package io.schemamedic.engine.repair;

import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.plan.PlannedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which of several tables a bare column belongs to. For each in turn, an empty temporary
 * copy with the column takes the table's name, which hides the real one from this session, and the
 * server describes the statement. No table that exists is altered or locked against anyone; all of
 * it is rolled back.
 */
public final class OwnerProof {
  private final Connection session;

  /**
   * @param session the repair session, in autocommit
   */
  public OwnerProof(Connection session) {
    this.session = session;
  }

  /**
   * The index of the one request whose addition makes the statement valid or brings it further; -1
   * if none or several do, or if it could not be tried. A statement that names its tables with
   * their schemas sees no copies, so nothing is proven for it.
   */
  public int onlyOneThatHelps(List<RepairRequest> requests) throws SQLException {
    session.setAutoCommit(false);
    try {
      SessionLimits limits = new SessionLimits(session, requests.get(0));
      limits.set();
      if (!limits.areInForce()) {
        return -1;
      }
      int found = -1;
      for (int i = 0; i < requests.size(); i++) {
        if (requests.get(i).isStopped()) {
          return -1;
        }
        if (helps(requests.get(i), limits)) {
          if (found >= 0) {
            return -1;
          }
          found = i;
        }
      }
      return found;
    } catch (SQLException e) {
      // A table that is busy leaves the question open; a broken session is thrown on.
      DdlError.result(e);
      return -1;
    } finally {
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  private boolean helps(RepairRequest request, SessionLimits limits) throws SQLException {
    Savepoint savepoint = session.setSavepoint();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (PlannedStatement planned : request.plan().statements()) {
        new TwinProbe(session, limits).create(planned);
        limits.useServiceSearchPath();
        statement.execute(Objects.requireNonNull(planned.twinDdl()));
        statement.execute(
            "ALTER TABLE "
                + PlannedStatement.TWIN
                + " RENAME TO "
                + planned.relation().name().sql());
      }
      return isBetter(
          new StatementDescriber(session).describe(Objects.requireNonNull(request.statement())),
          request.failure());
    } finally {
      session.rollback(savepoint);
      limits.useOwnSearchPath();
    }
  }

  private static boolean isBetter(
      StatementDescriber.Description description, @Nullable Failure before) {
    Failure remaining = description.remaining();
    return description.isWhole()
        || (remaining != null
            && before != null
            && remaining.name() != null
            && !remaining.isSameGap(before));
  }
}
