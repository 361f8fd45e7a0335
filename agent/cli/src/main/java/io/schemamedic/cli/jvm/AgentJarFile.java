package io.schemamedic.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** A jar that may be this agent, whatever its name. */
public final class AgentJarFile {
  private static final String ENTRY = "io.schemamedic.entry.AgentEntry";

  private AgentJarFile() {}

  /** The version that it says of itself; null if it is not this agent, or cannot be read. */
  public static @Nullable String versionOf(File file) {
    if (!file.isFile()) {
      return null;
    }
    try (JarFile jar = new JarFile(file)) {
      Manifest manifest = jar.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      if (!ENTRY.equals(main.getValue("Agent-Class"))) {
        return null;
      }
      String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "" : version;
    } catch (IOException | RuntimeException e) {
      // Not a jar, or not ours to read: somebody else's.
      return null;
    }
  }
}
