package io.schemamedic.cli.report;

import io.schemamedic.cli.attach.Reply;
import io.schemamedic.cli.jvm.JvmProcess;
import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.log.LogLine;
import java.util.ArrayList;
import java.util.List;

/** What the agent in a JVM has answered, for people or as JSON. Immutable. */
public final class StatusReport {
  private static final String[] FACTS = {"version", "how", "jar", "since", "mode"};

  private final JvmProcess process;
  private final String state;
  private final Reply reply;

  private StatusReport(JvmProcess process, String state, Reply reply) {
    this.process = process;
    this.state = state;
    this.reply = reply;
  }

  public static StatusReport of(JvmProcess process, Reply reply) {
    return new StatusReport(process, reply.result(), reply);
  }

  /** There is no agent. */
  public static StatusReport absent(JvmProcess process) {
    return new StatusReport(process, "absent", Reply.none());
  }

  /** Lines of printable characters: what matters most comes first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "process", process.pid() + " " + process.main());
    add(lines, "agent", words());
    for (String fact : FACTS) {
      add(lines, fact, reply.field(fact));
    }
    for (String problem : reply.problems()) {
      add(lines, "problem", problem);
    }
    for (String line : reply.body().split("\n")) {
      if (!line.isEmpty()) {
        // Whole: a plan that is to be approved is in it.
        lines.add(LogLine.printableWhole(line));
      }
    }
    return lines;
  }

  private String words() {
    switch (state) {
      case "active":
        return "active";
      case "waiting":
        return "waiting: the service has loaded no JDBC driver yet";
      case "starting":
        return "starting";
      default:
        return state + ": it does nothing, the service runs as without it";
    }
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(LogLine.printable(String.format("%-12s %s", name, value)));
    }
  }

  /** One object; {@code engine} is what the agent has written. */
  public String json() {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("command", "status")
            .field("pid", process.pid())
            .field("main", process.main())
            .field("state", state);
    for (String fact : FACTS) {
      String value = reply.field(fact);
      json.field(fact, value.isEmpty() ? null : value);
    }
    json.field("problems", reply.problems());
    String whole = json.endObject().toString();
    String engine = reply.body().trim();
    return engine.startsWith("{")
        ? whole.substring(0, whole.length() - 1) + ",\"engine\":" + engine + "}"
        : whole;
  }
}
