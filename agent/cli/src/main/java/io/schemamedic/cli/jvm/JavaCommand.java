package io.schemamedic.cli.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A command line of {@code java}, read as far as the main class. What follows belongs to the
 * service, may hold secrets, and is not looked at.
 */
final class JavaCommand {
  /** Options whose value is a word of its own. */
  private static final Set<String> WITH_VALUE =
      new HashSet<>(
          Arrays.asList(
              "-cp",
              "-classpath",
              "--class-path",
              "-p",
              "--module-path",
              "--upgrade-module-path",
              "--add-modules",
              "--enable-native-access",
              "--add-reads",
              "--add-exports",
              "--add-opens",
              "--limit-modules",
              "--patch-module",
              "--source"));

  private final String main;
  private final List<String> options;

  private JavaCommand(String main, List<String> options) {
    this.main = main;
    this.options = options;
  }

  /**
   * @param words the command, as {@code java -cp x Main}
   */
  static JavaCommand of(List<String> words) {
    List<String> options = new ArrayList<>();
    int at = 1;
    while (at < words.size()) {
      String word = words.get(at);
      boolean last = at + 1 == words.size();
      if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
        return new JavaCommand(last ? "" : shortened(words.get(at + 1)), options);
      }
      if (!word.startsWith("-") && !word.startsWith("@")) {
        return new JavaCommand(shortened(word), options);
      }
      options.add(word);
      at += WITH_VALUE.contains(word) ? 2 : 1;
    }
    return new JavaCommand("", options);
  }

  /** Main class, module or name of the jar; empty if it was not understood. */
  String main() {
    return main;
  }

  /** What stood before it. */
  List<String> options() {
    return options;
  }

  /** Without the folder of a jar. */
  static String shortened(String main) {
    return main.endsWith(".jar") ? main.substring(main.lastIndexOf('/') + 1) : main;
  }
}
