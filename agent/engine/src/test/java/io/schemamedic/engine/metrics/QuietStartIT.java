package io.schemamedic.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Meters must not wake {@code java.util.logging}: WildFly and others refuse to start if it is
 * initialised before they have set their log manager.
 */
class QuietStartIT {

  @Test
  void metersNeitherInitialiseTheLogManagerNorPrintAnything(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path classes = directory.resolve("classes.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.util.logging.manager=no.such.Manager",
                    "-Xlog:class+load:file=" + classes,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Meters.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(output).isEqualTo("scraped" + System.lineSeparator());
    assertThat(classes)
        .content()
        .contains("io.schemamedic.engine.metrics.MedicMetrics")
        .doesNotContain("java.util.logging.LogManager ")
        .doesNotContain("java.lang.management.ManagementFactory ");
  }

  @Test
  void micrometerIsNotLoadedBeforeTheFirstScrape(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path classes = directory.resolve("classes.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load:file=" + classes,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Events.class.getName()))
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(classes)
        .content()
        .contains("io.schemamedic.engine.metrics.MedicMetrics")
        .doesNotContain("io.micrometer.", "io.prometheus.");
  }

  /** Runs in a JVM of its own. */
  static final class Events {
    private Events() {}

    public static void main(String[] arguments) {
      MedicMetrics metrics = MedicMetrics.create("1", 10);
      metrics.mode("repair");
      metrics.failure("undefined_table", "42P01", "public.t", null);
      metrics.close();
    }
  }

  /** Runs in a JVM of its own. */
  static final class Meters {
    private Meters() {}

    public static void main(String[] arguments) {
      MedicMetrics metrics = MedicMetrics.create("1", 10);
      metrics.failure("undefined_table", "42P01", "public.t", null);
      metrics.repair("repaired", Duration.ofMillis(1));
      metrics.unreconciledRepairs(
          () -> {
            throw new IllegalStateException("no");
          });
      if (metrics.scrape().contains("schema_medic_failures_total")) {
        System.out.println("scraped");
      }
      metrics.close();
    }
  }
}
