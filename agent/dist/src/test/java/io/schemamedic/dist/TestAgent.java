package io.schemamedic.dist;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes agents. */
final class TestAgent {
  private TestAgent() {}

  /** A jar with the agent's class. */
  static Path of(Path directory, Class<?> agent) throws IOException {
    Path jar = directory.resolve(agent.getSimpleName() + ".jar");
    try (JarOutputStream out = open(jar, agent)) {
      out.putNextEntry(new JarEntry(classFile(agent)));
      out.write(bytes(agent));
      out.closeEntry();
    }
    return jar;
  }

  private static JarOutputStream open(Path jar, Class<?> agent) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
    return new JarOutputStream(Files.newOutputStream(jar), manifest);
  }

  /** A class path of one class. */
  static void copy(Class<?> program, Path directory) throws IOException {
    Path file = directory.resolve(classFile(program));
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.write(file, bytes(program));
  }

  private static String classFile(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    return Files.readAllBytes(ForkedJvm.jarOf(type).resolve(classFile(type)));
  }
}
