package io.schemamedic.engine.repair;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens the agent's own sessions with the service's own driver. The properties are the service's,
 * except for those that would make the session behave otherwise than the repair needs.
 */
public final class SessionOpener {
  private static final String DRIVER = "org.postgresql.Driver";

  private SessionOpener() {}

  /**
   * Opens a session.
   *
   * @param driverLoader of the service's driver; null if that is gone
   * @param patienceSeconds for connecting, and for every answer of the server; at least 1
   * @throws SQLException if the driver cannot be used or the server not be reached
   */
  public static Connection open(
      @Nullable ClassLoader driverLoader, String url, Properties base, int patienceSeconds)
      throws SQLException {
    if (driverLoader == null) {
      throw new SQLException("The application that brought the driver is gone", "08001");
    }
    Properties own = ownProperties(Math.max(1, patienceSeconds));
    Properties properties = new Properties();
    properties.putAll(base);
    properties.putAll(own);
    Connection connection =
        driver(driverLoader)
            .connect(UrlParameters.without(own.stringPropertyNames(), url), properties);
    if (connection == null) {
      throw new SQLException("The driver does not accept the URL", "08001");
    }
    return connection;
  }

  static Properties ownProperties(int patienceSeconds) {
    String patience = Integer.toString(patienceSeconds);
    Properties own = new Properties();
    own.setProperty("ApplicationName", "schema-medic");
    own.setProperty("connectTimeout", patience);
    own.setProperty("socketTimeout", patience);
    // With a login timeout the driver connects in a thread of its own.
    own.setProperty("loginTimeout", "0");
    own.setProperty("autosave", "never");
    own.setProperty("preferQueryMode", "extended");
    // Behind a pooler the next transaction may run on another server session.
    own.setProperty("prepareThreshold", "0");
    own.setProperty("readOnly", "false");
    // For those who only read: each of their transactions begins as one that cannot write.
    own.setProperty("readOnlyMode", "transaction");
    return own;
  }

  private static Driver driver(ClassLoader loader) throws SQLException {
    try {
      return (Driver) Class.forName(DRIVER, true, loader).getDeclaredConstructor().newInstance();
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new SQLException("The service's driver could not be used", "08001", e);
    }
  }
}
