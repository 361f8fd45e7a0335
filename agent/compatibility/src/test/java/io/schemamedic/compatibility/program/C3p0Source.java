package io.schemamedic.compatibility.program;

import com.mchange.v2.c3p0.AbstractConnectionTester;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.mchange.v2.c3p0.impl.DefaultConnectionTester;
import java.beans.PropertyVetoException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** C3p0 with its cache of statements. It tests a session whenever it sees an exception. */
public final class C3p0Source implements PooledSource {
  private static final AtomicLong SEEN_EXCEPTIONS = new AtomicLong();

  private final ComboPooledDataSource pool = new ComboPooledDataSource();

  public C3p0Source(String url) throws PropertyVetoException {
    pool.setJdbcUrl(url);
    pool.setInitialPoolSize(SESSIONS);
    pool.setMinPoolSize(SESSIONS);
    pool.setMaxPoolSize(SESSIONS);
    pool.setMaxStatements(20 * SESSIONS);
    pool.setConnectionTesterClassName(Tester.class.getName());
  }

  @Override
  public Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Map<String, Long> noticed() throws SQLException {
    return Map.of(
        "seen exceptions", SEEN_EXCEPTIONS.get(),
        "failed checkouts", pool.getNumFailedCheckoutsDefaultUser(),
        "failed checkins", pool.getNumFailedCheckinsDefaultUser(),
        "failed idle tests", pool.getNumFailedIdleTestsDefaultUser());
  }

  @Override
  public void close() {
    pool.close();
  }

  /** The pool's own, counted; named in the pool's configuration. */
  public static final class Tester extends AbstractConnectionTester {
    private static final long serialVersionUID = 1;

    private final DefaultConnectionTester tester = new DefaultConnectionTester();

    @Override
    public int activeCheckConnection(Connection connection, String query, Throwable[] rootCause) {
      return tester.activeCheckConnection(connection, query, rootCause);
    }

    @Override
    public int statusOnException(
        Connection connection, Throwable seen, String query, Throwable[] rootCause) {
      SEEN_EXCEPTIONS.incrementAndGet();
      return tester.statusOnException(connection, seen, query, rootCause);
    }
  }
}
