package io.schemamedic.dist.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ServiceProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service with older versions of what the agent brings: both use their own. The driver is one
 * that takes the agent's Byte Buddy to weave.
 */
class OwnLibrariesIT {
  private static final Path LIBRARIES = Path.of("target", "old-libraries").toAbsolutePath();

  private final Path directory;
  private final AgentSetup agent;

  OwnLibrariesIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"), "CREATE TABLE note (id int, text text);");
    agent = AgentSetup.repairing(directory, "file:" + declared);
  }

  @Test
  void onTheClassPath() throws IOException {
    ForkedJvm jvm = agent.jvm();
    libraries().forEach(jvm::withFirstOnClassPath);

    assertEachHasItsOwn(jvm, false);
  }

  /** The platform's loader serves named modules of the service, whoever asks it. */
  @Test
  void onTheModulePath() throws IOException {
    List<Path> modules = new ArrayList<>(libraries());
    modules.add(moduleOfTheService());

    // The service's module is an automatic one, which cannot ask for any. The last is for metrics.
    ForkedJvm jvm = agent.jvm().with("--add-modules", "net.bytebuddy,java.sql");
    assertEachHasItsOwn(jvm.withOnlyModulePath(modules, "own.libraries"), true);
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      List<Path> libraries = new ArrayList<>(files.toList());
      libraries.add(Path.of(System.getProperty("unlisted-driver.jar", "")));
      return libraries;
    }
  }

  private Path moduleOfTheService() throws IOException {
    Path jar = directory.resolve("own-libraries.jar");
    String program = OwnLibraries.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(program));
      Files.copy(ForkedJvm.jarOf(OwnLibraries.class).resolve(program), out);
      out.closeEntry();
    }
    return jar;
  }

  private void assertEachHasItsOwn(ForkedJvm jvm, boolean named) throws IOException {
    Path loaded = directory.resolve("loaded.txt");
    try (GapInDatabase gap = new GapInDatabase();
        ServiceProcess service =
            ServiceProcess.start(
                jvm.with("-Xlog:class+load:file=" + loaded),
                OwnLibraries.class,
                gap.database().url())) {
      assertThat(service.linesUntil(OwnLibraries.READY))
          .containsExactly(
              "byte-buddy-1.11.22.jar, named " + named,
              "micrometer-registry-prometheus-1.5.17.jar, named " + named,
              "simpleclient-0.8.1.jar, named " + named,
              "inserted 1",
              "made of Byte Buddy",
              "metric orders_total 1.0");
      assertThat(agent.metric("schema_medic_decisions_total", "decision=\"healed\"")).isEqualTo(1);
      assertThat(agent.metric("schema_medic_agent_errors_total", "")).isZero();
      assertThat(agent.metrics()).noneMatch(line -> line.startsWith("orders"));
      assertThat(service.errorLines()).allMatch(line -> line.startsWith("[schema-medic] "));
    }
    assertThat(Files.readString(loaded))
        .contains(" io.schemamedic.shaded.bytebuddy.ByteBuddy ", " net.bytebuddy.ByteBuddy ");
  }
}
