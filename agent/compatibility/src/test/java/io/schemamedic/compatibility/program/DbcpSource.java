package io.schemamedic.compatibility.program;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.commons.dbcp2.BasicDataSource;

/** Commons DBCP with its cache of prepared statements. */
public final class DbcpSource implements PooledSource {
  private final BasicDataSource pool = new BasicDataSource();

  public DbcpSource(String url) {
    pool.setUrl(url);
    pool.setInitialSize(SESSIONS);
    pool.setMaxTotal(SESSIONS);
    pool.setMaxIdle(SESSIONS);
    pool.setPoolPreparedStatements(true);
    pool.setFastFailValidation(true);
  }

  @Override
  public Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Map<String, Long> noticed() {
    return Map.of(
        "destroyed", pool.getConnectionPool().getDestroyedCount(),
        "found broken", pool.getConnectionPool().getDestroyedByBorrowValidationCount());
  }

  @Override
  public void close() throws SQLException {
    pool.close();
  }
}
