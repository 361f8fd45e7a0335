package io.schemamedic.engine.repair;

import io.schemamedic.engine.driver.ServiceConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a server session looks like from inside: which process it is, as whom it acts, and what was
 * set in it. Compared before and after the agent has used the caller's session. Immutable.
 */
final class SessionState {
  /**
   * May have been set in the session: none changes what a declared table becomes, and those that
   * limit the repair are set by the repair itself.
   */
  private static final Set<String> HARMLESS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "application_name",
                  "client_min_messages",
                  "default_transaction_isolation",
                  "default_transaction_read_only",
                  "extra_float_digits",
                  "idle_in_transaction_session_timeout",
                  "idle_session_timeout",
                  "lock_timeout",
                  "search_path",
                  "statement_timeout",
                  "synchronous_commit",
                  "transaction_timeout",
                  "work_mem")));

  /** Begin anew with every transaction, though the server counts them as set in the session. */
  private static final Set<String> OF_A_TRANSACTION =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "transaction_deferrable", "transaction_isolation", "transaction_read_only")));

  private final int pid;
  private final String currentUser;
  private final String sessionUser;
  private final String searchPath;
  private final Map<String, String> set;

  private SessionState(
      int pid, String currentUser, String sessionUser, String searchPath, Map<String, String> set) {
    this.pid = pid;
    this.currentUser = currentUser;
    this.sessionUser = sessionUser;
    this.searchPath = searchPath;
    this.set = set;
  }

  /**
   * Asks without an operator or a type's name: with the caller's search_path in force, both could
   * be somebody's own. The number makes sure that it is this query which the server has answered.
   *
   * @throws SQLException also if the answer is another query's
   */
  static SessionState read(Connection connection) throws SQLException {
    int number = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    int pid = 0;
    String currentUser = "";
    String sessionUser = "";
    String searchPath = null;
    Map<String, String> set = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      ServiceConnection.neverKeepPrepared(statement);
      ResultSet row =
          statement.executeQuery(
              "SELECT s.name, s.setting, s.source, pg_catalog.pg_backend_pid(), current_user,"
                  + " session_user, "
                  + number
                  + " FROM pg_catalog.pg_settings s");
      while (row.next()) {
        if (row.getInt(7) != number) {
          throw new SQLException("The answer belongs to another query", "08P01");
        }
        String name = row.getString(1);
        pid = row.getInt(4);
        currentUser = row.getString(5);
        sessionUser = row.getString(6);
        if (name.equals("search_path")) {
          searchPath = row.getString(2);
        }
        if ("session".equals(row.getString(3)) && !OF_A_TRANSACTION.contains(name)) {
          set.put(name, String.valueOf(row.getString(2)));
        }
      }
    }
    if (searchPath == null) {
      throw new SQLException("The server does not tell its settings", "08P01");
    }
    return new SessionState(pid, currentUser, sessionUser, searchPath, set);
  }

  /** In the form that SET understands. */
  String searchPath() {
    return searchPath;
  }

  /**
   * Why DDL in this session could become something else than in a fresh one; null if it could not.
   *
   * @param driversPid the process with which the driver believes to be connected
   */
  @Nullable String objection(int driversPid) {
    if (pid != driversPid) {
      return "its session is behind a pooler";
    }
    if (!currentUser.equals(sessionUser)) {
      return "its session has another role than at login";
    }
    for (String name : set.keySet()) {
      if (!HARMLESS.contains(name)) {
        return "its session has its own " + name;
      }
    }
    return null;
  }

  boolean isSame(SessionState other) {
    return pid == other.pid
        && currentUser.equals(other.currentUser)
        && sessionUser.equals(other.sessionUser)
        && searchPath.equals(other.searchPath)
        && set.equals(other.set);
  }
}
