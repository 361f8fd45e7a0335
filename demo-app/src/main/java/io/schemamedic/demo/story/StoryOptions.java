package io.schemamedic.demo.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the story was asked for and where its parts are. Immutable.
 *
 * @param once end after the checks, with their result as exit code, instead of staying up
 * @param show instead of the checks: break and heal a service in front of somebody who watches
 * @param root the repository
 * @param appJar the demo app
 * @param agentJar the agent
 */
record StoryOptions(
    boolean once, @Nullable ShowOptions show, Path root, Path appJar, Path agentJar) {
  static final String USAGE =
      """
      usage: demo-app/run [--once | --watch [--rounds N] [--pace MILLIS] [--prometheus PATH]]

        --once    end after the checks: exit code 0 if all of them hold, else 1
        --watch   instead of the checks: break a running service and have it healed, again and
                  again, slowly enough to look on; the widget, the agent's status page and
                  Prometheus are open meanwhile
        --rounds  end after so many rounds: exit code 0 if all went as it should, else 1
        --pace    time between two steps of the show, in milliseconds; 8000 without it
        --prometheus  the program, if it is not on PATH
        --help    print this

      Without --once and --rounds everything stays up until Ctrl-C.""";

  /**
   * @param root the repository, given by the script that starts the story
   * @throws IllegalArgumentException if an argument is unknown or a part is missing; the message is
   *     for the user
   */
  static StoryOptions parse(Path root, List<String> arguments) {
    boolean once = false;
    boolean watch = false;
    Map<String, String> values = new LinkedHashMap<>();
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--once" -> once = true;
        case "--watch" -> watch = true;
        case "--rounds", "--pace", "--prometheus" -> values.put(word, valueOf(word, words));
        default -> throw new IllegalArgumentException("unknown argument: " + word);
      }
    }
    if (once && watch) {
      throw new IllegalArgumentException("--once and --watch are two different things");
    }
    if (!watch && !values.isEmpty()) {
      throw new IllegalArgumentException("only with --watch: " + values.keySet());
    }
    return new StoryOptions(
        once,
        watch ? ShowOptions.of(values) : null,
        root,
        existing(root.resolve("demo-app/target/schema-medic-demo-app.jar")),
        existing(root.resolve("agent/dist/target/schema-medic.jar")));
  }

  private static String valueOf(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.next();
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("there is no " + path + "; build the project first");
    }
    return path;
  }
}
