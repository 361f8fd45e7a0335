package io.schemamedic.cli.arguments;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be asked for, and the options that each understands. */
public enum Command {
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
