package io.schemamedic.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The framework of Eclipse, started as a jar; driver and application are bundles. */
record Equinox(String version) implements Server {
  private static final String CONFIGURATION =
      """
      osgi.bundles=reference\\:%s@start,reference\\:%s@start
      osgi.noShutdown=true
      eclipse.ignoreApp=true
      %s
      """;

  @Override
  public String name() {
    return "Equinox " + version;
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path directory = Files.createDirectory(deployment.directory().resolve("configuration"));
    Files.writeString(
        directory.resolve("config.ini"),
        CONFIGURATION.formatted(
            "file\\:" + deployment.driver(),
            "file\\:" + Osgi.bundle(deployment.directory()),
            Osgi.EXTRA_PACKAGES + "=" + Osgi.EXTRA_PACKAGE));
    List<String> command = deployment.java();
    command.addAll(
        List.of(
            "-jar",
            Downloads.named("org.eclipse.osgi-" + version + ".jar").toString(),
            "-configuration",
            directory.toString()));
    return Launch.of(command, deployment.port());
  }
}
