package io.schemamedic.cli;

import io.schemamedic.cli.arguments.ArgumentParser;
import io.schemamedic.cli.arguments.Arguments;
import io.schemamedic.cli.arguments.Command;
import io.schemamedic.cli.arguments.HelpText;
import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.connect.GivenClassPath;
import io.schemamedic.engine.config.ConfigurationReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Understands the arguments and answers with an exit code. Called by name from the entry. */
public final class CommandLine {
  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger DRIVER_LOGGER = Logger.getLogger("org.postgresql");

  private final String version;
  private final Map<String, String> environment;
  private final Map<String, String> properties;
  private final Console console;

  private CommandLine(
      String version,
      Map<String, String> environment,
      Map<String, String> properties,
      Console console) {
    this.version = version;
    this.environment = environment;
    this.properties = properties;
    this.console = console;
  }

  /**
   * Runs one command.
   *
   * @param version what the jar says of itself; null outside the shipped jar
   * @return the exit code; see {@link ExitCode}
   */
  public static int run(
      String[] arguments, @Nullable String version, PrintStream out, PrintStream err) {
    Console console = Console.of(out, err);
    return new CommandLine(
            version == null ? "(unpackaged)" : version,
            System.getenv(),
            ConfigurationReader.systemProperties(),
            console)
        .run(Arrays.asList(arguments))
        .number();
  }

  private ExitCode run(List<String> words) {
    String first = words.isEmpty() ? "" : words.get(0);
    if (words.size() == 1 && first.equals("--version")) {
      console.line("schema-medic " + version);
      return ExitCode.OK;
    }
    if (words.size() == 1 && first.equals("--help")) {
      HelpText.overview().forEach(console::line);
      return ExitCode.OK;
    }
    Optional<Command> command = Command.named(first);
    if (!command.isPresent()) {
      HelpText.overview().forEach(console::help);
      return ExitCode.USAGE;
    }
    return run(command.get(), words.subList(1, words.size()));
  }

  private ExitCode run(Command command, List<String> words) {
    try {
      Arguments arguments = ArgumentParser.parse(command, words);
      if (arguments.has(Option.HELP)) {
        HelpText.of(command).forEach(console::line);
        return ExitCode.OK;
      }
      // What the driver would log it also throws, and we tell it.
      DRIVER_LOGGER.setLevel(Level.OFF);
      return run(arguments);
    } catch (UsageException e) {
      e.problems().forEach(console::note);
      console.note("java -jar schema-medic.jar " + command.word() + " --help has the options");
      return ExitCode.USAGE;
    } catch (Throwable e) {
      // Java's own answer to an exception is exit code 1, which would read as drift.
      console.note("unknown: the command could not be completed: " + InternalProblem.of(e));
      return ExitCode.UNKNOWN;
    }
  }

  private ExitCode run(Arguments arguments) throws UsageException, IOException {
    boolean tells = arguments.has(Option.PROGRESS) || Terminal.isStderr();
    try (GivenClassPath classPath = GivenClassPath.of(arguments)) {
      Invocation invocation =
          new Invocation(
              arguments,
              properties,
              environment,
              classPath,
              tells ? console.showingProgress() : console,
              version);
      switch (arguments.command()) {
        case CHECK:
          return new CheckCommand(invocation).run();
        case PLAN:
          return new PlanCommand(invocation).run();
        case SNAPSHOT:
          return new SnapshotCommand(invocation).run();
        case LIST:
          return new ListCommand(invocation).run();
        case ATTACH:
          return new AttachCommand(invocation).run();
        case STATUS:
          return new StatusCommand(invocation).run();
        case APPROVE:
          return new ApproveCommand(invocation).run();
        case DETACH:
          return new DetachCommand(invocation).run();
        default:
          return new SwitchCommand(invocation).run();
      }
    }
  }
}
