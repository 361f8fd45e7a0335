package io.schemamedic.cli;

import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.attach.AttachFailure;
import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.attach.Reply;
import io.schemamedic.cli.jvm.JvmProcess;

/** Takes the agent out of a JVM. */
final class DetachCommand extends ProcessCommand {
  DetachCommand(Invocation invocation) throws UsageException {
    super(invocation);
  }

  @Override
  String failed() {
    return "not detached";
  }

  @Override
  ExitCode run(JvmProcess process, Presence presence) throws AttachFailure {
    if (!presence.isThere()) {
      return absent(process);
    }
    Reply reply = ask(channel(process, presence), "detach", "");
    switch (reply.result()) {
      case "detached":
        tellProblems(reply);
        if (!reply.problems().isEmpty()) {
          console().line("detached from " + named(process) + ", but for what is told above");
          return ExitCode.INACTIVE;
        }
        console().line("detached: " + named(process) + " runs as without the agent");
        return ExitCode.OK;
      case "absent":
        return absent(process);
      default:
        return notUnderstood(reply);
    }
  }
}
