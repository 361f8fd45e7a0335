package io.schemamedic.servers;

import static io.schemamedic.servers.DriverPlace.APPLICATION;
import static io.schemamedic.servers.DriverPlace.BUNDLE;
import static io.schemamedic.servers.DriverPlace.MODULE;
import static io.schemamedic.servers.DriverPlace.SERVER;

import java.util.List;

/** Frameworks of OSGi, and application servers. */
final class ContainerSetups {
  private static final String DRIVER = "42.7.13";

  static final List<Setup> ALL =
      List.of(
          Setup.everyBuild(new Felix("7.0.5"), 8, DRIVER, BUNDLE),
          Setup.everyBuild(new Equinox("3.24.300"), 25, DRIVER, BUNDLE),
          Setup.longRun(new Karaf("4.4.8"), 17, DRIVER, BUNDLE),
          Setup.longRun(new QuarkusFastJar("3.27.1"), 17, DRIVER, APPLICATION),
          Setup.longRun(new WildFly("26.1.3.Final"), 8, DRIVER, MODULE),
          Setup.longRun(new WildFly("39.0.1.Final"), 17, DRIVER, APPLICATION),
          Setup.longRun(new WildFly("39.0.1.Final"), 21, DRIVER, MODULE),
          Setup.longRun(new PayaraMicro("5.2022.5"), 8, DRIVER, APPLICATION),
          Setup.longRun(new PayaraMicro("6.2025.10"), 21, DRIVER, SERVER),
          Setup.longRun(new TomEe("8.0.13"), 8, DRIVER, SERVER),
          Setup.longRun(new TomEe("9.0.0"), 11, DRIVER, APPLICATION),
          Setup.longRun(new OpenLiberty("25.0.0.9"), 8, DRIVER, SERVER),
          Setup.longRun(new OpenLiberty("25.0.0.9"), 21, DRIVER, APPLICATION));

  private ContainerSetups() {}
}
