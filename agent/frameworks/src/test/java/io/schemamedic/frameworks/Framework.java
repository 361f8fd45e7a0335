package io.schemamedic.frameworks;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.frameworks.program.JdbiService;
import io.schemamedic.frameworks.program.Service;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The services, each with the heading under which the documentation tells of its framework. */
enum Framework {
  JDBI("JDBI 3", JdbiService.class, "lib");

  private final String heading;
  private final Class<?> program;
  private final Path jars;

  /**
   * @param jars directory of its class path, which the build has filled
   */
  Framework(String heading, Class<?> program, String jars) {
    this.heading = heading;
    this.program = program;
    this.jars = Path.of("target", jars);
  }

  String heading() {
    return heading;
  }

  Class<?> program() {
    return program;
  }

  /** Only what the service itself needs; nothing of the tests or the agent. */
  List<Path> classPath() {
    Path programs = ForkedJvm.jarOf(Service.class);
    File[] files = jars.toFile().listFiles();
    if (files == null) {
      throw new IllegalStateException("The build has not made " + jars.toAbsolutePath());
    }
    return Stream.concat(Stream.of(programs), Stream.of(files).sorted().map(File::toPath)).toList();
  }
}
