package io.schemamedic.cli.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command with the options that were given to it, none of them looked into yet. Immutable. */
public final class Arguments {
  private final Command command;
  private final Map<Option, List<String>> given;
  private final long pid;
  private final String plan;
  private final List<String> settings;

  /**
   * @param pid 0 if the command is about no process
   * @param plan empty if it is about none
   */
  Arguments(
      Command command,
      Map<Option, List<String>> given,
      long pid,
      String plan,
      List<String> settings) {
    this.command = command;
    this.pid = pid;
    this.plan = plan;
    this.settings = new ArrayList<>(settings);
    this.given = new EnumMap<>(Option.class);
    given.forEach((option, values) -> this.given.put(option, new ArrayList<>(values)));
  }

  public Command command() {
    return command;
  }

  /** The process that the command is about. */
  public long pid() {
    return pid;
  }

  /** The id of a plan, or at least six digits of its beginning; empty if none is given. */
  public String plan() {
    return plan;
  }

  /** The words {@code key=value}, in their order. */
  public List<String> settings() {
    return Collections.unmodifiableList(settings);
  }

  public boolean has(Option option) {
    return given.containsKey(option);
  }

  /** What follows the option; empty if it was not given. */
  public Optional<String> value(Option option) {
    List<String> values = values(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** What follows the option each time it was given, in that order. */
  public List<String> values(Option option) {
    return Collections.unmodifiableList(
        given.getOrDefault(option, Collections.<String>emptyList()));
  }
}
