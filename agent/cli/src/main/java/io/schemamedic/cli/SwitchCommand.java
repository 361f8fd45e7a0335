package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Command;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.attach.AttachFailure;
import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.attach.Reply;
import io.schemamedic.cli.jvm.JvmProcess;

/** The kill switch: {@code off} and {@code on}. */
final class SwitchCommand extends ProcessCommand {
  private final String command;

  SwitchCommand(Invocation invocation) throws UsageException {
    super(invocation);
    this.command = invocation.arguments().command() == Command.OFF ? "off" : "on";
  }

  @Override
  String failed() {
    return "not switched " + command;
  }

  @Override
  ExitCode run(JvmProcess process, Presence presence) throws AttachFailure {
    if (!presence.isThere()) {
      return absent(process);
    }
    Reply reply = ask(channel(process, presence), command, "");
    switch (reply.result()) {
      case "off":
      case "on":
        return tell(process, reply);
      case "absent":
        return absent(process);
      default:
        return notUnderstood(reply);
    }
  }

  private ExitCode tell(JvmProcess process, Reply reply) {
    tellProblems(reply);
    if (reply.result().equals("off")) {
      console().line("off: in " + named(process) + " nothing is repaired or repeated");
    } else {
      console().line("on: in " + named(process) + " the agent works as configured");
    }
    boolean asAsked = reply.result().equals(command) && reply.problems().isEmpty();
    return asAsked ? ExitCode.OK : ExitCode.INACTIVE;
  }
}
