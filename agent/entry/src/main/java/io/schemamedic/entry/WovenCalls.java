package io.schemamedic.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What answers behind {@link Gate}: finds the method for an event of woven code. Events and their
 * arguments are spelled out in the advice classes of the same version; no compiler compares them.
 */
public final class WovenCalls implements BiFunction<String, Object[], @Nullable Object> {

  /** Made when the agent comes to life, and by tests. */
  public WovenCalls() {}

  @Override
  public @Nullable Object apply(String event, Object[] arguments) {
    return answer(event, arguments, null);
  }

  /**
   * Hands the event over.
   *
   * @param before what was answered to the failure before; null if the event follows none
   */
  @SuppressWarnings("unchecked")
  static @Nullable Object answer(String event, Object[] arguments, @Nullable Attempt before) {
    switch (event) {
      case "statementFailed":
        return Gatekeeper.statementFailed(
            (Statement) arguments[0],
            (String) arguments[1],
            (String) arguments[2],
            (Throwable) arguments[3],
            before);
      case "preparedFailed":
        return Gatekeeper.preparedFailed(
            (Statement) arguments[0],
            (Boolean) arguments[1],
            (String) arguments[2],
            (Object[]) arguments[3],
            (String) arguments[4],
            (Throwable) arguments[5],
            before);
      case "batchFailed":
        return Gatekeeper.batchFailed(
            (Statement) arguments[0],
            (Boolean) arguments[1],
            (List<Object>) arguments[2],
            (List<Object>) arguments[3],
            (List<Object>) arguments[4],
            (String) arguments[5],
            (Throwable) arguments[6],
            before);
      case "repeated":
        if (before != null) {
          Gatekeeper.repeated(before);
        }
        return null;
      default:
        tell(event, arguments);
        return null;
    }
  }

  /** Events that nobody waits to hear an answer to. */
  private static void tell(String event, Object[] arguments) {
    switch (event) {
      case "batchAborted":
        Gatekeeper.batchAborted(
            (Throwable) arguments[0],
            (Object[]) arguments[1],
            (Object[]) arguments[2],
            (String) arguments[3],
            (Object[][]) arguments[4]);
        break;
      case "cancelled":
        Gatekeeper.cancelled((Statement) arguments[0]);
        break;
      case "connected":
        Gatekeeper.connected(
            (String) arguments[0], (Properties) arguments[1], (Connection) arguments[2]);
        break;
      case "xaConnection":
        Gatekeeper.xaConnection((Connection) arguments[0]);
        break;
      case "otherDriverFailed":
        CountedFailures.otherDriverFailed((String) arguments[0], (SQLException) arguments[1]);
        break;
      case "strictFailed":
        CountedFailures.strictFailed(
            (Statement) arguments[0],
            (String) arguments[1],
            (String) arguments[2],
            (SQLException) arguments[3]);
        break;
      case "copyFailed":
        CountedFailures.copyFailed(
            (Connection) arguments[0],
            (String) arguments[1],
            (String) arguments[2],
            (SQLException) arguments[3]);
        break;
      case "schemaManagement":
        MappingNews.schemaManagement(
            (Class<?>) arguments[0],
            arguments[1],
            arguments[2],
            (Map<?, ?>) arguments[3],
            (Boolean) arguments[4]);
        break;
      default:
        Gatekeeper.agentError("gate", new IllegalArgumentException(event));
    }
  }
}
