package io.schemamedic.demo.story;

import io.schemamedic.demo.story.AuditTrail.Repair;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold of the agent's repairs and of the database that they leave. */
final class RepairChecks {
  private final Stage stage;
  private final Variant variant;

  RepairChecks(Stage stage, Variant variant) {
    this.stage = stage;
    this.variant = variant;
  }

  void check(AuditTrail audit) {
    stage
        .checks()
        .that("exactly one repair for each relation that lacked something", () -> count(audit));
    stage
        .checks()
        .that("every recorded repair succeeded", () -> String.join("; ", audit.failures()));
    checkCatalog();
  }

  /**
   * The healed tables equal the declared ones; by PostgreSQL's catalog, against a database that the
   * declared scripts made, and Hibernate for the entities of system 3.
   */
  void checkCatalog() {
    stage
        .checks()
        .that(
            "all tables are as declared: columns, constraints, indexes",
            () -> {
              try (Connection healed = stage.connect(variant);
                  Connection declared = stage.connectToDeclared()) {
                return difference(
                    CatalogText.of(declared, Stage.SCHEMAS), CatalogText.of(healed, Stage.SCHEMAS));
              }
            });
  }

  private static String count(AuditTrail audit) {
    Map<String, Integer> repairs = new TreeMap<>();
    for (Repair repair : audit.repairs()) {
      repairs.merge(repair.relation(), 1, Integer::sum);
    }
    List<String> wrong = new ArrayList<>();
    repairs.forEach(
        (relation, times) -> {
          if (times != 1) {
            wrong.add(relation + " was repaired " + times + " times");
          }
        });
    if (repairs.isEmpty()) {
      wrong.add("the audit file tells of no repair");
    }
    return String.join(", ", wrong);
  }

  private static String difference(List<String> declared, List<String> healed) {
    List<String> missing = new ArrayList<>(declared);
    missing.removeAll(healed);
    List<String> extra = new ArrayList<>(healed);
    extra.removeAll(declared);
    return (missing.isEmpty() ? "" : "missing: " + missing)
        + (extra.isEmpty() ? "" : " not declared: " + extra);
  }
}
