package io.schemamedic.dist;

import io.schemamedic.dist.program.FaultAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;

/** A JVM with a {@link FaultAgent} for some classes of the agent, which is still to be added. */
public final class FaultyJvm {
  private FaultyJvm() {}

  /**
   * @param directory for a jar
   * @param classes that can be made to throw or pause
   */
  public static ForkedJvm create(Path directory, List<String> classes) throws IOException {
    return new ForkedJvm(Jdk.current())
        .withFirstOnClassPath(ForkedJvm.jarOf(ByteBuddy.class))
        .with("-javaagent:" + jar(directory) + "=" + String.join(",", classes));
  }

  /** Only a manifest: the class is on the class path. */
  private static Path jar(Path directory) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", FaultAgent.class.getName());
    Path jar = directory.resolve("fault.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }
}
