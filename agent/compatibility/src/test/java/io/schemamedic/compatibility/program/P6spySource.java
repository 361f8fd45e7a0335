package io.schemamedic.compatibility.program;

import com.p6spy.engine.common.StatementInformation;
import com.p6spy.engine.event.SimpleJdbcEventListener;
import com.p6spy.engine.spy.P6DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** P6spy around HikariCP. */
public final class P6spySource implements PooledSource {
  private final AtomicLong failedCalls = new AtomicLong();
  private final HikariSource pool;
  private final P6DataSource spy;

  public P6spySource(String url) {
    pool = new HikariSource(url);
    spy = new P6DataSource(pool.dataSource());
    FailedCalls listener = new FailedCalls();
    spy.setJdbcEventListenerFactory(() -> listener);
  }

  @Override
  public Connection borrow() throws SQLException {
    return spy.getConnection();
  }

  @Override
  public Map<String, Long> noticed() {
    return Map.of("failed calls", failedCalls.get(), "opened", pool.noticed().get("opened"));
  }

  @Override
  public void close() {
    pool.close();
  }

  private final class FailedCalls extends SimpleJdbcEventListener {
    @Override
    public void onAfterAnyExecute(
        StatementInformation statement, long nanos, SQLException failure) {
      count(failure);
    }

    @Override
    public void onAfterExecuteBatch(
        StatementInformation statement, long nanos, int[] counts, SQLException failure) {
      count(failure);
    }

    private void count(SQLException failure) {
      if (failure != null) {
        failedCalls.incrementAndGet();
      }
    }
  }
}
