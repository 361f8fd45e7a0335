package io.schemamedic.dist.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The machine's own PostgreSQL, since the one that the build brings speaks only English. The locale
 * that it needs is compiled if need be.
 */
final class LocalizedPrograms {
  /** Its messages share neither letters nor the order of words with English. */
  static final String LOCALE = "ja_JP.UTF-8";

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final Path MESSAGES = Path.of("/usr/share/locale/ja/LC_MESSAGES");
  private static final int PATIENCE_SECONDS = 60;

  private LocalizedPrograms() {}

  static Optional<PostgresPrograms> find() {
    return installed()
        .filter(major -> Files.exists(MESSAGES.resolve("postgres-" + major + ".mo")))
        .flatMap(
            major ->
                locales()
                    .map(
                        locales ->
                            new PostgresPrograms(
                                INSTALLED.resolve(major).resolve("bin"),
                                Map.of("LOCPATH", locales.toString()))));
  }

  /** The newest major release there. */
  private static Optional<String> installed() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> majors = Files.list(INSTALLED)) {
      return majors
          .filter(major -> Files.isExecutable(major.resolve("bin/initdb")))
          .map(major -> major.getFileName().toString())
          .max(Comparator.comparingInt(Integer::parseInt));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A directory that holds the locale; empty if it cannot be compiled here. */
  private static Optional<Path> locales() {
    try {
      Path directory = Path.of(System.getProperty("postgres.directory"), "locales");
      Files.createDirectories(directory);
      Path locale = directory.resolve(LOCALE);
      if (!Files.exists(locale) && !compiled(locale)) {
        return Optional.empty();
      }
      return Optional.of(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean compiled(Path locale) {
    try {
      Process process =
          new ProcessBuilder(List.of("localedef", "-i", "ja_JP", "-f", "UTF-8", locale.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // No such program here.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
