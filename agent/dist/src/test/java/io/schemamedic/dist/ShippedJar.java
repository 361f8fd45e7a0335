package io.schemamedic.dist;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The jar as it is shipped, built in the same run as the tests. */
public final class ShippedJar {
  static final String HIDDEN = "META-INF/schema-medic/";

  private ShippedJar() {}

  public static File file() {
    return new File(
        requireNonNull(System.getProperty("schema-medic.jar"), "to be run by the build"));
  }

  static JarFile open() throws IOException {
    return new JarFile(file());
  }

  /** Names of all files in it; no directories. */
  static List<String> entries() throws IOException {
    try (JarFile jar = open()) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }
}
