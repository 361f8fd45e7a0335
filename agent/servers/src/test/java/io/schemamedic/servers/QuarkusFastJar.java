package io.schemamedic.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The application as Quarkus packs it, with the class loader and the pool of Quarkus. */
record QuarkusFastJar(String version) implements Server {
  private static final Path JAR =
      Path.of("quarkus", "target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

  @Override
  public String name() {
    return "Quarkus " + version + ", fast-jar";
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException("This build has not packed " + JAR);
    }
    List<String> command = deployment.java();
    command.addAll(
        List.of(
            "-Dquarkus.http.port=" + deployment.port(),
            "-Dquarkus.datasource.jdbc.url=" + deployment.database().url(),
            "-jar",
            JAR.toString()));
    return Launch.of(command, deployment.port());
  }
}
