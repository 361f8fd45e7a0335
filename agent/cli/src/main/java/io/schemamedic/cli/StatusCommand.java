package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.attach.AttachFailure;
import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.attach.Reply;
import io.schemamedic.cli.jvm.JvmProcess;
import io.schemamedic.cli.report.StatusReport;

/** What the agent in a JVM does and has seen. */
final class StatusCommand extends ProcessCommand {
  StatusCommand(Invocation invocation) throws UsageException {
    super(invocation);
  }

  @Override
  String failed() {
    return "status unknown";
  }

  @Override
  ExitCode run(JvmProcess process, Presence presence) throws AttachFailure {
    boolean json = invocation().arguments().has(Option.JSON);
    if (!presence.isThere()) {
      return absent(process, json);
    }
    Reply reply = ask(channel(process, presence), "status", json ? "json" : "text");
    switch (reply.result()) {
      case "active":
      case "waiting":
      case "starting":
      case "inactive":
        write(StatusReport.of(process, reply), json);
        return reply.result().equals("inactive") ? ExitCode.INACTIVE : ExitCode.OK;
      case "absent":
        return absent(process, json);
      default:
        return notUnderstood(reply);
    }
  }

  private ExitCode absent(JvmProcess process, boolean json) {
    if (json) {
      console().line(StatusReport.absent(process).json());
    }
    return absent(process);
  }

  private void write(StatusReport report, boolean json) {
    if (json) {
      console().line(report.json());
    } else {
      report.lines().forEach(console()::line);
    }
  }
}
