package io.schemamedic.instrumentation;

import static java.util.stream.Collectors.toList;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** One of the released drivers that the build puts under {@code target/drivers}. */
record DriverJar(Path file) {
  static List<DriverJar> all() {
    return in("drivers");
  }

  /** Drivers of other databases. */
  static List<DriverJar> others() {
    return Stream.of("other-drivers", "tested-drivers")
        .flatMap(directory -> in(directory).stream())
        .collect(toList());
  }

  /** Not a driver, but woven like one. */
  static List<DriverJar> hibernate() {
    return in("hibernate");
  }

  private static List<DriverJar> in(String directory) {
    try (Stream<Path> files = Files.list(Path.of("target", directory))) {
      return files.sorted().map(DriverJar::new).collect(toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ends of the range that the advice is made for, and the one that we compile with. */
  static List<DriverJar> oldestCurrentAndNewest() {
    return all().stream()
        .filter(jar -> jar.toString().matches("postgresql-42\\.(2\\.5|7\\.13|7\\.14)\\.jar"))
        .collect(toList());
  }

  boolean contains(String className) {
    try (ZipFile zip = new ZipFile(new File(file.toString()))) {
      return zip.getEntry(className.replace('.', '/') + ".class") != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] classFile(String className) {
    try (ZipFile zip = new ZipFile(new File(file.toString()));
        InputStream in = zip.getInputStream(zip.getEntry(className.replace('.', '/') + ".class"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
