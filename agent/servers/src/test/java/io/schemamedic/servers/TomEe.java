package io.schemamedic.servers;

import io.schemamedic.servers.Application.ServletApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Apache TomEE, the distribution for the web profile, started by its own script, which also loads
 * its own Java agent; installed once, each start has a {@code CATALINA_BASE} of its own.
 */
record TomEe(String version) implements Server {
  private static final String POOL =
      """
      <tomee>
        <Resource id="jdbc/notes" type="DataSource">
          JdbcDriver = org.postgresql.Driver
          JdbcUrl = %s
          JtaManaged = false
          DataSourceCreator = dbcp
          MaxTotal = 1
        </Resource>
      </tomee>
      """;

  @Override
  public String name() {
    return "TomEE " + version;
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path home = Downloads.named("apache-tomee-webprofile-" + version);
    Path base = deployment.directory().resolve("base");
    CopiedTree.copy(home.resolve("conf"), Files.createDirectory(base).resolve("conf"));
    for (String directory : List.of("lib", "logs", "temp", "webapps", "work")) {
      Files.createDirectory(base.resolve(directory));
    }
    Path configuration = base.resolve("conf/server.xml");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("port=\"8005\"", "port=\"-1\"")
            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + deployment.port() + "\""));
    Application application =
        Application.web(version.startsWith("8.") ? ServletApi.JAVAX : ServletApi.JAKARTA);
    List<String> options = deployment.jvmOptions();
    if (deployment.driverPlace() == DriverPlace.APPLICATION) {
      application.with("WEB-INF/lib/", deployment.driver());
    } else {
      Files.copy(deployment.driver(), base.resolve("lib/driver.jar"));
      Files.writeString(
          base.resolve("conf/tomee.xml"),
          POOL.formatted(deployment.database().url().replace("&", "&amp;")));
      options.add(Deployment.poolNamed("openejb:Resource/jdbc/notes"));
    }
    application.writeTo(base.resolve("webapps/ROOT.war"));
    return new Launch(
        List.of("bash", home.resolve("bin/catalina.sh").toString(), "run"),
        Map.of("CATALINA_BASE", base.toString(), "JAVA_OPTS", String.join(" ", options)),
        URI.create("http://127.0.0.1:" + deployment.port() + "/"),
        List.of(base.resolve("logs")));
  }
}
