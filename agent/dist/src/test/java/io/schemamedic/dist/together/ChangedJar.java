package io.schemamedic.dist.together;

import io.schemamedic.dist.ShippedJar;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Copies of the shipped jar that are another one in some way. */
public final class ChangedJar {
  private ChangedJar() {}

  /** As it would be after a release. */
  public static Path ofVersion(String version, Path copy) throws IOException {
    return write(copy, version, name -> true, content -> content);
  }

  /**
   * As it would be after a release that has changed files.
   *
   * @param change makes the new content from the old one
   */
  public static Path ofVersion(String version, Path copy, UnaryOperator<byte[]> change)
      throws IOException {
    return write(copy, version, name -> true, change);
  }

  /** Without the files whose names match. */
  public static Path without(Predicate<String> names, Path copy) throws IOException {
    return write(copy, null, names.negate(), content -> content);
  }

  public static Path exact(Path copy) throws IOException {
    return Files.copy(ShippedJar.file().toPath(), copy);
  }

  private static Path write(
      Path copy, @Nullable String version, Predicate<String> kept, UnaryOperator<byte[]> change)
      throws IOException {
    try (JarFile jar = new JarFile(ShippedJar.file())) {
      Manifest manifest = jar.getManifest();
      if (version != null) {
        manifest.getMainAttributes().putValue("Implementation-Version", version);
      }
      try (OutputStream file = Files.newOutputStream(copy);
          JarOutputStream out = new JarOutputStream(file, manifest)) {
        out.setLevel(1);
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
          JarEntry entry = entries.nextElement();
          if (!entry.getName().equals(JarFile.MANIFEST_NAME) && kept.test(entry.getName())) {
            out.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream in = jar.getInputStream(entry)) {
              out.write(change.apply(in.readAllBytes()));
            }
            out.closeEntry();
          }
        }
      }
    }
    return copy;
  }
}
