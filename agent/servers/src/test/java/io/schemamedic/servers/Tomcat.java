package io.schemamedic.servers;

import io.schemamedic.servers.Application.ServletApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Apache Tomcat, installed once; each start has a {@code CATALINA_BASE} of its own. */
record Tomcat(String version) implements Server {
  /** In the directory of a deployment; whoever removes it there undeploys the application. */
  static final String WAR = "webapps/ROOT.war";

  private static final String SERVER_XML =
      """
      <Server port="-1" shutdown="none">
        <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
        <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
        <Service name="Catalina">
          <Connector port="%d" address="127.0.0.1" protocol="HTTP/1.1" maxThreads="10"/>
          <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
            <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
          </Engine>
        </Service>
      </Server>
      """;

  private static final String POOL =
      """
      <Context>
        <Resource name="jdbc/notes" type="javax.sql.DataSource" auth="Container"
            driverClassName="org.postgresql.Driver" url="%s" maxTotal="1" maxIdle="1"/>
      </Context>
      """;

  @Override
  public String name() {
    return "Tomcat " + version;
  }

  /** Where it is installed, for all starts. */
  Path home() {
    return Downloads.named("apache-tomcat-" + version);
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path home = home();
    Path base = deployment.directory();
    for (String directory : List.of("conf", "lib", "logs", "temp", "webapps", "work")) {
      Files.createDirectory(base.resolve(directory));
    }
    for (String file : List.of("catalina.properties", "logging.properties", "web.xml")) {
      Files.copy(home.resolve("conf").resolve(file), base.resolve("conf").resolve(file));
    }
    Files.writeString(base.resolve("conf/server.xml"), SERVER_XML.formatted(deployment.port()));
    boolean javax = version.startsWith("8.") || version.startsWith("9.");
    Application application = Application.web(javax ? ServletApi.JAVAX : ServletApi.JAKARTA);
    List<String> command = deployment.java();
    switch (deployment.driverPlace()) {
      case APPLICATION -> application.with("WEB-INF/lib/", deployment.driver());
      case SERVER -> {
        Files.copy(deployment.driver(), base.resolve("lib").resolve("driver.jar"));
        Files.writeString(
            base.resolve("conf/context.xml"), POOL.formatted(deployment.database().url()));
        command.add(Deployment.poolNamed("java:comp/env/jdbc/notes"));
      }
    }
    application.writeTo(base.resolve(WAR));
    command.addAll(
        List.of(
            "-Dcatalina.home=" + home,
            "-Dcatalina.base=" + base,
            "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
            "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
            "-cp",
            home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
            "org.apache.catalina.startup.Bootstrap",
            "start"));
    return new Launch(
        command,
        Map.of(),
        URI.create("http://127.0.0.1:" + deployment.port() + "/"),
        List.of(base.resolve("logs")));
  }
}
