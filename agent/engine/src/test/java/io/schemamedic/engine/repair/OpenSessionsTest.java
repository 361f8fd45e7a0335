package io.schemamedic.engine.repair;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {
  private final OpenSessions sessions = new OpenSessions();
  private final List<String> calls = new ArrayList<>();

  @Test
  void sessionInUseIsAborted() throws SQLException {
    Connection inUse = sessions.add(session());

    sessions.abortAll();

    assertThat(calls).containsExactly("abort");
    assertThat(inUse.isClosed()).isFalse();
  }

  /** It would keep its driver's class loader, and with it an undeployed application. */
  @Test
  void sessionThatNobodyUsesIsNotKept() throws SQLException {
    WeakReference<Connection> gone = new WeakReference<>(session());
    sessions.add(requireNonNull(gone.get()));

    for (int i = 0; i < 100 && gone.get() != null; i++) {
      System.gc();
    }
    assertThat(gone.get()).isNull();
  }

  private Connection session() {
    List<String> heard = calls;
    return (Connection)
        Proxy.newProxyInstance(
            OpenSessionsTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isClosed")) {
                return false;
              }
              heard.add(method.getName());
              return null;
            });
  }
}
