package io.schemamedic.dist.cli;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.dist.program.DirectedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that was started without an agent, does what it is told, and is asked by commands. */
final class RunningJvm implements AutoCloseable {
  private static final AtomicInteger CALLS = new AtomicInteger();

  private final ServiceProcess process;

  private RunningJvm(ServiceProcess process) {
    this.process = process;
  }

  static RunningJvm start(String url, String... jvmOptions) {
    return start(new ForkedJvm(Jdk.current()).with(jvmOptions), url);
  }

  static RunningJvm start(ForkedJvm jvm, String url) {
    jvm.with("-Dslf4j.internal.verbosity=ERROR", "-XX:+UseSerialGC");
    ServiceProcess process = ServiceProcess.start(jvm, DirectedService.class, url, "8");
    process.linesUntil("ready");
    return new RunningJvm(process);
  }

  String pid() {
    return Long.toString(process.pid());
  }

  /** A command about this process. */
  Result ask(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, pid()));
    words.addAll(List.of(more));
    return Tool.runPlain(Map.of(), words.toArray(String[]::new));
  }

  /** Executes once; {@code ok} or the SQLSTATE. */
  String call(String sql) {
    return ended(begin(sql));
  }

  String begin(String sql) {
    String id = "call" + CALLS.incrementAndGet();
    process.send("call " + id + " 0 " + sql);
    return id;
  }

  String ended(String id) {
    return process.lineOf(id).split(" ")[1];
  }

  /** Executes as often, on a connection of its own, beside everything else. */
  String beginMany(int times, String sql) {
    String id = "many" + CALLS.incrementAndGet();
    process.send("many " + id + " " + times + " " + sql);
    return id;
  }

  /** How many of them ended well, once all have. */
  int wellOfMany(String id) {
    return Integer.parseInt(process.lineOf(id).split(" ")[1]);
  }

  /** Waits for a line of the agent's in its log. */
  void awaitLine(String part) {
    Eventually.is(true, () -> err().stream().anyMatch(line -> line.contains(part)));
  }

  List<String> err() {
    return process.errorLines();
  }

  @Override
  public void close() {
    process.close();
  }
}
