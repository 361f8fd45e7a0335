package io.schemamedic.dist.program;

import io.schemamedic.entry.Gate;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/**
 * Prints what the service sees of the agent, and what the agent sees of the service. Argument: the
 * URL of a database.
 */
public final class IsolationProbe {
  private IsolationProbe() {}

  /** Prints one line per question. */
  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      connection.isValid(1);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("schema-medic-start")) {
        thread.join();
      }
    }
    ClassLoader service = IsolationProbe.class.getClassLoader();
    for (String name :
        List.of(
            "io.schemamedic.entry.Gate",
            "io.schemamedic.engine.runtime.EngineStarter",
            "io.schemamedic.shaded.bytebuddy.ByteBuddy",
            "net.bytebuddy.ByteBuddy")) {
      System.out.println("service sees " + name + ": " + sees(service, name));
    }
    System.out.println(
        "service sees the engine's class file: "
            + (service.getResource("io/schemamedic/engine/runtime/EngineStarter.class") != null));
    ClassLoader agent = agentLoader();
    for (String name :
        List.of(
            "io.schemamedic.engine.runtime.EngineStarter",
            "java.sql.Connection",
            "com.sun.net.httpserver.HttpServer",
            IsolationProbe.class.getName(),
            "org.postgresql.Driver")) {
      System.out.println("agent sees " + name + ": " + sees(agent, name));
    }
    System.out.println(
        "service sees the gate that is open: "
            + (Class.forName("io.schemamedic.entry.Gate", false, service) == Gate.class));
    System.out.println(
        "agent sees the driver's service file: "
            + agent.getResources("META-INF/services/java.sql.Driver").hasMoreElements());
  }

  /** The loader of the engine, which the one of the entry behind the gate cannot see. */
  private static ClassLoader agentLoader() throws ReflectiveOperationException {
    Object handler = valueOf(Gate.class, "handler");
    Class<?> gatekeeper =
        Class.forName(
            "io.schemamedic.entry.Gatekeeper", false, handler.getClass().getClassLoader());
    return valueOf(gatekeeper, "engine").getClass().getClassLoader();
  }

  private static Object valueOf(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    Object value = field.get(null);
    if (value == null) {
      throw new IllegalStateException("The engine has not started");
    }
    return value;
  }

  private static boolean sees(ClassLoader loader, String name) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
