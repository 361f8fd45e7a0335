package io.schemamedic.cli.arguments;

import java.util.ArrayList;
import java.util.List;

/** The help, as lines. */
public final class HelpText {
  private HelpText() {}

  /** Of the jar as a whole. */
  public static List<String> overview() {
    List<String> lines = new ArrayList<>();
    lines.add("Start a service with the agent:");
    lines.add("  java -javaagent:schema-medic.jar=<key=value;...> -jar service.jar");
    lines.add("");
    lines.add("Or ask a database, without any service:");
    for (Command command : Command.values()) {
      lines.add(
          String.format("  java -jar schema-medic.jar %-9s %s", command.word(), command.purpose()));
    }
    lines.add("");
    lines.add("java -jar schema-medic.jar COMMAND --help has the options.");
    lines.add("java -jar schema-medic.jar --version | --help");
    return lines;
  }

  /** Of one command. */
  public static List<String> of(Command command) {
    List<String> lines = new ArrayList<>();
    lines.add("java -jar schema-medic.jar " + command.word() + " --url URL [options]");
    lines.add("  " + command.purpose());
    lines.add("");
    for (Option option : command.options()) {
      String form = option.value() == null ? option.word() : option.word() + " " + option.value();
      lines.add(String.format("  %-22s %s", form, option.purpose()));
    }
    lines.add("");
    lines.add("The password comes from --password-file, or from the environment variable");
    lines.add("SCHEMAMEDIC_PASSWORD or PGPASSWORD; never from the arguments or the URL.");
    lines.add("");
    lines.add("Exit codes: " + exitCodes(command));
    return lines;
  }

  private static String exitCodes(Command command) {
    String zero = command == Command.CHECK ? "0 no drift to fail on, 1 drift, " : "0 done, ";
    return zero + "2 wrong usage, 7 database unreachable, 8 not completed";
  }
}
