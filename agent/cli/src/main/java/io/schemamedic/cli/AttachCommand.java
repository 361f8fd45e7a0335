package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.attach.AttachFailure;
import io.schemamedic.cli.attach.Channel;
import io.schemamedic.cli.attach.Obstacles;
import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.attach.Reply;
import io.schemamedic.cli.attach.TargetJar;
import io.schemamedic.cli.jvm.JvmProcess;
import io.schemamedic.engine.config.ConfigurationKey;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the agent into a JVM that runs. */
final class AttachCommand extends ProcessCommand {
  private final String settings;

  /**
   * @throws UsageException with everything that is wrong with the settings, as far as it can be
   *     known here
   */
  AttachCommand(Invocation invocation) throws UsageException {
    super(invocation);
    this.settings = settings(invocation);
  }

  private static String settings(Invocation invocation) throws UsageException {
    List<String> problems = new ArrayList<>();
    List<String> settings = new ArrayList<>(invocation.arguments().settings());
    for (String setting : settings) {
      String key = setting.substring(0, setting.indexOf('='));
      if (!ConfigurationKey.named(key).isPresent()) {
        problems.add(key + " is no setting of the agent");
      }
      if (setting.indexOf(';') >= 0 || setting.indexOf('\n') >= 0) {
        problems.add(key + " has a semicolon or a line end in it; use --config FILE");
      }
    }
    Optional<String> config = invocation.arguments().value(Option.CONFIG);
    if (config.isPresent()) {
      settings.add(0, "config=" + new File(config.get()).getAbsolutePath());
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return String.join(";", settings);
  }

  @Override
  String failed() {
    return "not attached";
  }

  @Override
  ExitCode run(JvmProcess process, Presence presence) throws AttachFailure, UsageException {
    AttachFailure obstacle = Obstacles.toLoading(process);
    if (obstacle != null) {
      throw obstacle;
    }
    if (presence.isThere()) {
      Reply reply = ask(channel(process, presence), "status", "text");
      if (!reply.result().equals("absent")) {
        return alreadyThere(process, presence, reply);
      }
    }
    requireConfig(process);
    String jar =
        TargetJar.require(
            process, invocation().arguments().value(Option.JAR).orElseGet(ProcessCommand::ownJar));
    Channel channel = channel(jar);
    if (!channel.fits("attach", settings)) {
      throw new UsageException(
          "jar and settings are longer than the 1024 bytes that a JVM takes: put the settings into"
              + " a file, and use --config FILE");
    }
    console().progress("attaching to " + named(process));
    return tell(process, ask(channel, "attach", settings));
  }

  private void requireConfig(JvmProcess process) throws AttachFailure, UsageException {
    Optional<String> config = invocation().arguments().value(Option.CONFIG);
    if (config.isPresent()) {
      File file = process.file(new File(config.get()).getAbsolutePath());
      if (!file.isFile() || !process.mayRead(file)) {
        throw new UsageException(
            "--config: the process, of the user "
                + process.user()
                + ", cannot read that file where it runs");
      }
    }
  }

  private ExitCode alreadyThere(JvmProcess process, Presence presence, Reply reply) {
    String there =
        "already attached: "
            + named(process)
            + " has version "
            + presence.version()
            + (presence.how() == Presence.How.AT_START ? ", by -javaagent" : ", by an attach")
            + ", which is "
            + reply.result();
    boolean otherVersion = !presence.version().equals(invocation().version());
    if (otherVersion || !settings.isEmpty()) {
      console().note(there);
      console()
          .note(
              (otherVersion
                      ? "this is version " + invocation().version()
                      : "the settings given here have no effect")
                  + "; first 'detach "
                  + pid()
                  + "', then attach again");
      return ExitCode.INACTIVE;
    }
    console().line(there);
    return isAtWork(reply) ? ExitCode.OK : inactive(reply);
  }

  private ExitCode tell(JvmProcess process, Reply reply) {
    if (!isAtWork(reply)) {
      return inactive(reply);
    }
    String mode = reply.field("mode");
    console()
        .line(
            "attached: "
                + named(process)
                + ", version "
                + reply.field("version")
                + (reply.result().equals("waiting")
                    ? "; it has loaded no JDBC driver yet, and the agent begins with the first"
                    : ", " + reply.result() + ", mode=" + mode));
    if (!reply.problems().isEmpty()) {
      tellProblems(reply);
      console()
          .note(
              "the agent is there and only observes; correct that, then 'detach "
                  + pid()
                  + "' and attach again");
      return ExitCode.INACTIVE;
    }
    return ExitCode.OK;
  }

  private static boolean isAtWork(Reply reply) {
    return reply.result().equals("active") || reply.result().equals("waiting");
  }

  private ExitCode inactive(Reply reply) {
    if (!reply.result().equals("inactive") && !reply.result().equals("starting")) {
      return notUnderstood(reply);
    }
    tellProblems(reply);
    console()
        .note(
            "the agent is in process "
                + pid()
                + " and "
                + (reply.result().equals("starting")
                    ? "has not started in time; 'status " + pid() + "' tells when it has"
                    : "does nothing; the service runs as without it"));
    return ExitCode.INACTIVE;
  }
}
