package io.schemamedic.servers;

import io.schemamedic.servers.Application.ServletApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Open Liberty with two or three of its features, started as its script does; installed once, each
 * start has user and output directories of its own.
 */
record OpenLiberty(String version) implements Server {
  private static final String SERVER_XML =
      """
      <server>
        <featureManager>
          <feature>servlet-%s</feature>
          <feature>jdbc-4.2</feature>
          <feature>jndi-1.0</feature>
        </featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
        <webApplication location="notes.war" contextRoot="/"/>
        %s
      </server>
      """;

  private static final String POOL =
      """
      <library id="driver">
        <file name="%s"/>
      </library>
      <dataSource jndiName="jdbc/notes">
        <jdbcDriver libraryRef="driver"/>
        <connectionManager maxPoolSize="1"/>
        <properties.postgresql URL="%s"/>
      </dataSource>
      """;

  @Override
  public String name() {
    return "Open Liberty " + version;
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path home = Downloads.named("wlp");
    Path user = deployment.directory().resolve("usr");
    Path server = Files.createDirectories(user.resolve("servers/notes"));
    Application application =
        Application.web(isJakarta(deployment) ? ServletApi.JAKARTA : ServletApi.JAVAX);
    List<String> command = new ArrayList<>(deployment.java());
    String pool = "";
    if (deployment.driverPlace() == DriverPlace.APPLICATION) {
      application.with("WEB-INF/lib/", deployment.driver());
    } else {
      pool = POOL.formatted(deployment.driver(), deployment.database().url().replace("&", "&amp;"));
      command.add(Deployment.poolNamed("jdbc/notes"));
    }
    application.writeTo(Files.createDirectory(server.resolve("apps")).resolve("notes.war"));
    Files.writeString(
        server.resolve("server.xml"),
        SERVER_XML.formatted(
            isJakarta(deployment) ? "5.0" : "4.0", deployment.port(), pool.replace("%", "%%")));
    if (deployment.jdk().version() > 8) {
      command.add("@" + home.resolve("lib/platform/java/java9.options"));
    }
    command.addAll(
        List.of(
            "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"),
            "-Djava.awt.headless=true",
            "-jar",
            home.resolve("bin/tools/ws-server.jar").toString(),
            "notes"));
    Path output = deployment.directory().resolve("output");
    return new Launch(
        command,
        Map.of("WLP_USER_DIR", user.toString(), "WLP_OUTPUT_DIR", output.toString()),
        URI.create("http://127.0.0.1:" + deployment.port() + "/"),
        List.of(output.resolve("notes/logs")));
  }

  /** Servlet 5 and later want Java 11. */
  private static boolean isJakarta(Deployment deployment) {
    return deployment.jdk().version() >= 11;
  }
}
