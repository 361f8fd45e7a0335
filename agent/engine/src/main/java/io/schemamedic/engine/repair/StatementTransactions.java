package io.schemamedic.engine.repair;

import io.schemamedic.engine.driver.ServiceConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A view of the caller's connection whose transactions are made by statements, and whose end is the
 * end of the borrowing. JDBC's own way would switch autocommit off: another thread that shares the
 * connection and looks at that flag just then would begin a transaction which nobody ever commits.
 */
final class StatementTransactions implements InvocationHandler {
  private static final String QUERY_CANCELED = "57014";

  private final Connection real;
  private final CallersPatience patience;
  private final AutoCloseable end;
  private boolean transactional;
  private boolean commitSent;
  private int savepoints;

  private StatementTransactions(Connection real, CallersPatience patience, AutoCloseable end) {
    this.real = real;
    this.patience = patience;
    this.end = end;
  }

  /**
   * The view.
   *
   * @param real in autocommit, outside of a transaction, and used by nobody else
   * @param patience when no further statement may begin, but for those that end a transaction and
   *     look at what it did
   * @param end what closing the view does
   */
  static Connection over(Connection real, CallersPatience patience, AutoCloseable end) {
    return (Connection)
        Proxy.newProxyInstance(
            StatementTransactions.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new StatementTransactions(real, patience, end));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "setAutoCommit":
        setTransactional(arguments == null || !Boolean.TRUE.equals(arguments[0]));
        return null;
      case "getAutoCommit":
        return !transactional;
      case "commit":
        commitSent = true;
        execute("COMMIT");
        return null;
      case "rollback":
        rollback(arguments);
        return null;
      case "setSavepoint":
        return savepoint(arguments);
      case "releaseSavepoint":
        execute("RELEASE SAVEPOINT " + name(arguments));
        return null;
      case "createStatement":
      case "prepareStatement":
        return statement(method, arguments);
      case "close":
        end.close();
        return null;
      case "createArrayOf":
      case "getMetaData":
      case "nativeSQL":
      case "isClosed":
        return onReal(method, arguments);
      default:
        // What else a connection can do might outlast the repair.
        throw new SQLFeatureNotSupportedException(method.getName());
    }
  }

  private void setTransactional(boolean wanted) throws SQLException {
    transactional = wanted;
    if (wanted) {
      beginIfNeeded();
    } else if (isInTransaction()) {
      execute("COMMIT");
    }
  }

  private Savepoint savepoint(Object @Nullable [] arguments) throws SQLException {
    if (arguments != null) {
      throw new SQLFeatureNotSupportedException("named savepoint");
    }
    beginIfNeeded();
    NumberedSavepoint savepoint = new NumberedSavepoint(++savepoints);
    execute("SAVEPOINT " + savepoint.getSavepointName());
    return savepoint;
  }

  private void rollback(Object @Nullable [] arguments) throws SQLException {
    if (arguments != null) {
      execute("ROLLBACK TO SAVEPOINT " + name(arguments));
    } else if (isInTransaction()) {
      execute("ROLLBACK");
    }
  }

  private static String name(Object @Nullable [] arguments) throws SQLException {
    return ((Savepoint) Objects.requireNonNull(arguments)[0]).getSavepointName();
  }

  private @Nullable Object statement(Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (!commitSent && patience.isOver()) {
      throw new SQLTimeoutException("The caller has waited long enough", QUERY_CANCELED);
    }
    beginIfNeeded();
    Object statement = onReal(method, arguments);
    ServiceConnection.neverKeepPrepared((Statement) Objects.requireNonNull(statement));
    return statement;
  }

  private void beginIfNeeded() throws SQLException {
    if (transactional && !isInTransaction()) {
      execute("BEGIN");
    }
  }

  private boolean isInTransaction() {
    return !"IDLE".equals(new ServiceConnection(real).transactionState());
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = real.createStatement()) {
      ServiceConnection.neverKeepPrepared(statement);
      statement.execute(command);
    }
  }

  private @Nullable Object onReal(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static final class NumberedSavepoint implements Savepoint {
    private final int number;

    NumberedSavepoint(int number) {
      this.number = number;
    }

    @Override
    public int getSavepointId() {
      return number;
    }

    @Override
    public String getSavepointName() {
      return "schema_medic_" + number;
    }
  }
}
