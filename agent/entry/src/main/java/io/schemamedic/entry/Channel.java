package io.schemamedic.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers the command line for the agent that is in the process. Used under its lock. */
final class Channel {
  /** Longest that an answer waits for the engine's start, which takes some hundred milliseconds. */
  private static final long PATIENCE_MILLIS = 10_000;

  private final DriverTransformer transformer;
  private final String how;
  private final long sinceMillis;

  /**
   * @param how it came into the process
   */
  Channel(DriverTransformer transformer, String how, long sinceMillis) {
    this.transformer = transformer;
    this.how = how;
    this.sinceMillis = sinceMillis;
  }

  /** The request cannot even be answered. */
  static void tellMalformed() {
    Notice.print("Was asked something that it cannot answer; nothing was done");
  }

  /** Answers a request for which there is no agent, or none any more. */
  static void answerAbsent(ChannelRequest request) {
    switch (request.command()) {
      case "status":
      case "detach":
      case "approve":
      case "plans":
      case "off":
      case "on":
        answer(request, new ChannelReply("absent"));
        break;
      case "forget":
        ChannelReply.forget(request.nonce());
        break;
      default:
        answer(request, notUnderstood());
    }
  }

  /** The agent that was asked for is not wanted here. */
  static void answerUnwelcome(ChannelRequest request, String why) {
    answer(request, new ChannelReply("inactive").withProblems(Collections.singletonList(why)));
  }

  /** The agent has left. */
  static void answerDetached(ChannelRequest request, List<String> problems) {
    answer(request, new ChannelReply("detached").withProblems(problems));
  }

  /** The agent has come because of this request. */
  void answerAttached(ChannelRequest request) {
    answer(request, state("text", false));
  }

  /** Answers what does not end the agent. */
  void answer(ChannelRequest request) {
    switch (request.command()) {
      case "attach":
        answer(
            request,
            state("text", false)
                .with("problem", "an agent was there already; what was asked for has no effect"));
        break;
      case "status":
        answer(request, state(request.options(), true));
        break;
      case "approve":
      case "plans":
        answer(request, ofPlans(request));
        break;
      case "off":
        StopOrder.give();
        answer(request, switched(true));
        break;
      case "on":
        StopOrder.takeBack();
        answer(request, switched(false));
        break;
      case "forget":
        ChannelReply.forget(request.nonce());
        break;
      default:
        answer(request, notUnderstood().with("version", version()));
    }
  }

  private static void answer(ChannelRequest request, ChannelReply reply) {
    reply.publish(request.nonce());
  }

  private static ChannelReply notUnderstood() {
    return new ChannelReply("unsupported");
  }

  private ChannelReply state(String form, boolean whole) {
    RunningAgent running = transformer.running();
    Engine engine = running == null ? null : running.awaitStart(PATIENCE_MILLIS);
    ChannelReply reply =
        new ChannelReply(word(running, engine))
            .with("version", version())
            .with("how", how)
            .with("jar", AgentJar.path())
            .with("since", Instant.ofEpochMilli(sinceMillis).toString());
    if (engine != null) {
      String report = engine.report(form.equals("json"));
      return reply.withReport(whole ? report : report.substring(0, report.indexOf("\n\n") + 2));
    }
    return reply.withProblems(problems(running));
  }

  /** Only an id comes in, and nothing that is not one is looked for. */
  private ChannelReply ofPlans(ChannelRequest request) {
    RunningAgent running = transformer.running();
    Engine engine = running == null ? null : running.awaitStart(PATIENCE_MILLIS);
    if (engine == null) {
      return new ChannelReply(word(running, null)).withProblems(problems(running));
    }
    boolean approves = request.command().equals("approve");
    String id = isId(request.options()) ? request.options() : "?";
    return new ChannelReply(request.command())
        .withReport(
            approves ? engine.approve(id) : engine.plans(request.options().isEmpty() ? "" : id));
  }

  private static boolean isId(String text) {
    for (int at = 0; at < text.length(); at++) {
      if ("0123456789abcdef".indexOf(text.charAt(at)) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 64;
  }

  private String word(@Nullable RunningAgent running, @Nullable Engine engine) {
    if (engine != null) {
      return "active";
    }
    if (running == null) {
      return transformer.hasFailed() ? "inactive" : "waiting";
    }
    return running.isStarting() ? "starting" : "inactive";
  }

  private List<String> problems(@Nullable RunningAgent running) {
    List<String> problems = new ArrayList<>();
    if (transformer.hasFailed() || (running != null && !running.isStarting())) {
      problems.add("the agent could not start; stderr of the service says why");
    }
    if (StopOrder.isGiven()) {
      problems.add("switched off by the command off");
    }
    return problems;
  }

  private ChannelReply switched(boolean off) {
    RunningAgent running = transformer.running();
    Engine engine = running == null ? null : running.awaitStart(PATIENCE_MILLIS);
    if (engine == null) {
      return new ChannelReply(off ? "off" : "on");
    }
    List<String> stoppedBy = engine.stoppedBy();
    ChannelReply reply = new ChannelReply(stoppedBy.isEmpty() ? "on" : "off");
    if (off) {
      return reply.withProblems(engine.awaitQuiet());
    }
    for (String each : stoppedBy) {
      reply.with("problem", "still off: " + each);
    }
    return reply;
  }

  static String version() {
    String version = AgentJar.version();
    return version == null ? "" : version;
  }
}
