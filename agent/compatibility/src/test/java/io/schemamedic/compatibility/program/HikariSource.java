package io.schemamedic.compatibility.program;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** HikariCP. What it evicts it tells only its log; what it opens instead is counted here. */
public final class HikariSource implements PooledSource {
  private final AtomicLong opened = new AtomicLong();
  private final HikariDataSource pool;

  public HikariSource(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(SESSIONS);
    config.setMetricsTrackerFactory((name, stats) -> new OpenedSessions());
    pool = new HikariDataSource(config);
  }

  /** For what is wrapped around it. */
  DataSource dataSource() {
    return pool;
  }

  @Override
  public Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Map<String, Long> noticed() {
    return Map.of("opened", opened.get());
  }

  @Override
  public void close() {
    pool.close();
  }

  private final class OpenedSessions implements IMetricsTracker {
    @Override
    public void recordConnectionCreatedMillis(long millis) {
      opened.incrementAndGet();
    }
  }
}
