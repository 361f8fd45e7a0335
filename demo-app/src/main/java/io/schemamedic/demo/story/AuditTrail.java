package io.schemamedic.demo.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the agent recorded: its audit file, read from outside like any operator would. Immutable.
 */
final class AuditTrail {
  private final List<JsonNode> entries;

  private AuditTrail(List<JsonNode> entries) {
    this.entries = entries;
  }

  /** The file as it is now; no entries if it does not exist yet. */
  static AuditTrail read(Path file) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          entries.add(JsonMapper.shared().readTree(line));
        }
      }
    }
    return new AuditTrail(entries);
  }

  /** Every repair that ran DDL, in the order of the record. */
  List<Repair> repairs() {
    Map<String, Repair> repairs = new LinkedHashMap<>();
    for (JsonNode entry : entries) {
      Repair repair = Repair.of(entry);
      if (entry.path("event").asString("").equals("outcome") && !repair.ddl().isEmpty()) {
        repairs.putIfAbsent(entry.path("repairId").asString(entry.toString()), repair);
      }
    }
    return List.copyOf(repairs.values());
  }

  /** Every outcome that is not a success, in words. */
  List<String> failures() {
    return entries.stream()
        .filter(entry -> entry.path("event").asString("").equals("outcome"))
        .filter(entry -> !entry.path("decision").asString("").equals("healed"))
        .map(
            entry ->
                text(entry, "relation")
                    + " "
                    + text(entry, "decision")
                    + " "
                    + text(entry, "reason")
                    + " "
                    + text(entry, "detail"))
        .toList();
  }

  private static String text(JsonNode entry, String field) {
    return entry.path(field).asString("");
  }

  /**
   * One repair.
   *
   * @param relation {@code schema.table}
   * @param columns those that were missing; none if the relation was
   * @param durationMillis how long the repair took
   * @param callDelayMillis how long its caller waited in all
   */
  record Repair(
      String relation,
      List<String> columns,
      List<String> ddl,
      long durationMillis,
      long callDelayMillis) {

    private static Repair of(JsonNode entry) {
      return new Repair(
          text(entry, "relation"),
          texts(entry.path("columns")),
          texts(entry.path("ddl")),
          entry.path("durationMillis").asLong(0),
          entry.path("callDelayMillis").asLong(0));
    }

    private static List<String> texts(JsonNode array) {
      try (Stream<JsonNode> values = array.valueStream()) {
        return values.map(JsonNode::asString).toList();
      }
    }

    /** What the database lacked. */
    String missing() {
      return columns.isEmpty()
          ? "table " + relation
          : "column"
              + (columns.size() == 1 ? " " : "s ")
              + String.join(", ", columns)
              + " of "
              + relation;
    }
  }
}
