package io.schemamedic.engine.repair;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection on which something happens just before a call reaches the driver. */
final class Interception {

  private Interception() {}

  /** What happens before a call; what it throws is thrown instead of calling. */
  interface Before {
    void call(String method, Object[] arguments) throws SQLException;
  }

  static Connection of(Connection session, Before before) {
    return (Connection)
        Proxy.newProxyInstance(
            Interception.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              before.call(method.getName(), arguments);
              try {
                return method.invoke(session, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
