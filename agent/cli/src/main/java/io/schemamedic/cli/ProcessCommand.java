package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Timeout;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.attach.AttachFailure;
import io.schemamedic.cli.attach.Channel;
import io.schemamedic.cli.attach.Conversation;
import io.schemamedic.cli.attach.Obstacles;
import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.attach.Reply;
import io.schemamedic.cli.jvm.JvmProcess;
import java.io.File;

/**
 * A command that talks to the agent in one JVM. It says that something is done only after the agent
 * has said so.
 */
abstract class ProcessCommand {
  private static final String DEFAULT_TIMEOUT = "30s";

  private final Invocation invocation;
  private final long pid;
  private final Timeout timeout;

  ProcessCommand(Invocation invocation) throws UsageException {
    this.invocation = invocation;
    this.pid = invocation.arguments().pid();
    this.timeout = Timeout.of(invocation.arguments(), DEFAULT_TIMEOUT);
  }

  /** What is done once the process is known to let us in, as far as that can be known. */
  abstract ExitCode run(JvmProcess process, Presence presence) throws AttachFailure, UsageException;

  /** What it means that the process cannot be reached, such as {@code not attached}. */
  abstract String failed();

  final ExitCode run() throws UsageException {
    try {
      JvmProcess process = Obstacles.require(pid);
      Presence presence = Presence.in(process, timeout.duration(), true);
      return run(process, presence);
    } catch (AttachFailure e) {
      console().note(failed() + ": " + e.getMessage());
      return e.exitCode();
    }
  }

  final Invocation invocation() {
    return invocation;
  }

  final Console console() {
    return invocation.console();
  }

  final long pid() {
    return pid;
  }

  /** How people know the process. */
  final String named(JvmProcess process) {
    return "process " + pid + (process.main().isEmpty() ? "" : " (" + process.main() + ")");
  }

  /** There is no agent to be asked. */
  final ExitCode absent(JvmProcess process) {
    console().note("there is no agent in " + named(process) + "; 'attach " + pid + "' brings it");
    return ExitCode.INACTIVE;
  }

  /**
   * The channel to the agent that is there. It uses the jar that the agent came from, so that the
   * class path of the process stays what it is.
   */
  final Channel channel(JvmProcess process, Presence presence) {
    String jar = presence.jar();
    boolean isThere = process.file(jar).exists();
    return channel(isThere ? jar : ownJar());
  }

  final Channel channel(String jar) {
    return new Channel(new Conversation(pid, timeout.duration()), jar);
  }

  /** The jar that this command comes from. */
  static String ownJar() {
    String location =
        ProcessCommand.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new File(location).getAbsolutePath();
  }

  /** Asks, and tells whoever interrupts us meanwhile that it may have been heard. */
  final Reply ask(Channel channel, String command, String rest) throws AttachFailure {
    Thread atExit =
        new Thread(
            () ->
                console()
                    .note(
                        "ended before process "
                            + pid
                            + " has answered; what was asked of it may still happen: 'status "
                            + pid
                            + "' tells"),
            "schema-medic end");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      return channel.ask(command, rest);
    } finally {
      removeHook(atExit);
    }
  }

  private static void removeHook(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook at its work.
      return;
    }
  }

  /** What is not as it was asked for. */
  final void tellProblems(Reply reply) {
    reply.problems().forEach(console()::note);
  }

  /** The agent is another version's and does not know what it was asked. */
  final ExitCode notUnderstood(Reply reply) {
    tellProblems(reply);
    console()
        .note(
            "the agent in process "
                + pid
                + (reply.field("version").isEmpty() ? "" : ", version " + reply.field("version"))
                + ", answers "
                + (reply.result().isEmpty()
                    ? "nothing that this version understands"
                    : reply.result())
                + "; use the jar of its version");
    return ExitCode.INACTIVE;
  }
}
