package io.schemamedic.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** No server: a program and a driver as named modules, and nothing on the class path. */
final class ModulePath implements Server {
  private static final String MODULE = Application.PACKAGE;

  /** The driver has a name of its own, but no declaration of a module. */
  private static final String DECLARATION =
      """
      module %s {
        requires java.naming;
        requires java.sql;
        requires jdk.httpserver;
        requires org.postgresql.jdbc;
      }
      """;

  @Override
  public String name() {
    return "module path";
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    List<String> command = deployment.java();
    command.addAll(
        List.of(
            "-p",
            application(deployment) + File.pathSeparator + deployment.driver(),
            "-m",
            MODULE + "/" + Application.PACKAGE + ".NotesServer"));
    return Launch.of(command, deployment.port());
  }

  private static Path application(Deployment deployment) throws IOException {
    Path source = deployment.directory().resolve("module-info.java");
    Files.writeString(source, DECLARATION.formatted(MODULE));
    Path classes = Files.createDirectory(deployment.directory().resolve("classes"));
    int failed =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "11",
                "-Xlint:-requires-automatic",
                "-p",
                deployment.driver().toString(),
                "-d",
                classes.toString(),
                source.toString());
    if (failed != 0) {
      throw new IllegalStateException("javac has ended with " + failed);
    }
    return Application.plain()
        .with("", classes.resolve("module-info.class"))
        .writeTo(deployment.directory().resolve("notes.jar"));
  }
}
