package io.schemamedic.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemamedic.cli.arguments.ArgumentParser;
import io.schemamedic.cli.arguments.Command;
import io.schemamedic.cli.arguments.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenClassPathTest {
  private final Path directory;

  GivenClassPathTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static GivenClassPath of(String... options) throws UsageException {
    List<String> words = new ArrayList<>(List.of("--url=jdbc:postgresql:shop"));
    words.addAll(List.of(options));
    return GivenClassPath.of(ArgumentParser.parse(Command.CHECK, words));
  }

  private static List<String> problems(String... options) {
    return catchThrowableOfType(UsageException.class, () -> of(options)).problems();
  }

  private Path jar(String name, String resource) throws IOException {
    Path jar = directory.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(resource));
      out.closeEntry();
    }
    return jar;
  }

  @Test
  void wildcardMeansTheJarsOfAFolderAndNotTheFolder() throws Exception {
    jar("one.jar", "in-one.txt");
    jar("two.JAR", "in-two.txt");
    jar("not-a-jar.zip", "in-zip.txt");
    Files.createFile(directory.resolve("loose.txt"));

    try (GivenClassPath path = of("--class-path", directory + File.separator + "*")) {
      assertThat(path.loader().getResource("in-one.txt")).isNotNull();
      assertThat(path.loader().getResource("in-two.txt")).isNotNull();
      assertThat(path.loader().getResource("in-zip.txt")).isNull();
      assertThat(path.loader().getResource("loose.txt")).isNull();
    }
  }

  @Test
  void driverComesBeforeTheRestOfTheClassPath() throws Exception {
    Path service = jar("service.jar", "same.txt");
    Path driver = jar("driver.jar", "same.txt");
    Files.createFile(directory.resolve("loose.txt"));

    try (GivenClassPath path =
        of(
            "--class-path",
            service + File.pathSeparator + directory,
            "--driver-jar",
            driver.toString())) {
      assertThat(path.loader().getResource("same.txt")).asString().contains("driver.jar");
      assertThat(path.loader().getResource("loose.txt")).isNotNull();
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(
            problems(
                "--driver-jar=no.jar",
                "--class-path=no-folder/*" + File.pathSeparator + "no-place"))
        .containsExactly(
            "--driver-jar: there is no file no.jar",
            "--class-path: there is no folder no-folder",
            "--class-path: there is no no-place");
  }

  @Test
  void nothingOfTheToolItselfIsSeen() throws Exception {
    try (GivenClassPath path = of()) {
      assertThat(path.loader().getResource("io/schemamedic/cli/CommandLine.class")).isNull();
    }
  }

  @Test
  void missingDriverIsToldWithWhatToDo() throws Exception {
    try (GivenClassPath path = of()) {
      assertThat(catchThrowableOfType(UsageException.class, path::requireDriver))
          .hasMessageContaining("--driver-jar")
          .hasMessageContaining("--class-path");
    }
  }
}
