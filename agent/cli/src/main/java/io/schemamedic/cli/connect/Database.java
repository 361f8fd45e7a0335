package io.schemamedic.cli.connect;

import io.schemamedic.cli.arguments.Arguments;
import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.Timeout;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.engine.repair.SessionOpener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The database that a command is about. It is read over one session, which only reads, in bounded
 * time. Used by one thread.
 */
public final class Database {
  private static final String DEFAULT_TIMEOUT = "30s";

  private final JdbcUrl url;
  private final Properties credentials;
  private final Timeout timeout;
  private final GivenClassPath classPath;

  private Database(JdbcUrl url, Properties credentials, Timeout timeout, GivenClassPath classPath) {
    this.url = url;
    this.credentials = credentials;
    this.timeout = timeout;
    this.classPath = classPath;
  }

  /**
   * Understands what was given, without connecting.
   *
   * @throws UsageException with everything that is wrong with what was given
   */
  public static Database of(
      Arguments arguments, Map<String, String> environment, GivenClassPath classPath)
      throws UsageException {
    List<String> problems = new ArrayList<>();
    Properties credentials = new Properties();
    JdbcUrl url = null;
    Timeout timeout = null;
    try {
      url = JdbcUrl.parse(arguments.value(Option.URL).orElse(""));
      if (arguments.has(Option.USER) && url.namesUser()) {
        problems.add("--user is given, and a user in --url as well");
      }
    } catch (UsageException e) {
      problems.addAll(e.problems());
    }
    try {
      arguments.value(Option.USER).ifPresent(user -> credentials.setProperty("user", user));
      Password.find(arguments, environment)
          .ifPresent(password -> credentials.setProperty("password", password));
      classPath.requireDriver();
    } catch (UsageException e) {
      problems.addAll(e.problems());
    }
    try {
      timeout = Timeout.of(arguments, DEFAULT_TIMEOUT);
    } catch (UsageException e) {
      problems.addAll(e.problems());
    }
    if (url == null || timeout == null || !problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return new Database(url, credentials, timeout, classPath);
  }

  /** What is done with the session, which is in autocommit and reads only. */
  public interface Reading<T> {
    T read(Connection connection, Duration timeout) throws SQLException;
  }

  /**
   * Connects, reads, and closes the session, all within the timeout. The session is also closed if
   * the process is told to end.
   *
   * @throws DatabaseFailure if that was not possible, or not to the end
   */
  public <T> T read(Reading<T> reading) throws DatabaseFailure {
    ReadingSession session = new ReadingSession();
    FutureTask<T> task = new FutureTask<>(() -> connectAndRead(session, reading));
    Thread worker = new Thread(task, "schema-medic database");
    worker.setDaemon(true);
    Thread atExit = new Thread(session::abort, "schema-medic end");
    Runtime.getRuntime().addShutdownHook(atExit);
    worker.start();
    try {
      return task.get(timeout.duration().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      boolean connected = session.isOpen();
      session.abort();
      throw DatabaseFailure.tooSlow(url, connected, timeout.toString());
    } catch (InterruptedException e) {
      session.abort();
      Thread.currentThread().interrupt();
      throw DatabaseFailure.tooSlow(url, session.isOpen(), timeout.toString());
    } catch (ExecutionException e) {
      throw failure(e.getCause(), session.isOpen());
    } finally {
      removeHook(atExit);
    }
  }

  private <T> T connectAndRead(ReadingSession session, Reading<T> reading) throws SQLException {
    Duration longest = timeout.duration();
    Connection connection =
        SessionOpener.open(classPath.loader(), url.text(), credentials, (int) longest.getSeconds());
    session.opened(connection);
    try {
      connection.setReadOnly(true);
      return reading.read(connection, longest);
    } finally {
      session.close();
    }
  }

  private DatabaseFailure failure(@Nullable Throwable cause, boolean connected) {
    if (cause instanceof SQLException) {
      String password = credentials.getProperty("password", "");
      return connected
          ? DatabaseFailure.during(url, (SQLException) cause, password)
          : DatabaseFailure.unreachable(url, (SQLException) cause, password);
    }
    if (cause instanceof Error) {
      throw (Error) cause;
    }
    throw new IllegalStateException("Reading the catalog failed", cause);
  }

  private static void removeHook(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook at its work.
      return;
    }
  }

  /** Host, port and name, for people. */
  @Override
  public String toString() {
    return url.toString();
  }
}
