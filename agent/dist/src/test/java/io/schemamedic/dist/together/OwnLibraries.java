package io.schemamedic.dist.together;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A service that uses the very libraries which the agent brings, in versions of its own. Prints
 * where it has them from and what they do, and ends with its input. Argument: the URL.
 */
public final class OwnLibraries {
  static final String READY = "ready";

  private OwnLibraries() {}

  /** Needs the column that is missing. */
  public static void main(String[] arguments)
      throws SQLException, IOException, ReflectiveOperationException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.counter("orders").increment();
    tellHome(ByteBuddy.class);
    tellHome(PrometheusMeterRegistry.class);
    tellHome(CollectorRegistry.class);
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      System.out.println(
          "inserted " + statement.executeUpdate("INSERT INTO note (id, text) VALUES (2, 'a')"));
    }
    Object made =
        new ByteBuddy()
            .subclass(Object.class)
            .method(ElementMatchers.named("toString"))
            .intercept(FixedValue.value("of Byte Buddy"))
            .make()
            .load(OwnLibraries.class.getClassLoader())
            .getLoaded()
            .getDeclaredConstructor()
            .newInstance();
    System.out.println("made " + made);
    registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> System.out.println("metric " + line));
    System.out.println(READY);
    System.in.read();
  }

  private static void tellHome(Class<?> type) {
    String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    System.out.println(
        jar.substring(jar.lastIndexOf('/') + 1) + ", named " + type.getModule().isNamed());
  }
}
