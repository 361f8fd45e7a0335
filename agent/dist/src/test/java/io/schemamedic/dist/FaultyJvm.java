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
    return addTo(new ForkedJvm(Jdk.current()), directory, classes);
  }

  /** As {@link #create}, for a JVM with an agent. */
  public static ForkedJvm addTo(ForkedJvm jvm, Path directory, List<String> classes)
      throws IOException {
    return jvm.withFirstOnClassPath(ForkedJvm.jarOf(ByteBuddy.class))
        .with(option(directory, FaultAgent.class, String.join(",", classes)));
  }

  /**
   * What lets a class of the class path be an agent.
   *
   * @param directory for a jar
   */
  public static String option(Path directory, Class<?> agent, String arguments) throws IOException {
    return "-javaagent:" + jar(directory, agent) + "=" + arguments;
  }

  /** The jar of an agent. Only a manifest: the class is on the class path. */
  public static Path jar(Path directory, Class<?> agent) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
    manifest.getMainAttributes().putValue("Agent-Class", agent.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = directory.resolve(agent.getSimpleName() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }
}
