package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.SessionFacts;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.driver.ConnectionLock;
import io.schemamedic.engine.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens repair sessions and has them prove that they stand in the database of the failing session.
 * The service's own session comes first, because only it can tell the service's search_path and
 * role; if another role is configured, that session is closed before the other is opened, so that
 * there is never more than one connection.
 */
public final class RepairSessions {
  /** Longest wait for another thread of the service that uses the same connection. */
  private static final Duration LOCK_PATIENCE = Duration.ofMillis(100);

  /** Between the server's own end of a statement and the end of patience with it. */
  private static final int SILENCE_MILLIS = 500;

  private final RepairRole role;
  private final int patienceSeconds;
  private final OpenSessions open = new OpenSessions();

  public RepairSessions(RepairRole role, int patienceSeconds) {
    this.role = role;
    this.patienceSeconds = patienceSeconds;
  }

  /**
   * Opens a session. Blocks while it connects.
   *
   * @param reportedSearchPath the failing session's, where the server reports it; null to take what
   *     a new session of the service has
   * @param callerPid the failing session's server process; 0 if unknown
   */
  public SessionResult open(
      ServiceTarget target, @Nullable String reportedSearchPath, int callerPid) {
    return open(target, reportedSearchPath, callerPid, null, role.isServices());
  }

  /** As {@link #open}, but always with the service's own role, to see what the service sees. */
  public SessionResult openAsService(
      ServiceTarget target, @Nullable String reportedSearchPath, int callerPid) {
    return open(target, reportedSearchPath, callerPid, null, true);
  }

  /**
   * Opens a session with the service's own role, to read what its database has.
   *
   * @param callerPid the server process of the service's newest session; 0 if unknown
   * @param knownIdentity of the database in which the service was found before; null if it is not
   *     known
   */
  public SessionResult openToCheck(
      ServiceTarget target, int callerPid, @Nullable String knownIdentity) {
    return open(target, null, callerPid, knownIdentity, true);
  }

  /**
   * Opens a session long after the call for which a plan was made.
   *
   * @param reportedSearchPath that call's; null to take what a new session of the service has
   * @param knownIdentity of the database for which the plan was made
   */
  public SessionResult openForPlan(
      ServiceTarget target, @Nullable String reportedSearchPath, String knownIdentity) {
    return open(target, reportedSearchPath, 0, knownIdentity, role.isServices());
  }

  private SessionResult open(
      ServiceTarget target,
      @Nullable String reportedSearchPath,
      int callerPid,
      @Nullable String knownIdentity,
      boolean asService) {
    Properties serviceProperties = target.properties();
    if (serviceProperties == null) {
      return notReachable("");
    }
    try {
      return prove(
          target, serviceProperties, reportedSearchPath, callerPid, knownIdentity, asService);
    } catch (SQLException e) {
      return SessionResult.failed("sqlstate " + e.getSQLState());
    }
  }

  /**
   * Opens a session for a service that connected before the agent was there, so that only the
   * failing connection can tell where the service stands. Without a role for repairs that
   * connection itself is borrowed, until the session is closed; with one, it is put back at once.
   * To be called and used by the caller's own thread: if the caller left before the end, both would
   * use it.
   */
  public SessionResult openForCaller(
      ServiceTarget target, Connection caller, CallersPatience patience) {
    if (!role.isServices() && !role.isComplete()) {
      // What is not configured is the service's, and that is not known.
      return notReachable("; repair.url and repair.user are not both configured");
    }
    try {
      ConnectionLock lock = ConnectionLock.tryLock(caller, patience.atMost(LOCK_PATIENCE));
      return lock == null
          ? notReachable("; its connection is busy, or its driver is older than 42.6")
          : borrow(target, new CallersSession(caller, lock, answerMillis(patience)), patience);
    } catch (SQLException e) {
      return SessionResult.failed("sqlstate " + e.getSQLState());
    }
  }

  /**
   * A server that is alive ends each statement by itself in the time that the caller has; one that
   * is silent for longer than that is away, and the caller's thread must not wait for it.
   */
  private int answerMillis(CallersPatience patience) {
    return (int) patience.atMost(Duration.ofSeconds(patienceSeconds)).toMillis() + SILENCE_MILLIS;
  }

