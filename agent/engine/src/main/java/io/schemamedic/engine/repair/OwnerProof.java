package io.schemamedic.engine.repair;

import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.plan.PlannedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * Finds out which of several tables a bare column belongs to, by adding it to each in turn and
 * having the server describe the statement. All of it in a transaction that is always rolled back,
 * with the timeouts of a repair.
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
   * if none or several do, or if it could not be tried in time.
   */
  public int onlyOneThatHelps(List<RepairRequest> requests) throws SQLException {
    session.setAutoCommit(false);
    try {
      SessionLimits limits = new SessionLimits(session, requests.get(0));
      limits.setTimeouts();
      limits.setSearchPath();
      if (!limits.areInForce()) {
        return -1;
      }
      int found = -1;
      for (int i = 0; i < requests.size(); i++) {
        if (requests.get(i).isStopped()) {
          return -1;
        }
        if (helps(requests.get(i))) {
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

  private boolean helps(RepairRequest request) throws SQLException {
    Savepoint savepoint = session.setSavepoint();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      for (PlannedStatement planned : request.plan().statements()) {
        if (new TwinProbe(session).wouldRewrite(planned)) {
          return false;
        }
        statement.execute(planned.ddl());
      }
      StatementDescriber.Description description =
          new StatementDescriber(session).describe(Objects.requireNonNull(request.statement()));
      Failure remaining = description.remaining();
      return description.isWhole()
          || (remaining != null
              && remaining.name() != null
              && !remaining.isSameGap(Objects.requireNonNull(request.failure())));
    } finally {
      session.rollback(savepoint);
    }
  }
}
