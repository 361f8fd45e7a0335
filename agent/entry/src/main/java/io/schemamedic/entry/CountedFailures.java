package io.schemamedic.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Failing calls that are never repeated, so that nothing is handed back. Same rules as {@link
 * Gatekeeper}: no method throws. Thread-safe.
 */
public final class CountedFailures {
  private CountedFailures() {}

  /**
   * Woven code: a call of another driver than PostgreSQL's has thrown.
   *
   * @param className the driver's class that was woven
   */
  public static void otherDriverFailed(String className, SQLException thrown) {
    Engine current = null;
    try {
      OtherDriver driver = OtherDriver.of(className);
      if (driver == null || isAnswered(thrown)) {
        return;
      }
      current = Gatekeeper.engineInCharge(null);
      if (current != null) {
        InsideAgent.enter();
        try {
          current.otherDriverFailed(driver, thrown);
        } finally {
          InsideAgent.leave();
        }
      }
    } catch (Throwable e) {
      Gatekeeper.report(current, e);
    }
  }

  /**
   * Woven code: a call of a PostgreSQL driver has thrown that lacks what repeating takes.
   *
   * @param method the name of JDBC's method
   * @param sql the text that was given to it; null if none was
   */
  public static void strictFailed(
      Statement statement, String method, @Nullable String sql, SQLException thrown) {
    Engine current = null;
    try {
      if (isAnswered(thrown)) {
        return;
      }
      FailedCall call = FailedCall.strict(statement, method, sql, thrown);
      current = Gatekeeper.engineInCharge(call);
      tell(current, call);
    } catch (Throwable e) {
      Gatekeeper.report(current, e);
    }
  }

  /**
   * Woven code: a copy could not begin. Never repeated: the streams are the caller's.
   *
   * @param transactionState name of the driver's state at entry, null if unknown
   */
  public static void copyFailed(
      Connection connection,
      @Nullable String sql,
      @Nullable String transactionState,
      SQLException thrown) {
    Engine current = null;
    try {
      if (isAnswered(thrown)) {
        return;
      }
      FailedCall call = FailedCall.ofCopy(connection, sql, transactionState, thrown);
      current = Gatekeeper.engineInCharge(call);
      tell(current, call);
    } catch (Throwable e) {
      Gatekeeper.report(current, e);
    }
  }

  private static void tell(@Nullable Engine current, FailedCall call) {
    if (current != null && Gatekeeper.ask(current, call) != null) {
      throw new IllegalStateException("Asked to repeat a call that cannot be repeated");
    }
  }

  /**
   * Whether the failure is the agent's own, or was reported by an inner method; if not, it counts
   * as reported from now on.
   */
  private static boolean isAnswered(SQLException thrown) {
    if (InsideAgent.isCurrentThread() || AnsweredExceptions.containsAnyOf(thrown)) {
      return true;
    }
    AnsweredExceptions.add(thrown);
    return false;
  }
}
