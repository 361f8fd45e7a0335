package io.schemamedic.servers;

import io.schemamedic.dist.ShippedJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tomcat as its {@code -security} starts it, with a security manager, where the application may do
 * what the driver needs.
 *
 * @param agentIsTrusted whether the policy says so
 */
record SecuredTomcat(Tomcat tomcat, boolean agentIsTrusted) implements Server {
  private static final String APPLICATION =
      """
      grant codeBase "file:${catalina.base}/webapps/ROOT/-" {
        permission java.net.SocketPermission "*", "connect,resolve";
        permission java.util.PropertyPermission "*", "read,write";
        permission java.lang.RuntimePermission "*";
        permission java.io.FilePermission "<<ALL FILES>>", "read,write";
      };
      """;

  private static final String AGENT =
      """
      grant codeBase "file:%s" {
        permission java.security.AllPermission;
      };
      """;

  @Override
  public String name() {
    return tomcat.name() + " with a security manager";
  }

  @Override
  public boolean allowsPrivateAccess() {
    return false;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Launch launch = tomcat.prepare(deployment);
    String own = Files.readString(tomcat.home().resolve("conf/catalina.policy"));
    String agent = agentIsTrusted ? AGENT.formatted(ShippedJar.file().getCanonicalPath()) : "";
    Path policy =
        Files.writeString(
            deployment.directory().resolve("conf/catalina.policy"),
            String.join("\n", own, APPLICATION, agent));
    List<String> command = new ArrayList<>(launch.command());
    command.addAll(1, List.of("-Djava.security.manager", "-Djava.security.policy==" + policy));
    return new Launch(command, launch.environment(), launch.root(), launch.logs());
  }
}
