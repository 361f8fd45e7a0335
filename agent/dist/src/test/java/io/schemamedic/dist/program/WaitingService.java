package io.schemamedic.dist.program;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.postgresql.jdbc.PgStatement;

/**
 * A service whose calls are disturbed while they wait, told line by line; each call on a thread and
 * a connection of its own. Argument: URL. Says {@code ready} when it has connected once.
 *
 * <p>{@code call ID FORM TIMEOUT SQL} executes in one of the {@link Form}s, with a query timeout in
 * milliseconds or 0 for none, and answers {@code ID ENDED MILLIS INTERRUPTED MESSAGE}: {@code ok}
 * or the SQLSTATE, how long it took, the thread's interrupt flag, and the first line of the
 * exception with underscores for spaces. Then it answers {@code next-ID NEXT}: how {@code SELECT 1}
 * ended on the same connection. {@code interrupt}, {@code cancel}, {@code close}, {@code
 * disconnect} and {@code abort} with an ID disturb a call. {@code set KEY VALUE} sets a system
 * property, {@code clear KEY} clears it, {@code reached KEY} answers {@code reached} when it is
 * set. {@code threads} answers {@code threads} and the names of the agent's threads. {@code detach
 * JAR} detaches the agent and answers {@code detached MILLIS}. Ends at the end of its input, or by
 * {@code exit}.
 */
public final class WaitingService {
  /** How a call executes. */
  public enum Form {
    /** {@code Statement.execute}, autocommit. */
    PLAIN,
    /** As before, on a thread that is interrupted already. */
    INTERRUPTED,
    /** {@code PreparedStatement.executeBatch}, autocommit; an entry with 1 and one with 2. */
    BATCH,
    /** The first statement of a transaction, not committed. */
    TRANSACTION
  }

  private final String url;
  private final Map<String, Call> calls = new HashMap<>();

  private WaitingService(String url) {
    this.url = url;
  }

  /** Follows its input. */
  public static void main(String[] arguments) throws Exception {
    DriverManager.getConnection(arguments[0]).close();
    System.out.println("ready");
    new WaitingService(arguments[0]).follow();
  }

  private void follow() throws Exception {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", 5);
      switch (words[0]) {
        case "call" -> begin(words);
        case "interrupt" -> call(words[1]).thread.interrupt();
        case "cancel" -> call(words[1]).statement.cancel();
        case "close" -> call(words[1]).statement.close();
        case "disconnect" -> call(words[1]).connection.close();
        case "abort" -> call(words[1]).connection.abort(Runnable::run);
        case "set" -> System.setProperty(words[1], line.split(" ", 3)[2]);
        case "clear" -> System.clearProperty(words[1]);
        case "threads" -> System.out.println("threads " + agentsThreads());
        case "detach" -> detach(words[1]);
        case "reached" -> awaitProperty(words[1]);
        case "exit" -> System.exit(0);
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private Call call(String id) {
    return requireNonNull(calls.get(id));
  }

  private static String agentsThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("schema-medic"))
        .map(name -> name.replace(' ', '_'))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static void detach(String jar) throws Exception {
    long began = System.nanoTime();
    SelfAttach.loadAgent(jar, "detach");
    System.out.println("detached " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
  }

  private static void awaitProperty(String key) {
    while (System.getProperty(key) == null) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    System.out.println("reached " + key);
  }

  private void begin(String[] words) throws SQLException {
    Call call = new Call(Form.valueOf(words[2]), DriverManager.getConnection(url), words[4]);
    call.statement.unwrap(PgStatement.class).setQueryTimeoutMs(Long.parseLong(words[3]));
    calls.put(words[1], call);
    call.thread =
        new Thread(
            () -> {
              System.out.println(words[1] + " " + call.run());
              System.out.println("next-" + words[1] + " " + call.next());
            },
            words[1]);
    call.thread.setDaemon(true);
    call.thread.start();
  }

  private static final class Call {
    private final Form form;
    private final Connection connection;
    private final String sql;
    private final Statement statement;
    private Thread thread = Thread.currentThread();

    Call(Form form, Connection connection, String sql) throws SQLException {
      this.form = form;
      this.connection = connection;
      this.sql = sql;
      connection.setAutoCommit(form != Form.TRANSACTION);
      this.statement =
          form == Form.BATCH ? connection.prepareStatement(sql) : connection.createStatement();
    }

    String run() {
      if (form == Form.INTERRUPTED) {
        Thread.currentThread().interrupt();
      }
      String ended = "ok";
      String message = "-";
      long began = System.nanoTime();
      try {
        execute();
      } catch (SQLException e) {
        ended = String.valueOf(e.getSQLState());
        message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").replace(' ', '_');
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      boolean interrupted = Thread.interrupted();
      return ended + " " + millis + " " + interrupted + " " + message;
    }

    private void execute() throws SQLException {
      if (statement instanceof PreparedStatement batch) {
        for (int entry = 1; entry <= 2; entry++) {
          batch.setInt(1, entry);
          batch.addBatch();
        }
        batch.executeBatch();
      } else {
        statement.execute(sql);
      }
    }

    private String next() {
      try (Connection ended = connection;
          Statement other = ended.createStatement()) {
        other.execute("SELECT 1");
        return "ok";
      } catch (SQLException e) {
        return String.valueOf(e.getSQLState());
      }
    }
  }
}
