package io.schemamedic.demo.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the story was asked for and where its parts are. Immutable.
 *
 * @param once end after the checks, with their result as exit code, instead of staying up
 * @param appJar the demo app
 * @param agentJar the agent
 */
record StoryOptions(boolean once, Path appJar, Path agentJar) {
  static final String USAGE =
      """
      usage: demo-app/run [--once]

        --once   end after the checks: exit code 0 if all of them hold, else 1
        --help   print this

      Without --once everything stays up after the checks until Ctrl-C.""";

  /**
   * @param root the repository, given by the script that starts the story
   * @throws IllegalArgumentException if an argument is unknown or a part is missing; the message is
   *     for the user
   */
  static StoryOptions parse(Path root, List<String> arguments) {
    boolean once = false;
    for (String argument : arguments) {
      if (!argument.equals("--once")) {
        throw new IllegalArgumentException("unknown argument: " + argument);
      }
      once = true;
    }
    return new StoryOptions(
        once,
        existing(root.resolve("demo-app/target/schema-medic-demo-app.jar")),
        existing(root.resolve("agent/dist/target/schema-medic.jar")));
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("there is no " + path + "; build the project first");
    }
    return path;
  }
}
