package io.schemamedic.dist.program;

import io.schemamedic.entry.Engine;
import io.schemamedic.entry.FailedCall;
import io.schemamedic.entry.Gate;
import io.schemamedic.entry.HibernateMapping;
import io.schemamedic.entry.OtherDriver;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

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
        WeakReference<ClassLoader> loader = Observed.replaceEngine();
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

  /** Apart, because these classes come with the agent's jar. */
  private static final class Observed {
    static int failures;

    /** Waits for the real engine and puts a counting one in its place. Returns its loader. */
    static WeakReference<ClassLoader> replaceEngine() throws Exception {
      SelfAttach.awaitEngine();
      Field field = Gate.class.getDeclaredField("engine");
      field.setAccessible(true);
      Object real = field.get(null);
      if (real == null) {
        throw new IllegalStateException("The engine has not started");
      }
      Gate.open(new CountingEngine());
      return new WeakReference<>(real.getClass().getClassLoader());
    }
  }

  private static final class CountingEngine implements Engine {
    @Override
    public @Nullable Object failed(FailedCall call) {
      Observed.failures++;
      return null;
    }

    @Override
    public void repeated(Object previous) {}

    @Override
    public void otherDriverFailed(OtherDriver driver, SQLException thrown) {}

    @Override
    public void connected(String url, Properties properties, Connection connection) {}

    @Override
    public void mapped(HibernateMapping mapping, boolean over) {}

    @Override
    public void handOut(Connection connection) {}

    @Override
    public void agentError(String where, Throwable error) {}

    @Override
    public void close() {}
  }
}
