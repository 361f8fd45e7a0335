package io.schemamedic.demo.story;

import java.util.ArrayList;
import java.util.List;

/** The facts that must hold, as they are found to hold or not. Used by one thread. */
final class Checks {
  private final List<Check> checks = new ArrayList<>();
  private String group = "";

  /** The checks that follow belong to this group. */
  void group(String title) {
    group = title;
  }

  /**
   * Records one fact.
   *
   * @param found what was seen, shown when the fact does not hold
   */
  void that(String fact, boolean holds, Object found) {
    checks.add(new Check(group, fact, holds, holds ? "" : String.valueOf(found)));
  }

  /** Records a fact that takes some work to find out; it does not hold if the work fails. */
  void that(String fact, Finding finding) {
    try {
      String contradiction = finding.contradiction();
      that(fact, contradiction.isEmpty(), contradiction);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      that(fact, false, e);
    }
  }

  List<Check> all() {
    return List.copyOf(checks);
  }

  List<Check> failed() {
    return checks.stream().filter(check -> !check.holds()).toList();
  }

  /**
   * @param contradiction what was seen instead; empty if the fact holds
   */
  record Check(String group, String fact, boolean holds, String contradiction) {}

  /** Finds out what contradicts a fact. */
  @FunctionalInterface
  interface Finding {
    /** What was seen instead; empty if the fact holds. */
    String contradiction() throws Exception;
  }
}
