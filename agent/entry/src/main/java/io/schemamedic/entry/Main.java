package io.schemamedic.entry;

import java.io.PrintStream;

/** {@code java -jar schema-medic.jar}: hands over to the command line behind the agent's loader. */
public final class Main {
  private static final String COMMAND_LINE = "io.schemamedic.cli.CommandLine";

  /** Java's own end by an exception has exit code 1, which says that a database has drift. */
  private static final int NOT_COMPLETED = 8;

  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] arguments) {
    int exitCode;
    try (AgentClassLoader loader = new AgentClassLoader(AgentJar.open())) {
      exitCode =
          (Integer)
              Class.forName(COMMAND_LINE, true, loader)
                  .getMethod(
                      "run", String[].class, String.class, PrintStream.class, PrintStream.class)
                  .invoke(null, arguments, AgentJar.version(), System.out, System.err);
    } catch (Throwable e) {
      Notice.print("The command line cannot run", e);
      exitCode = NOT_COMPLETED;
    }
    System.exit(exitCode);
  }
}
