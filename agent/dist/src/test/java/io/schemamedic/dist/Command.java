package io.schemamedic.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the machine that was run to its end.
 *
 * @param well whether it could be started and ended with 0 in time
 * @param output both its streams, or why it could not be started
 */
public record Command(boolean well, String output) {
  private static final long LONGEST_MINUTES = 5;

  public static Command run(Path directory, List<String> words) {
    try {
      Path output = Files.createTempFile("schema-medic", ".out");
      Process process =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String written = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Command(ended && process.exitValue() == 0, written);
    } catch (IOException e) {
      return new Command(false, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalStateException if it did not end well
   */
  public static String must(Path directory, List<String> words) {
    Command command = run(directory, words);
    if (!command.well) {
      throw new IllegalStateException(words + ": " + command.output);
    }
    return command.output;
  }
}
