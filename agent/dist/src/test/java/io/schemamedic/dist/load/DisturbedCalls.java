package io.schemamedic.dist.load;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.WaitingService;
import io.schemamedic.dist.program.WaitingService.Form;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link WaitingService} and its calls. */
final class DisturbedCalls implements AutoCloseable {
  private static final AtomicInteger CALLS = new AtomicInteger();

  private final ServiceProcess process;

  private DisturbedCalls(ServiceProcess process) {
    this.process = process;
  }

  static DisturbedCalls start(ForkedJvm jvm, String url) {
    ServiceProcess process =
        ServiceProcess.start(
            jvm.with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
            WaitingService.class,
            url + "&ApplicationName=service");
    process.linesUntil("ready");
    return new DisturbedCalls(process);
  }

  /**
   * How a call ended.
   *
   * @param end {@code ok} or the SQLSTATE
   * @param message the first line of its exception, with underscores; {@code -} if there is none
   */
  record Ended(String end, long millis, boolean interrupted, String message) {}

  /** A call that has begun. */
  final class Call {
    private final String id = "call" + CALLS.incrementAndGet();

    /**
     * @param how {@code interrupt}, {@code cancel}, {@code close}, {@code disconnect}, {@code
     *     abort}
     */
    void disturb(String how) {
      process.send(how + " " + id);
    }

    /** Blocks until it has ended. */
    Ended ended() {
      String[] words = process.lineOf(id).split(" ");
      return new Ended(
          words[1], Long.parseLong(words[2]), Boolean.parseBoolean(words[3]), words[4]);
    }

    /** How the next statement on the same connection ended. */
    String next() {
      return process.lineOf("next-" + id).split(" ")[1];
    }
  }

  Call begin(String sql) {
    return begin(Form.PLAIN, 0, sql);
  }

  Call begin(Form form, long timeoutMillis, String sql) {
    Call call = new Call();
    process.send("call " + call.id + " " + form + " " + timeoutMillis + " " + sql);
    return call;
  }

  void set(String key, String value) {
    process.send("set " + key + " " + value);
  }

  void clear(String key) {
    process.send("clear " + key);
  }

  /** The names of the agent's threads, with underscores for spaces. */
  List<String> agentsThreads() {
    process.send("threads");
    String[] words = process.lineOf("threads").split(" ");
    return List.of(words).subList(1, words.length);
  }

  /** Takes the agent out; returns the milliseconds that took. */
  long detach() {
    process.send("detach " + ShippedJar.file());
    return Long.parseLong(process.lineOf("detached").split(" ")[1]);
  }

  /** Blocks until a system property of the service is set. */
  void awaitProperty(String key) {
    process.send("reached " + key);
    process.lineOf("reached");
  }

  ServiceProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
