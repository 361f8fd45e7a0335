package io.schemamedic.entry;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The shipped jar, found as the place where our own class came from. */
final class AgentJar {
  private AgentJar() {}

  /**
   * Opens the jar.
   *
   * @throws ForeignJarException if it is not ours: someone has merged our classes into a jar of
   *     their own, where they would find a foreign manifest and foreign libraries; or it is of
   *     another version by now, whose classes would meet those of ours that are loaded
   * @throws IOException if it cannot be opened
   */
  static JarFile open() throws IOException {
    File file = file();
    JarFile jar = new JarFile(file);
    boolean ours = false;
    try {
      Manifest manifest = jar.getManifest();
      requireOurs(manifest == null ? new Attributes() : manifest.getMainAttributes(), file);
      ours = true;
    } finally {
      if (!ours) {
        jar.close();
      }
    }
    return jar;
  }

  private static void requireOurs(Attributes attributes, File file) throws ForeignJarException {
    if (!AgentEntry.class.getName().equals(attributes.getValue("Premain-Class"))) {
      throw ForeignJarException.of(file.getName());
    }
    String started = version();
    String found = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    if (started != null && !started.equals(found)) {
      throw ForeignJarException.ofVersion(found, started);
    }
  }

  private static File file() throws IOException {
    CodeSource source = AgentEntry.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !"file".equals(location.getProtocol())) {
      throw new IOException("The agent's classes do not come from a file");
    }
    try {
      return new File(location.toURI());
    } catch (URISyntaxException e) {
      // A loader that does not escape its URLs, say of a path with a space.
      return new File(location.getPath());
    }
  }

  /** Where it is; empty if the agent's classes do not come from a file. */
  static String path() {
    try {
      return file().getPath();
    } catch (IOException e) {
      return "";
    }
  }

  /** The shipped version, such as {@code 0.1.0}; null outside the shipped jar. */
  static @Nullable String version() {
    Package ours = AgentJar.class.getPackage();
    return ours == null ? null : ours.getImplementationVersion();
  }
}
