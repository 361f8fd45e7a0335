package io.schemamedic.compatibility.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** No pool: a session for each caller. */
public final class DriverManagerSource implements PooledSource {
  private final String url;

  public DriverManagerSource(String url) {
    this.url = url;
  }

  @Override
  public Connection borrow() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public int kept() {
    return 0;
  }

  @Override
  public Map<String, Long> noticed() {
    return Map.of();
  }

  @Override
  public void close() {}
}
