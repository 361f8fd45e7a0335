package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.Timeout;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.attach.AttachFailure;
import io.schemamedic.cli.attach.LoadedDrivers;
import io.schemamedic.cli.attach.Obstacles;
import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.jvm.JvmProcess;
import io.schemamedic.cli.jvm.JvmProcesses;
import io.schemamedic.cli.report.ListReport;
import io.schemamedic.cli.report.ListedJvm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JVMs of this machine. Told from files, so that nothing of it is noticed in any of them. */
final class ListCommand {
  /** For each that has to be asked: one that is frozen must not hide the others. */
  private static final String DEFAULT_TIMEOUT = "2s";

  private final Invocation invocation;
  private final Timeout timeout;

  ListCommand(Invocation invocation) throws UsageException {
    this.invocation = invocation;
    this.timeout = Timeout.of(invocation.arguments(), DEFAULT_TIMEOUT);
  }

  ExitCode run() {
    List<ListedJvm> listed = new ArrayList<>();
    for (JvmProcess process : JvmProcesses.all()) {
      invocation.console().progress("looking at " + process.pid());
      listed.add(look(process));
    }
    ListReport report = new ListReport(invocation.version(), listed);
    if (invocation.arguments().has(Option.JSON)) {
      invocation.console().line(report.json());
    } else {
      report.lines().forEach(invocation.console()::line);
    }
    return invocation.console().isWritten() ? ExitCode.OK : ExitCode.UNKNOWN;
  }

  private ListedJvm look(JvmProcess process) {
    AttachFailure obstacle = Obstacles.to(process);
    if (obstacle == null) {
      obstacle = Obstacles.toLoading(process);
    }
    return new ListedJvm(
        process,
        presence(process),
        drivers(process),
        obstacle == null ? null : obstacle.getMessage());
  }

  /** Null if it is not known. */
  private @Nullable Presence presence(JvmProcess process) {
    try {
      return Presence.in(process, timeout.duration(), false);
    } catch (AttachFailure e) {
      return null;
    }
  }

  /** Null if it is not known, or nobody wants to know at this price. */
  private @Nullable List<String> drivers(JvmProcess process) {
    if (!invocation.arguments().has(Option.DRIVERS)) {
      return null;
    }
    try {
      return LoadedDrivers.of(process, timeout.duration());
    } catch (AttachFailure e) {
      return null;
    }
  }
}
