package io.schemamedic.cli;

import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.attach.AttachFailure;
import io.schemamedic.cli.attach.Channel;
import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.attach.Reply;
import io.schemamedic.cli.jvm.JvmProcess;
import io.schemamedic.engine.log.LogLine;
import java.util.concurrent.TimeUnit;

/**
 * Approves a plan that waits, or lists those that do. Only the id of a plan travels; what runs is
 * what the agent has made and shown.
 */
final class ApproveCommand extends ProcessCommand {
  /**
   * The agent answers after two seconds also if it is not done; its timeouts end all well before.
   */
  private static final int MOST_LOOKS = 20;

  private static final int PAUSE_SECONDS = 2;

  private final String plan;

  ApproveCommand(Invocation invocation) throws UsageException {
    super(invocation);
    this.plan = invocation.arguments().plan();
  }

  @Override
  String failed() {
    return plan.isEmpty() ? "plans unknown" : "not approved";
  }

  @Override
  ExitCode run(JvmProcess process, Presence presence) throws AttachFailure {
    if (!presence.isThere()) {
      return absent(process);
    }
    Channel channel = channel(process, presence);
    Reply reply = ask(channel, plan.isEmpty() ? "plans" : "approve", plan);
    switch (reply.result()) {
      case "plans":
        return list(process, reply);
      case "approve":
        return tell(process, ended(channel, reply));
      case "absent":
        return absent(process);
      case "waiting":
      case "starting":
      case "inactive":
        tellProblems(reply);
        console().note("the agent in " + named(process) + " is not at work: " + reply.result());
        return ExitCode.INACTIVE;
      default:
        return notUnderstood(reply);
    }
  }

  private ExitCode list(JvmProcess process, Reply reply) {
    write(reply);
    boolean none = reply.field("count").equals("0");
    console()
        .note(
            none
                ? "no plan waits in " + named(process)
                : "'approve " + pid() + " ID' runs one of them, exactly as it is shown");
    return ExitCode.OK;
  }

  /** Asks until it is over, since a repair may take longer than the agent lets us wait. */
  private Reply ended(Channel channel, Reply first) throws AttachFailure {
    Reply reply = first;
    String id = first.field("plan");
    for (int look = 0; look < MOST_LOOKS && isRunning(reply); look++) {
      if (!pause()) {
        return reply;
      }
      Reply next = ask(channel, "plans", id);
      if (!next.result().equals("plans")) {
        return reply;
      }
      reply = next;
    }
    return reply;
  }

  private static boolean isRunning(Reply reply) {
    return reply.field("outcome").equals("running");
  }

  private static boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ExitCode tell(JvmProcess process, Reply reply) {
    write(reply);
    String outcome = reply.field("outcome");
    String reason = reply.field("reason");
    String detail = reply.field("detail");
    console()
        .line(
            LogLine.printable(
                outcome
                    + (reason.equals(outcome) ? "" : " (" + reason + ")")
                    + (detail.isEmpty() ? "" : ": " + detail)
                    + ", in "
                    + named(process)));
    if (!reply.field("advice").isEmpty()) {
      console().line("  " + LogLine.printable(reply.field("advice")));
    }
    if (outcome.equals("repaired") || outcome.equals("already_present")) {
      return ExitCode.OK;
    }
    if (reason.equals("plan_unknown")) {
      return ExitCode.USAGE;
    }
    boolean unknown = isRunning(reply) || reason.equals("outcome_unknown");
    return unknown ? ExitCode.UNKNOWN : ExitCode.INACTIVE;
  }

  private void write(Reply reply) {
    for (String line : reply.body().split("\n")) {
      if (!line.isEmpty()) {
        console().line(LogLine.printableWhole(line));
      }
    }
  }
}
