package io.schemamedic.dist;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler's {@code --release 8} covers our classes; this covers the libraries as well. */
class Java8SignatureIT {

  /** Classes that may name what is not there, by the beginning of their names, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "io/schemamedic/instrumentation/",
          "Advice never runs where it is: it is copied into the driver, which has these classes",
          "io/schemamedic/shaded/micrometer/common/util/internal/logging/",
          "Loggers for SLF4J are made only if SLF4J is found",
          "io/schemamedic/shaded/micrometer/core/util/internal/logging/",
          "The same loggers, under their deprecated name",
          "io/schemamedic/shaded/micrometer/core/instrument/AbstractTimer",
          "LatencyUtils is used only by timers that compensate for pauses, which is off",
          "io/schemamedic/shaded/prometheus/client/exemplars/Tracer",
          "Looks for OpenTelemetry and catches NoClassDefFoundError",
          "io/schemamedic/shaded/bytebuddy/dynamic/loading/ClassInjector",
          "JNA is one of several ways to inject classes; we inject none");

  @Test
  void jarUsesNothingThatJava8LacksExceptWhereALibraryLooksFirst() throws IOException {
    assertThat(violations())
        .filteredOn(violation -> EXCEPTIONS.keySet().stream().noneMatch(violation::startsWith))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void everyExceptionIsStillNeeded(String exception) throws IOException {
    assertThat(violations()).anyMatch(violation -> violation.startsWith(exception));
  }

  static Set<String> exceptions() {
    return EXCEPTIONS.keySet();
  }

  private static Set<String> violations() throws IOException {
    Collector collector = new Collector();
    try (InputStream signature =
        new FileInputStream(requireNonNull(System.getProperty("java-8.signature")))) {
      Checker checker = new Checker(signature, ownClasses(), collector);
      try (JarFile jar = ShippedJar.open()) {
        for (String name : ShippedJar.entries()) {
          if (name.endsWith(".class")) {
            try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
              checker.check(name.replace(ShippedJar.HIDDEN, ""), in);
            }
          }
        }
      }
    }
    return new TreeSet<>(collector.errors);
  }

  private static Set<String> ownClasses() throws IOException {
    Set<String> names = new HashSet<>();
    for (String name : ShippedJar.entries()) {
      if (name.endsWith(".class")) {
        names.add(
            name.replace(ShippedJar.HIDDEN, "").replaceAll("\\.class$", "").replace('/', '.'));
      }
    }
    return names;
  }

  /** Takes single files: those of the jar are not where a jar has its classes. */
  private static final class Checker extends SignatureChecker {
    Checker(InputStream signature, Set<String> known, Logger logger) throws IOException {
      super(signature, known, logger);
      setSourcePath(List.of());
    }

    void check(String name, InputStream classFile) throws IOException {
      process(name, classFile);
    }
  }

  private static final class Collector implements Logger {
    final List<String> errors = new ArrayList<>();

    @Override
    public void info(String message) {}

    @Override
    public void info(String message, Throwable error) {}

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String message, Throwable error) {}

    @Override
    public void warn(String message) {}

    @Override
    public void warn(String message, Throwable error) {}

    @Override
    public void error(String message) {
      errors.add(message);
    }

    @Override
    public void error(String message, Throwable error) {
      errors.add(message);
    }
  }
}
