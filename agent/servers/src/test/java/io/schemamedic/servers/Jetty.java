package io.schemamedic.servers;

import io.schemamedic.servers.Application.ServletApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Eclipse Jetty, installed once; each start has a {@code jetty.base} of its own. */
record Jetty(String version) implements Server {
  private static final String HTTP =
      """
      --module=http,ext
      jetty.http.host=127.0.0.1
      jetty.http.port=%d
      """;

  @Override
  public String name() {
    return "Jetty " + version.replaceFirst("\\.v[0-9]+$", "");
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path home = Downloads.named("jetty-home-" + version);
    Path base = deployment.directory();
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    Path libraries = Files.createDirectories(base.resolve("lib/ext"));
    Application application =
        Application.web(version.startsWith("9.") ? ServletApi.JAVAX : ServletApi.JAKARTA);
    switch (deployment.driverPlace()) {
      case APPLICATION -> application.with("WEB-INF/lib/", deployment.driver());
      case SERVER -> Files.copy(deployment.driver(), libraries.resolve("driver.jar"));
    }
    application.writeTo(webapps.resolve("ROOT.war"));
    Path ini = Files.createDirectory(base.resolve("start.d"));
    Files.writeString(ini.resolve("http.ini"), HTTP.formatted(deployment.port()));
    // A file of its own: version 12 gives the settings beside it to the module's environment.
    String deploy = version.startsWith("12.") ? "ee10-deploy" : "deploy";
    Files.writeString(ini.resolve("deploy.ini"), "--module=" + deploy);
    List<String> command = deployment.java();
    command.addAll(List.of("-jar", home.resolve("start.jar").toString(), "jetty.base=" + base));
    return Launch.of(command, deployment.port());
  }
}
