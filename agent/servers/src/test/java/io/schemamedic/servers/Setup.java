package io.schemamedic.servers;

import java.util.Locale;

/**
 * One server with one Java and one driver. Each makes two rows of the table: the agent there from
 * the start, and attached to the running process.
 *
 * @param driver version of pgjdbc
 * @param inEveryBuild quick and small enough for that; else only in the long run
 */
record Setup(
    Server server, int java, String driver, DriverPlace driverPlace, boolean inEveryBuild) {

  static Setup longRun(Server server, int java, String driver, DriverPlace place) {
    return new Setup(server, java, driver, place, false);
  }

  static Setup everyBuild(Server server, int java, String driver, DriverPlace place) {
    return new Setup(server, java, driver, place, true);
  }

  /** Whether a connection can be locked against the application's other threads: pgjdbc 42.6. */
  boolean canLendConnection() {
    return server.allowsPrivateAccess() && !driver.matches("42\\.[2-5]\\..*");
  }

  /** Part of a file name. */
  String id() {
    return (server.name() + "-java-" + java + "-driver-" + driver + "-" + driverPlace)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9.]+", "-");
  }

  /** With what its rows in the table begin. */
  String rowStart() {
    return "| %s | %d | %s, %s |".formatted(server.name(), java, driver, driverPlace);
  }

  @Override
  public String toString() {
    return server.name() + ", Java " + java + ", pgjdbc " + driver + " " + driverPlace;
  }
}
