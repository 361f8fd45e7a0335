package io.schemamedic.cli.arguments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the words behind a command: {@code --option value} or {@code --option=value}, and where the
 * command has them the number of a process and settings. What it does not understand is never
 * repeated in a message, since it may be a password.
 */
public final class ArgumentParser {
  private final Command command;
  private final Map<Option, List<String>> given = new EnumMap<>(Option.class);
  private final List<String> settings = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private long pid;
  private String plan = "";

  private ArgumentParser(Command command) {
    this.command = command;
  }

  /**
   * Reads all words.
   *
   * @param words without the command
   * @throws UsageException with everything that is wrong, unless help is asked for
   */
  public static Arguments parse(Command command, List<String> words) throws UsageException {
    return new ArgumentParser(command).parse(words);
  }

  private Arguments parse(List<String> words) throws UsageException {
    int at = 0;
    while (at < words.size()) {
      at = read(words, at);
    }
    Arguments arguments = new Arguments(command, given, pid, plan, settings);
    if (arguments.has(Option.HELP)) {
      return arguments;
    }
    if (command.needsDatabase() && !arguments.has(Option.URL) && problems.isEmpty()) {
      problems.add("--url is missing: which database?");
    }
    if (command.needsProcess() && pid == 0 && problems.isEmpty()) {
      problems.add("the number of a process is missing: 'list' shows them");
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return arguments;
  }

  /**
   * @return where the next option begins
   */
  private int read(List<String> words, int at) {
    String word = words.get(at);
    if (command.needsProcess() && pid == 0 && word.matches("[1-9][0-9]{0,8}")) {
      pid = Long.parseLong(word);
      return at + 1;
    }
    if (command.takesPlan() && pid != 0 && plan.isEmpty() && word.matches("[0-9a-f]{6,64}")) {
      plan = word;
      return at + 1;
    }
    if (command.takesSettings() && word.matches("(?s)[a-z][a-z.-]*=.*")) {
      settings.add(word);
      return at + 1;
    }
    int equalsSign = word.indexOf('=');
    String name = equalsSign < 0 ? word : word.substring(0, equalsSign);
    Optional<Option> known = Option.named(name);
    if (!known.isPresent() || !command.options().contains(known.get())) {
      problems.add(notUnderstood(name, at));
      return at + 1;
    }
    Option option = known.get();
    if (!option.takesValue()) {
      if (equalsSign >= 0) {
        problems.add(name + " takes no value");
      }
      add(option, "");
      return at + 1;
    }
    boolean apart = equalsSign < 0;
    String value = apart ? following(words, at) : word.substring(equalsSign + 1);
    if (value.trim().isEmpty()) {
      problems.add(name + " needs a value: " + option.value());
      return at + 1;
    }
    add(option, value);
    return at + (apart ? 2 : 1);
  }

  private static String following(List<String> words, int at) {
    String next = at + 1 < words.size() ? words.get(at + 1) : "";
    return next.startsWith("--") ? "" : next;
  }

  private void add(Option option, String value) {
    List<String> values = given.computeIfAbsent(option, absent -> new ArrayList<>());
    if (!values.isEmpty() && !option.isRepeatable()) {
      problems.add(option.word() + " is given twice");
    }
    values.add(value);
  }

  private String notUnderstood(String name, int at) {
    if (name.equals("--password") || name.equals("-p") || name.equals("-W")) {
      return "a password is not taken from the arguments, where every process can read it: use"
          + " --password-file FILE or the environment variable SCHEMAMEDIC_PASSWORD";
    }
    if (name.matches("--[a-z][a-z-]{0,30}")) {
      String belongs = Option.named(name).isPresent() ? " is no option of " : " is unknown to ";
      return name + belongs + command.word();
    }
    return "word "
        + (at + 1)
        + " behind "
        + command.word()
        + (command.takesPlan()
            ? " is no id of a plan: 'approve PID' shows them; six digits of its beginning will do"
            : " is no option");
  }
}
