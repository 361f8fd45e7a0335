package io.schemamedic.servers;

import io.schemamedic.dist.FreePort;
import io.schemamedic.servers.Application.ServletApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * WildFly with the configuration that it is shipped with, started by its own script; installed
 * once, each start has a base directory of its own. With the driver in the server, that is a JBoss
 * module and a data source of the configuration.
 */
record WildFly(String version) implements Server {
  private static final String MODULE =
      """
      <module xmlns="urn:jboss:module:1.5" name="org.postgresql">
        <resources>
          <resource-root path="driver.jar"/>
        </resources>
        <dependencies>
          %s
        </dependencies>
      </module>
      """;

  private static final String DATA_SOURCE =
      """
      <datasource jndi-name="java:/jdbc/notes" pool-name="notes">
        <connection-url>%s</connection-url>
        <driver>postgresql</driver>
        <pool><max-pool-size>1</max-pool-size></pool>
      </datasource>
      <drivers><driver name="postgresql" module="org.postgresql"/>""";

  /** Its ports, but for that of the application. */
  private static final List<String> PORTS =
      List.of(
          "jboss.https.port",
          "jboss.ajp.port",
          "jboss.management.http.port",
          "jboss.management.https.port");

  @Override
  public String name() {
    return "WildFly " + version;
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path home = Downloads.named("wildfly-" + version);
    Path base = deployment.directory().resolve("standalone");
    CopiedTree.copy(home.resolve("standalone"), base);
    Application application =
        Application.web(isBeforeJakarta() ? ServletApi.JAVAX : ServletApi.JAKARTA);
    List<String> options = deployment.jvmOptions();
    // What the script sets if it finds nothing.
    options.add("-Djava.net.preferIPv4Stack=true");
    options.add("-Djboss.modules.system.pkgs=org.jboss.byteman");
    Path modules = Files.createDirectory(deployment.directory().resolve("modules"));
    if (deployment.driverPlace() == DriverPlace.APPLICATION) {
      application.with("WEB-INF/lib/", deployment.driver());
    } else {
      addModule(modules, deployment.driver());
      addDataSource(base.resolve("configuration/standalone.xml"), deployment.database().url());
      options.add(Deployment.poolNamed("java:/jdbc/notes"));
    }
    application.writeTo(base.resolve("deployments/notes.war"));
    options.add("-Djboss.http.port=" + deployment.port());
    PORTS.forEach(port -> options.add("-D" + port + "=" + FreePort.find()));
    return new Launch(
        List.of(
            "bash",
            home.resolve("bin/standalone.sh").toString(),
            "-Djboss.server.base.dir=" + base),
        Map.of(
            "JAVA_OPTS",
            String.join(" ", options),
            "JBOSS_MODULEPATH",
            home.resolve("modules") + ":" + modules),
        URI.create("http://127.0.0.1:" + deployment.port() + "/notes/"),
        List.of(base.resolve("log")));
  }

  private boolean isBeforeJakarta() {
    return version.startsWith("26.");
  }

  private void addModule(Path modules, Path driver) throws IOException {
    Path module = Files.createDirectories(modules.resolve("org/postgresql/main"));
    Files.copy(driver, module.resolve("driver.jar"));
    // The module java.se of the newer ones; javax.api and what belongs to it before.
    String dependencies =
        isBeforeJakarta()
            ? "<module name=\"javax.api\"/><module name=\"javax.transaction.api\"/>"
            : "<module name=\"java.se\"/>";
    Files.writeString(module.resolve("module.xml"), MODULE.formatted(dependencies));
  }

  private void addDataSource(Path configuration, String url) throws IOException {
    String shipped = Files.readString(configuration);
    String changed =
        shipped.replaceFirst(
            "<drivers>", DATA_SOURCE.formatted(url.replace("&", "&amp;")).replace("$", "\\$"));
    if (changed.equals(shipped)) {
      throw new IllegalStateException("No place for a data source in " + configuration);
    }
    Files.writeString(configuration, changed);
  }
}
