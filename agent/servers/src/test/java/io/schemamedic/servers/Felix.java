package io.schemamedic.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The framework of Apache Felix with its own launcher; driver and application are bundles. */
record Felix(String version) implements Server {
  private static final String CONFIGURATION =
      """
      org.osgi.framework.storage=%s
      felix.auto.start.1=%s %s
      %s
      """;

  @Override
  public String name() {
    return "Felix " + version;
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path directory = deployment.directory();
    Path configuration =
        Files.writeString(
            directory.resolve("config.properties"),
            CONFIGURATION.formatted(
                directory.resolve("cache"),
                deployment.driver().toUri(),
                Osgi.bundle(directory).toUri(),
                Osgi.EXTRA_PACKAGES + "=" + Osgi.EXTRA_PACKAGE));
    List<String> command = deployment.java();
    command.addAll(
        List.of(
            "-Dfelix.config.properties=" + configuration.toUri(),
            "-jar",
            Downloads.named("org.apache.felix.main-" + version + ".jar").toString()));
    return Launch.of(command, deployment.port());
  }
}
