package io.schemamedic.servers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All that is run, and what of it this build runs. */
final class Setups {
  private Setups() {}

  /** In the order of the table. */
  static List<Setup> all() {
    return Stream.of(ServletSetups.ALL, ContainerSetups.ALL).flatMap(List::stream).toList();
  }

  /**
   * {@code servers.cells} is {@code quick} or {@code all}, {@code servers.only} a part of the
   * names.
   */
  static List<Setup> chosen() {
    boolean all = "all".equals(System.getProperty("servers.cells"));
    String only = System.getProperty("servers.only", "").toLowerCase(Locale.ROOT);
    return all().stream()
        .filter(setup -> all || setup.inEveryBuild())
        .filter(setup -> setup.toString().toLowerCase(Locale.ROOT).contains(only))
        .toList();
  }
}
