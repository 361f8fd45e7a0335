package io.schemamedic.servers;

import static io.schemamedic.servers.DriverPlace.APPLICATION;
import static io.schemamedic.servers.DriverPlace.SERVER;

import java.util.List;

/** Runtimes without a server, and servers for servlets alone. */
final class ServletSetups {
  private static final String DRIVER = "42.7.13";
  private static final String OLD_DRIVER = "42.3.8";

  static final List<Setup> ALL =
      List.of(
          Setup.everyBuild(new ClassPath(), 8, DRIVER, APPLICATION),
          Setup.everyBuild(new Tomcat("9.0.117"), 8, OLD_DRIVER, APPLICATION),
          Setup.everyBuild(new Tomcat("11.0.24"), 25, DRIVER, SERVER));

  private ServletSetups() {}
}
