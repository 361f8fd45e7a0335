package io.schemamedic.dist.load;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.load.DirectedCalls.Call;
import io.schemamedic.dist.load.DirectedCalls.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several processes of one service, each with an agent of its own, that record in one file. */
final class Fleet implements AutoCloseable {
  /** Many processes on few processors; the better compiler would only take the others' time. */
  private static final String[] SMALL = {
    "-Xmx64m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
  };

  /** The load of the machine must not decide; how long callers wait is tested elsewhere. */
  private static final String PATIENT_CALLERS = "repair.wait-budget=5s";

  private final List<AgentSetup> agents;
  private final List<DirectedCalls> services;
  private final int callers;

  private Fleet(List<AgentSetup> agents, List<DirectedCalls> services, int callers) {
    this.agents = agents;
    this.services = services;
    this.callers = callers;
  }

  /**
   * Returns when every process has all its connections.
   *
   * @param callers at once, in each process
   */
  static Fleet start(Path records, String declared, String url, int processes, int callers) {
    Path script = records.resolve("declared.sql");
    try {
      Files.writeString(script, declared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<AgentSetup> agents =
        Stream.generate(() -> AgentSetup.repairing(records, "file:" + script, PATIENT_CALLERS))
            .limit(processes)
            .toList();
    List<DirectedCalls> services =
        agents.parallelStream()
            .map(agent -> DirectedCalls.start(agent, url, callers, SMALL))
            .toList();
    Fleet fleet = new Fleet(agents, services, callers);
    fleet.everybody(number -> "SELECT pg_sleep(0.3)");
    return fleet;
  }

  /** Every caller of every process sends its statement; returns when all have ended. */
  List<Ended> everybody(IntFunction<String> statementOfCaller) {
    List<Call> calls = new ArrayList<>();
    IntStream.range(0, services.size() * callers)
        .forEach(
            number ->
                calls.add(
                    services.get(number % services.size()).begin(statementOfCaller.apply(number))));
    return calls.stream().map(Call::ended).toList();
  }

  /** The sum over all processes. */
  long metric(String name, String labels) {
    return agents.stream().mapToLong(agent -> agent.metric(name, labels)).sum();
  }

  List<String> audited(String event, String decision) {
    return agents.get(0).audited(event, decision);
  }

  List<String> errorLines() {
    return services.stream().flatMap(service -> service.process().errorLines().stream()).toList();
  }

  @Override
  public void close() {
    services.forEach(DirectedCalls::close);
  }
}
