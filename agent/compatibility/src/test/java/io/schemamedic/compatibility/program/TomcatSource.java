package io.schemamedic.compatibility.program;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.interceptor.SlowQueryReport;
import org.apache.tomcat.jdbc.pool.interceptor.StatementCache;

/** Tomcat's pool with its cache of prepared statements and its report of queries. */
public final class TomcatSource implements PooledSource {
  private static final AtomicLong FAILED_QUERIES = new AtomicLong();

  private final DataSource pool = new DataSource();

  public TomcatSource(String url) {
    pool.setDriverClassName("org.postgresql.Driver");
    pool.setUrl(url);
    pool.setInitialSize(SESSIONS);
    pool.setMaxActive(SESSIONS);
    pool.setMaxIdle(SESSIONS);
    pool.setMinIdle(SESSIONS);
    pool.setTestOnBorrow(true);
    pool.setValidationQuery("SELECT 1");
    pool.setValidationInterval(0);
    pool.setJdbcInterceptors(
        StatementCache.class.getName() + ";" + FailedQueryReport.class.getName());
  }

  @Override
  public Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Map<String, Long> noticed() throws SQLException {
    return Map.of(
        "failed queries", FAILED_QUERIES.get(),
        "reconnected", pool.createPool().getReconnectedCount(),
        "released", pool.createPool().getReleasedCount(),
        "abandoned", pool.createPool().getRemoveAbandonedCount());
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Named in the pool's configuration, which makes one for each session. */
  public static final class FailedQueryReport extends SlowQueryReport {
    @Override
    protected String reportFailedQuery(
        String query, Object[] arguments, String name, long start, Throwable failure) {
      FAILED_QUERIES.incrementAndGet();
      return super.reportFailedQuery(query, arguments, name, start, failure);
    }
  }
}
