package io.schemamedic.compatibility.program;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** The wrapper datasource-proxy around HikariCP. */
public final class DatasourceProxySource implements PooledSource {
  private final AtomicLong failedCalls = new AtomicLong();
  private final HikariSource pool;
  private final DataSource proxy;

  public DatasourceProxySource(String url) {
    pool = new HikariSource(url);
    proxy = ProxyDataSourceBuilder.create(pool.dataSource()).listener(new FailedCalls()).build();
  }

  @Override
  public Connection borrow() throws SQLException {
    return proxy.getConnection();
  }

  @Override
  public Map<String, Long> noticed() {
    return Map.of("failed calls", failedCalls.get(), "opened", pool.noticed().get("opened"));
  }

  @Override
  public void close() {
    pool.close();
  }

  private final class FailedCalls implements QueryExecutionListener {
    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      if (!execution.isSuccess()) {
        failedCalls.incrementAndGet();
      }
    }
  }
}
