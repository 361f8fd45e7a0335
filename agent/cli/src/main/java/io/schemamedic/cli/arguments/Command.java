package io.schemamedic.cli.arguments;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be asked for, and the options that each understands. */
public enum Command {
  LIST("show the JVMs of this machine that could be attached; asks none of them"),
  ATTACH("bring the agent into a running JVM"),
  STATUS("show what the agent in a JVM does and has seen"),
  APPROVE("run a plan that waits in mode=propose, exactly as it was shown; without ID, list them"),
  OFF("nothing is repaired or repeated any more, at once, until 'on'"),
  ON("take 'off' back"),
  DETACH("take the agent out of a JVM, and leave it as it was"),
  CHECK("compare a database with the declared schema; changes nothing"),
  PLAN("show the DDL that a repair would run, and what it would refuse; changes nothing"),
  SNAPSHOT("write the model of a healthy database, for declared=snapshot:FILE");

  private final String purpose;

  Command(String purpose) {
    this.purpose = purpose;
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For the help. */
  String purpose() {
    return purpose;
  }

  /** Whether it is about a database, and asks no service. */
  boolean needsDatabase() {
    return this == CHECK || this == PLAN || this == SNAPSHOT;
  }

  /** Whether it is about one JVM, named by its number. */
  boolean needsProcess() {
    return !needsDatabase() && this != LIST;
  }

  /** Whether the id of a plan may follow, or the beginning of one. */
  boolean takesPlan() {
    return this == APPROVE;
  }

  /** Whether words {@code key=value} may follow, the agent's own settings. */
  boolean takesSettings() {
    return this == ATTACH;
  }

  /** In the order of the help. */
  Set<Option> options() {
    Set<Option> options = EnumSet.allOf(Option.class);
    options.removeIf(option -> !option.isOf(this));
    return options;
  }

  /** Empty if there is no such command. */
  public static Optional<Command> named(String word) {
    for (Command command : values()) {
      if (command.word().equals(word)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
