package io.schemamedic.compatibility.program;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Agroal, which asks for each exception that it sees whether the session is lost. It opens sessions
 * when they are asked for: while it fills itself at start, a caller may wait for all of its
 * patience for a session that is there.
 */
public final class AgroalSource implements PooledSource {
  private final AtomicLong seenExceptions = new AtomicLong();
  private final AgroalDataSource pool;

  public AgroalSource(String url) throws SQLException {
    PostgreSQLExceptionSorter sorter = new PostgreSQLExceptionSorter();
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(
                    sessions ->
                        sessions
                            .maxSize(SESSIONS)
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .exceptionSorter(
                                seen -> {
                                  seenExceptions.incrementAndGet();
                                  return sorter.isFatal(seen);
                                })
                            .connectionFactoryConfiguration(session -> session.jdbcUrl(url))));
  }

  @Override
  public Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public Map<String, Long> noticed() {
    AgroalDataSourceMetrics metrics = pool.getMetrics();
    return Map.of(
        "seen exceptions", seenExceptions.get(),
        "flushed", metrics.flushCount(),
        "invalid", metrics.invalidCount(),
        "destroyed", metrics.destroyCount());
  }

  @Override
  public void close() {
    pool.close();
  }
}
