package io.schemamedic.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Understands the arguments and answers with an exit code. Called by name from the entry. */
public final class CommandLine {
  private static final int OK = 0;
  private static final int USAGE = 2;

  private CommandLine() {}

  /**
   * Runs one command.
   *
   * @param version what the jar says of itself; null outside the shipped jar
   * @return the exit code: 0 done, 2 wrong usage
   */
  public static int run(
      String[] arguments, @Nullable String version, PrintStream out, PrintStream err) {
    String command = arguments.length == 1 ? arguments[0] : "";
    switch (command) {
      case "--version":
        out.println("schema-medic " + (version == null ? "(unpackaged)" : version));
        return OK;
      case "--help":
        printUsage(out);
        return OK;
      default:
        printUsage(err);
        return USAGE;
    }
  }

  private static void printUsage(PrintStream stream) {
    stream.println("Start a service with the agent:");
    stream.println("  java -javaagent:schema-medic.jar=<key=value;...> -jar service.jar");
    stream.println("Usage: java -jar schema-medic.jar --version | --help");
  }
}
