package io.schemamedic.servers;

import io.schemamedic.dist.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Apache Karaf, the minimal distribution, started by its own script; driver and application are
 * dropped into its {@code deploy} directory.
 */
record Karaf(String version) implements Server {
  @Override
  public String name() {
    return "Karaf " + version;
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path home = Downloads.named("apache-karaf-minimal-" + version);
    Path base = deployment.directory().resolve("base");
    CopiedTree.copy(home.resolve("etc"), Files.createDirectory(base).resolve("etc"));
    Path bundles = Files.createDirectory(base.resolve("deploy"));
    Files.createDirectory(base.resolve("data"));
    Files.copy(deployment.driver(), bundles.resolve("driver.jar"));
    Osgi.bundle(bundles);
    Files.writeString(
        base.resolve("etc/custom.properties"),
        "karaf.shutdown.port=-1\n",
        StandardOpenOption.APPEND);
    Path framework = base.resolve("etc/config.properties");
    Files.writeString(
        framework,
        Files.readString(framework)
            .replace(
                Osgi.EXTRA_PACKAGES + " =",
                Osgi.EXTRA_PACKAGES + " = " + Osgi.EXTRA_PACKAGE + ","));
    Path shell = base.resolve("etc/org.apache.karaf.shell.cfg");
    Files.writeString(
        shell,
        Files.readString(shell)
            .replaceFirst("sshPort *=.*", "sshPort = " + FreePort.find())
            .replaceFirst("sshHost *=.*", "sshHost = 127.0.0.1"));
    return new Launch(
        List.of("bash", home.resolve("bin/karaf").toString(), "run"),
        Map.of(
            "KARAF_BASE",
            base.toString(),
            "JAVA_MAX_MEM",
            "256m",
            "EXTRA_JAVA_OPTS",
            String.join(" ", deployment.jvmOptions())),
        URI.create("http://127.0.0.1:" + deployment.port() + "/"),
        List.of(base.resolve("data/log")));
  }
}
