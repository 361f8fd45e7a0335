package io.schemamedic.dist.load;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.program.DirectedService;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link DirectedService} that runs with an agent, and its calls. */
final class DirectedCalls implements AutoCloseable {
  private static final AtomicInteger CALLS = new AtomicInteger();

  private final ServiceProcess process;

  private DirectedCalls(ServiceProcess process) {
    this.process = process;
  }

  static DirectedCalls start(AgentSetup agent, String url, int poolSize, String... jvmOptions) {
    return start(agent.jvm().with(jvmOptions), url, poolSize);
  }

  static DirectedCalls start(ForkedJvm jvm, String url, int poolSize) {
    ServiceProcess process =
        ServiceProcess.start(
            jvm,
            DirectedService.class,
            url + "&ApplicationName=service",
            Integer.toString(poolSize));
    process.linesUntil("ready");
    return new DirectedCalls(process);
  }

  /**
   * How a call ended.
   *
   * @param end {@code ok} or the SQLSTATE
   * @param interrupted whether the caller's interrupt flag was set afterwards
   * @param backend the server process
   */
  record Ended(String end, long millis, boolean interrupted, int backend) {}

  /** A call that has begun. */
  final class Call {
    private final String id = "call" + CALLS.incrementAndGet();

    /** Blocks until it has ended. */
    Ended ended() {
      String[] words = process.lineOf(id).split(" ");
      return new Ended(
          words[1],
          Long.parseLong(words[2]),
          Boolean.parseBoolean(words[3]),
          Integer.parseInt(words[4]));
    }

    void interrupt() {
      process.send("interrupt " + id);
    }
  }

  Call begin(String sql) {
    return begin(0, sql);
  }

  Call begin(int timeoutSeconds, String sql) {
    Call call = new Call();
    process.send("call " + call.id + " " + timeoutSeconds + " " + sql);
    return call;
  }

  /** Calls and waits. */
  Ended call(String sql) {
    return begin(sql).ended();
  }

  /**
   * Begins to execute many times on one connection.
   *
   * @return the id to give to {@link #endOfMany}
   */
  String beginMany(int times, String sql) {
    String id = "many" + CALLS.incrementAndGet();
    process.send("many " + id + " " + times + " " + sql);
    return id;
  }

  /** Blocks until it has ended; {@code OK FAILED MILLIS}. */
  String endOfMany(String id) {
    return process.lineOf(id).substring(id.length() + 1);
  }

  /**
   * What the process has used so far, and what is left in use.
   *
   * @param heapBytes after a collection
   */
  record Cost(long cpuMillis, long heapBytes) {}

  Cost cost() {
    String id = "cost" + CALLS.incrementAndGet();
    process.send("cost " + id);
    String[] words = process.lineOf(id).split(" ");
    return new Cost(Long.parseLong(words[1]), Long.parseLong(words[2]));
  }

  ServiceProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
