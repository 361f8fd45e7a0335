package io.schemamedic.dist.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The server's programs of one release.
 *
 * @param bin the directory with {@code initdb} and {@code pg_ctl}
 * @param environment what they need beside what this JVM has
 */
public record PostgresPrograms(Path bin, Map<String, String> environment) {

  public PostgresPrograms {
    environment = Map.copyOf(environment);
  }

  /** Of the release that the build has put beside the other ones, unpacked if need be. */
  static PostgresPrograms bundled(int major) throws IOException {
    Path jar = Path.of(System.getProperty("postgres.directory"), major + ".jar");
    Path unpacked = jar.resolveSibling(Integer.toString(major));
    if (!Files.exists(unpacked)) {
      unpack(jar, unpacked);
    }
    return new PostgresPrograms(unpacked.resolve("bin"), Map.of());
  }

  /** First beside its place, so that what is in its place is whole. */
  private static void unpack(Path jar, Path target) throws IOException {
    Path beside = Files.createTempDirectory(target.getParent(), "unpacking");
    Files.setPosixFilePermissions(beside, permissions(0755));
    try (JarFile file = new JarFile(jar.toFile());
        InputStream archive = file.getInputStream(archiveIn(file));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, beside.resolve(entry.getName()));
      }
    }
    try {
      Files.move(beside, target);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalStateException("Two builds unpack into " + target, e);
    } catch (FileSystemException e) {
      throw new IllegalStateException("Cannot put into its place: " + target, e);
    }
  }

  private static JarEntry archiveIn(JarFile jar) {
    return jar.stream()
        .filter(entry -> entry.getName().endsWith(".txz"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No archive in " + jar.getName()));
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      Files.setPosixFilePermissions(file, permissions(entry.getMode()));
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    // Declared from the owner's right to read down to the others' right to execute, as the bits.
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
