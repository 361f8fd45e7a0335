package io.schemamedic.demo.story;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The agent's jar as a command line, which asks a database without any service. Immutable.
 *
 * @param jar the agent
 * @param driver the app's own PostgreSQL driver, taken out of its jar
 */
record CommandLineTool(Path jar, Path driver) {
  private static final String DRIVER = "BOOT-INF/lib/postgresql-.*\\.jar";

  /** What a command has said and ended with. */
  record Answer(int exitCode, List<String> lines) {}

  /**
   * @param directory for the driver
   */
  static CommandLineTool prepare(StoryOptions options, Path directory) throws IOException {
    Path driver = directory.resolve("driver.jar");
    try (JarFile app = new JarFile(options.appJar().toFile())) {
      JarEntry entry =
          app.stream()
              .filter(each -> each.getName().matches(DRIVER))
              .findFirst()
              .orElseThrow(() -> new IOException("there is no driver in " + options.appJar()));
      try (InputStream in = app.getInputStream(entry)) {
        Files.copy(in, driver);
      }
    }
    return new CommandLineTool(options.agentJar(), driver);
  }

  /** Writes down what a database has in one schema. */
  void snapshot(String jdbcUrl, String schema, Path file) throws IOException, InterruptedException {
    Answer answer = run("snapshot", jdbcUrl, "--schema", schema, "--out", file.toString());
    if (answer.exitCode() != 0) {
      throw new IOException("no snapshot of " + schema + ": " + answer);
    }
  }

  Answer run(String command, String jdbcUrl, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-jar", jar.toString(), command, "--url", jdbcUrl));
    words.addAll(List.of("--driver-jar", driver.toString()));
    words.addAll(List.of(options));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    return new Answer(process.waitFor(), lines);
  }
}
