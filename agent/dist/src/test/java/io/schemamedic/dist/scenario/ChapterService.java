package io.schemamedic.dist.scenario;

import io.schemamedic.dist.scenario.SafetyTable.Chapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The service of a chapter, in a new JVM whenever the one before has seen many databases. */
final class ChapterService implements AutoCloseable {
  /** Each case may connect in more than one way, and the agent knows 64 databases at most. */
  private static final int MOST_CASES = 30;

  private final String arguments;
  private @Nullable RunningService running;
  private int cases;

  private ChapterService(String arguments) {
    this.arguments = arguments;
  }

  /**
   * @param directory for the declared schema
   */
  static ChapterService of(Chapter chapter, Path directory) {
    StringBuilder arguments = new StringBuilder("check.on-connect=off");
    chapter.settings().forEach((key, value) -> arguments.append(';').append(key + '=' + value));
    if (!chapter.declared().isEmpty()) {
      try {
        Path declared = Files.createTempFile(directory, "declared", ".sql");
        Files.writeString(declared, chapter.declared());
        arguments.append(";declared=file:").append(declared);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ChapterService(arguments.toString());
  }

  /** The service for one more case. */
  RunningService forOneMore() {
    if (running != null && cases == MOST_CASES) {
      close();
    }
    if (running == null) {
      running = RunningService.withAgent(arguments);
      cases = 0;
    }
    cases++;
    return running;
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