  private SessionResult borrow(
      ServiceTarget target, CallersSession borrowed, CallersPatience patience) throws SQLException {
    boolean kept = false;
    RepairSession session;
    try {
      String objection = borrowed.begin();
      if (objection != null) {
        return notReachable("; " + objection);
      }
      Connection view = borrowed.view(patience);
      SessionFacts facts = RepairSession.factsOf(view, borrowed.searchPath(), patience);
      session =
          new RepairSession(view, forEveryRole(borrowed.searchPath(), facts), facts, patience);
      kept = role.isServices();
    } finally {
      if (!kept) {
        borrowed.close();
      }
    }
    return kept ? SessionResult.of(session) : withConfiguredRole(target, new Properties(), session);
  }

  /**
   * Ends all sessions of the agent's own, without a word to their servers. A session borrowed from
   * the service is none of them.
   */
  public void abortAll() {
    open.abortAll();
  }

  private static SessionResult notReachable(String why) {
    return SessionResult.refused(
        Reason.NO_REPAIR_SESSION, "the service connected before the agent was there" + why);
  }

  private SessionResult prove(
      ServiceTarget target,
      Properties serviceProperties,
      @Nullable String reportedSearchPath,
      int callerPid,
      @Nullable String knownIdentity,
      boolean asService)
      throws SQLException {
    Connection service =
        open.add(
            SessionOpener.open(
                target.driverLoader(), target.url(), serviceProperties, patienceSeconds));
    RepairSession session = null;
    try {
      String asked =
          reportedSearchPath == null ? RepairSession.searchPathOf(service) : reportedSearchPath;
      CallersPatience unlimited = CallersPatience.unlimited();
      SessionFacts facts = RepairSession.factsOf(service, asked, unlimited);
      String searchPath = forEveryRole(asked, facts);
      session = new RepairSession(service, searchPath, facts, unlimited);
      Optional<Boolean> sameDatabase =
          callerPid == 0 ? Optional.empty() : session.isInThisDatabase(callerPid);
      boolean proven =
          sameDatabase.orElse(!target.hasSeveralHosts() || facts.identity().equals(knownIdentity));
      if (!proven) {
        service.close();
        return notProven(target, facts);
      }
      if (asService) {
        return SessionResult.of(session);
      }
    } catch (SQLException | RuntimeException e) {
      service.close();
      throw e;
    }
    service.close();
    return withConfiguredRole(target, serviceProperties, session);
  }

  /** A service that is led to a standby is most likely on it, and we may be on another server. */
  private static SessionResult notProven(ServiceTarget target, SessionFacts facts) {
    String wanted = target.wantedServer();
    if (facts.isInRecovery()) {
      return SessionResult.refused(Reason.STANDBY, "in recovery");
    }
    return wanted.isEmpty()
        ? SessionResult.refused(Reason.WRONG_DATABASE, "")
        : SessionResult.refused(Reason.STANDBY, "targetServerType=" + wanted);
  }

  private SessionResult withConfiguredRole(
      ServiceTarget target, Properties serviceProperties, RepairSession seenByService)
      throws SQLException {
    Connection connection =
        open.add(
            SessionOpener.open(
                target.driverLoader(),
                role.url(target),
                role.properties(serviceProperties),
                (int)
                    seenByService
                        .patience()
                        .atMost(Duration.ofSeconds(patienceSeconds))
                        .getSeconds()));
    RepairSession session = seenByService.over(connection);
    try {
      return session.isServicesDatabase() ? SessionResult.of(session) : refuseAndClose(session);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static SessionResult refuseAndClose(RepairSession session) throws SQLException {
    session.close();
    return SessionResult.refused(Reason.WRONG_DATABASE, "");
  }

  /** {@code "$user"} means the service's role, whoever repairs. */
  private static String forEveryRole(String searchPath, SessionFacts service) {
    return searchPath.replace("\"$user\"", Identifier.of(service.currentUser()).sql());
  }
}
