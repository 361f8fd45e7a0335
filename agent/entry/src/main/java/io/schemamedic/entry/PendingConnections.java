package io.schemamedic.entry;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/**
 * Connections that the service has opened while the engine was starting. Bounded, because a pool
 * may open hundreds and the first few tell everything. Not thread-safe: guarded by its owner.
 */
final class PendingConnections {
  private static final int MAXIMUM = 16;

  private List<Object[]> calls = new ArrayList<>();

  void add(String url, Properties properties, Connection connection) {
    if (calls.size() < MAXIMUM) {
      calls.add(new Object[] {url, properties.clone(), connection});
    }
  }

  /** Takes all that are waiting. */
  List<Object[]> takeAll() {
    if (calls.isEmpty()) {
      return Collections.emptyList();
    }
    List<Object[]> taken = calls;
    calls = new ArrayList<>();
    return taken;
  }

  static void deliver(Object[] call, Engine engine) {
    engine.connected((String) call[0], (Properties) call[1], (Connection) call[2]);
  }
}
