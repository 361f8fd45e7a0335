package io.schemamedic.demo.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the show is to go on. Immutable.
 *
 * @param rounds after how many it ends; 0 for none
 * @param pace between two steps, for people to look
 * @param prometheus the program that was named; empty for the one on PATH
 */
record ShowOptions(int rounds, Duration pace, Optional<Path> prometheus) {

  /**
   * @param values what was given, by option
   * @throws IllegalArgumentException if a value cannot be used; the message is for the user
   */
  static ShowOptions of(Map<String, String> values) {
    return new ShowOptions(
        number("--rounds", values.getOrDefault("--rounds", "0")),
        Duration.ofMillis(number("--pace", values.getOrDefault("--pace", "8000"))),
        Optional.ofNullable(values.get("--prometheus")).map(ShowOptions::program));
  }

  boolean isOverAfter(int round) {
    return rounds > 0 && round >= rounds;
  }

  private static int number(String option, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As below: what was given is no number that we can use.
    }
    throw new IllegalArgumentException(option + " needs a whole number, not " + text);
  }

  private static Path program(String text) {
    Path program = Path.of(text).toAbsolutePath();
    if (!Files.isExecutable(program)) {
      throw new IllegalArgumentException("--prometheus: there is no program " + text);
    }
    return program;
  }
}
