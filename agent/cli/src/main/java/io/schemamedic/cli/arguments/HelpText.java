package io.schemamedic.cli.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    lines.add("Or talk to one that runs:");
    add(lines, false);
    lines.add("");
    lines.add("Or ask a database, without any service:");
    add(lines, true);
    lines.add("");
    lines.add("java -jar schema-medic.jar COMMAND --help has the options.");
    lines.add("java -jar schema-medic.jar --version | --help");
    return lines;
  }

  private static void add(List<String> lines, boolean ofDatabases) {
    for (Command command : Command.values()) {
      if (command.needsDatabase() == ofDatabases) {
        String words = command.word() + (command.needsProcess() ? " PID" : "");
        lines.add(String.format("  java -jar schema-medic.jar %-11s %s", words, command.purpose()));
      }
    }
  }

  /** Of one command. */
  public static List<String> of(Command command) {
    List<String> lines = new ArrayList<>();
    lines.add("java -jar schema-medic.jar " + command.word() + operands(command) + " [options]");
    lines.add("  " + command.purpose());
    lines.add("");
    for (Option option : command.options()) {
      String form = option.value() == null ? option.word() : option.word() + " " + option.value();
      lines.add(String.format("  %-22s %s", form, option.purpose()));
    }
    lines.add("");
    lines.addAll(particulars(command));
    lines.add("Exit codes: " + exitCodes(command));
    return lines;
  }

  private static String operands(Command command) {
    if (command.needsDatabase()) {
      return " --url URL";
    }
    return (command.needsProcess() ? " PID" : "")
        + (command.takesPlan() ? " [ID]" : "")
        + (command.takesSettings() ? " [key=value...]" : "");
  }

  private static List<String> particulars(Command command) {
    if (command.needsDatabase()) {
      return Arrays.asList(
          "The password comes from --password-file, or from the environment variable",
          "SCHEMAMEDIC_PASSWORD or PGPASSWORD; never from the arguments or the URL.",
          "");
    }
    if (command.takesPlan()) {
      return Arrays.asList(
          "ID is the id of a plan as 'status PID', /api/plans or this command without ID shows it,",
          "or its first six digits and more. A plan runs at most once, and not if the database or",
          "what is declared has changed since it was shown.",
          "");
    }
    return command.takesSettings()
        ? Arrays.asList(
            "The settings are the agent's own, such as mode=repair allow=public.orders; paths are",
            "read by the process, where it was started.",
            "")
        : Collections.<String>emptyList();
  }

  private static String exitCodes(Command command) {
    if (command == Command.LIST) {
      return "0 done, 2 wrong usage, 8 not completed";
    }
    if (command.takesPlan()) {
      return "0 it is there, 2 wrong usage or no such plan, 3 no such process, 4 permission, 5 the JVM"
          + " refuses, 6 not run, or rolled back, or no agent there, 8 not known what became of it";
    }
    if (command.needsProcess()) {
      return "0 done, 2 wrong usage, 3 no such process, 4 permission, 5 the JVM refuses,"
          + " 6 no agent there, or inactive, 8 not completed";
    }
    String zero = command == Command.CHECK ? "0 no drift to fail on, 1 drift, " : "0 done, ";
    return zero + "2 wrong usage, 7 database unreachable, 8 not completed";
  }
}
