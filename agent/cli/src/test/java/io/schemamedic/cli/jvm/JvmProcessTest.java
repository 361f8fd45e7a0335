package io.schemamedic.cli.jvm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmProcessTest {
  private final Path jar;

  JvmProcessTest(@TempDir Path directory) {
    this.jar = directory.resolve("medic.jar");
  }

  private void write(String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    main.putValue("Agent-Class", "io.schemamedic.entry.AgentEntry");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  /** Version of the agent whose jar this very process has open. */
  private String found() {
    JvmProcess process = requireNonNull(JvmProcesses.of(ProcessHandle.current().pid()));
    return requireNonNull(process.openAgents()).stream()
        .filter(agent -> agent.jar().equals(jar.toString()))
        .findFirst()
        .map(FoundAgent::version)
        .orElse("none");
  }

  @Test
  void agentIsFoundWhateverHasBecomeOfItsJar() throws IOException {
    write("1.0");
    assertThat(found()).isEqualTo("none");
    try (JarFile open = new JarFile(jar.toFile())) {
      assertThat(open.getManifest()).isNotNull();
      assertThat(found()).isEqualTo("1.0");

      Files.delete(jar);
      assertThat(found()).isEqualTo("1.0");

      write("2.0");
      assertThat(found()).isEqualTo("1.0");
    }
    assertThat(found()).isEqualTo("none");
  }
}
