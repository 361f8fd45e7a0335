package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Attaches the agent to itself and detaches it, again and again, while callers are at work. Each
 * time it needs a table that is missing. Prints what it holds on to before and after, and after the
 * driver's classes were made anew as often without the agent, at which the JVM links their lambdas
 * again. Needs {@code -Djdk.attach.allowAttachSelf=true}.
 */
public final class AttachCycles {
  private static final int CALLERS = 3;

  /** What the JVM, the driver and the first agents make once and keep. */
  private static final int CYCLES_BEFORE = 3;

  private final String jar;
  private final String options;
  private final Statement statement;
  private int healed;
  private int refused;

  private AttachCycles(String jar, String options, Statement statement) {
    this.jar = jar;
    this.options = options;
    this.statement = statement;
  }

  /**
   * @param arguments URL, jar, options, number of cycles; an agent that has the driver's classes
   *     made anew and changes nothing, and its argument
   */
  public static void main(String[] arguments) throws Exception {
    int cycles = Integer.parseInt(arguments[3]);
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE load (id int)");
      AttachCycles program = new AttachCycles(arguments[1], arguments[2], statement);
      CallsUnderLoad load = new CallsUnderLoad(arguments[0]);
      load.start(CALLERS);
      for (int i = 0; i < CYCLES_BEFORE; i++) {
        program.cycle(i);
      }
      System.out.println("before " + Footprint.now().toLine());
      long began = System.nanoTime();
      long calls = load.calls();
      program.healed = 0;
      program.refused = 0;
      for (int i = 0; i < cycles; i++) {
        program.cycle(i);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      calls = load.calls() - calls;
      System.out.println("after " + Footprint.now().toLine());
      for (int i = 0; i < 2 * cycles; i++) {
        SelfAttach.loadAgent(arguments[4], arguments[5]);
        DriverManager.getConnection(arguments[0]).close();
      }
      System.out.println("control " + Footprint.now().toLine());
      load.end();
      System.out.println(
          "cycles="
              + cycles
              + " millis="
              + millis
              + " calls="
              + calls
              + " failures="
              + load.failures()
              + " healed="
              + program.healed
              + " refused="
              + program.refused);
      load.surprises().stream().limit(10).forEach(System.out::println);
    }
  }

  /** Every third agent has to go while it is still starting. */
  private void cycle(int number) throws Exception {
    SelfAttach.loadAgent(jar, options);
    if (number % 3 < 2) {
      SelfAttach.awaitEngine();
      healed += needTable() ? 1 : 0;
    }
    SelfAttach.loadAgent(jar, "detach");
    refused += needTable() ? 0 : 1;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("schema-medic")) {
        throw new IllegalStateException("left behind: " + thread);
      }
    }
  }

  private boolean needTable() throws SQLException {
    statement.execute("DROP TABLE IF EXISTS tag");
    try {
      statement.execute("INSERT INTO tag (id) VALUES (1)");
      return true;
    } catch (SQLException e) {
      if (!e.getSQLState().equals("42P01")) {
        throw e;
      }
      return false;
    }
  }
}
