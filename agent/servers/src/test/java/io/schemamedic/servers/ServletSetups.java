package io.schemamedic.servers;

import static io.schemamedic.servers.DriverPlace.APPLICATION;
import static io.schemamedic.servers.DriverPlace.SERVER;

import java.util.List;
import java.util.stream.Stream;

/** Runtimes without a server, and servers for servlets alone. */
final class ServletSetups {
  private static final String DRIVER = "42.7.13";
  private static final String OLD_DRIVER = "42.3.8";

  private static final List<Setup> RUNTIMES =
      List.of(
          Setup.everyBuild(new ClassPath(), 8, DRIVER, APPLICATION),
          Setup.longRun(new ClassPath(), 11, DRIVER, APPLICATION),
          Setup.longRun(new ClassPath(), 17, DRIVER, APPLICATION),
          Setup.longRun(new ClassPath(), 21, DRIVER, APPLICATION),
          Setup.longRun(new ClassPath(), 25, DRIVER, APPLICATION),
          Setup.longRun(new ModulePath(), 11, DRIVER, APPLICATION),
          Setup.everyBuild(new ModulePath(), 17, DRIVER, APPLICATION),
          Setup.longRun(new ModulePath(), 25, DRIVER, APPLICATION),
          Setup.everyBuild(SpringBootJar.before32("2.7.18"), 8, OLD_DRIVER, APPLICATION),
          Setup.longRun(SpringBootJar.since32("3.5.16"), 17, DRIVER, APPLICATION),
          Setup.longRun(SpringBootJar.since32("4.1.2"), 25, DRIVER, APPLICATION));

  private static final List<Setup> TOMCATS =
      List.of(
          Setup.longRun(new Tomcat("8.5.100"), 8, DRIVER, APPLICATION),
          Setup.longRun(new Tomcat("8.5.100"), 8, DRIVER, SERVER),
          Setup.everyBuild(new Tomcat("9.0.117"), 8, DRIVER, APPLICATION),
          Setup.longRun(new Tomcat("9.0.117"), 11, DRIVER, SERVER),
          Setup.longRun(new SecuredTomcat(new Tomcat("9.0.117"), true), 8, DRIVER, APPLICATION),
          Setup.longRun(new Tomcat("10.1.59"), 17, DRIVER, APPLICATION),
          Setup.longRun(new Tomcat("10.1.59"), 17, DRIVER, SERVER),
          Setup.longRun(new Tomcat("11.0.24"), 21, DRIVER, APPLICATION),
          Setup.everyBuild(new Tomcat("11.0.24"), 25, DRIVER, SERVER));

  private static final List<Setup> JETTYS =
      List.of(
          Setup.longRun(new Jetty("9.4.58.v20250814"), 8, DRIVER, APPLICATION),
          Setup.longRun(new Jetty("9.4.58.v20250814"), 8, DRIVER, SERVER),
          Setup.longRun(new Jetty("11.0.26"), 17, DRIVER, APPLICATION),
          Setup.longRun(new Jetty("11.0.26"), 17, DRIVER, SERVER),
          Setup.longRun(new Jetty("12.1.12"), 21, DRIVER, APPLICATION),
          Setup.longRun(new Jetty("12.1.12"), 25, DRIVER, SERVER));

  static final List<Setup> ALL =
      Stream.of(RUNTIMES, TOMCATS, JETTYS).flatMap(List::stream).toList();

  private ServletSetups() {}
}
