package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.ConfigurationReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server in processes of its own. */
class AdminServerIT {

  private static final String SERVED =
      "\\[schema-medic] metrics and status page are served host=\"127.0.0.1\" port=\\d+\\R";

  @Test
  void openServerNeitherKeepsTheProcessAliveNorWakesTheLogManager()
      throws IOException, InterruptedException {
    assertThat(run("-Djava.util.logging.manager=no.such.Manager")).matches(SERVED);
  }

  @Test
  void smallestRuntimeIsEnough() throws IOException, InterruptedException {
    assertThat(run("--limit-modules", "java.base")).matches(SERVED);
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Opener.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** Opens a server and returns from main. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      AdminServer.open(
          ConfigurationReader.ofLocalFiles()
              .read("http.port=0", Map.of(), Map.of())
              .configuration()
              .http(),
          new TestContent(),
          System.out::println,
          Throwable::printStackTrace);
    }
  }
}
