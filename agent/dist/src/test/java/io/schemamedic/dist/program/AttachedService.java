package io.schemamedic.dist.program;

import io.schemamedic.entry.Gate;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiFunction;

/**
 * Attaches the agent to itself after it has used the driver, and detaches it again, twice. Prints
 * after each step how many failures the gate has reported. Arguments: the URL of a database, the
 * agent's jar.
 */
public final class AttachedService {
  private AttachedService() {}

  /** Needs {@code -Djdk.attach.allowAttachSelf=true}. */
  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      fail(statement);
      System.out.println("before: fails as always");
      for (int round = 1; round <= 2; round++) {
        SelfAttach.loadAgent(arguments[1], "mode=observe;http.port=off");
        WeakReference<ClassLoader> loader = Observed.countFailures();
        fail(statement);
        System.out.println("attached: " + Observed.failures);
        SelfAttach.loadAgent(arguments[1], "detach");
        fail(statement);
        System.out.println("detached: " + Observed.failures);
        System.out.println("threads left: " + threadsOfTheAgent());
        System.out.println("loader collected: " + isCollected(loader));
      }
    }
  }

  private static void fail(Statement statement) throws SQLException {
    try {
      statement.execute("SELECT nothing FROM nowhere");
      throw new IllegalStateException("did not fail");
    } catch (SQLException e) {
      if (!"42P01".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static long threadsOfTheAgent() throws InterruptedException {
    long left = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("schema-medic")) {
        thread.join(5_000);
        left += thread.isAlive() ? 1 : 0;
      }
    }
    return left;
  }

  private static boolean isCollected(WeakReference<ClassLoader> reference)
      throws InterruptedException {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    return reference.get() == null;
  }

  /** Apart, because the gate comes with the agent's jar. */
  private static final class Observed {
    static int failures;

    /** Counts what passes the gate on its way to the engine. Returns the agent's loader. */
    @SuppressWarnings("unchecked")
    static WeakReference<ClassLoader> countFailures() throws Exception {
      SelfAttach.awaitEngine();
      Field field = Gate.class.getDeclaredField("handler");
      field.setAccessible(true);
      BiFunction<String, Object[], Object> real =
          (BiFunction<String, Object[], Object>) field.get(null);
      if (real == null) {
        throw new IllegalStateException("The engine has not started");
      }
      Gate.open(
          (event, arguments) -> {
            failures += event.equals("statementFailed") ? 1 : 0;
            return real.apply(event, arguments);
          });
      return new WeakReference<>(real.getClass().getClassLoader());
    }
  }
}
