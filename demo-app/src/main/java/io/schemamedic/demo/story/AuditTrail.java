package io.schemamedic.demo.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the agent recorded: its audit file, read from outside like any operator would. Immutable.
 */
final class AuditTrail {
  private static final Set<String> SUCCESSES = Set.of("repaired", "already_present");

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

  /** Every repair that changed the database, in the order of the record. */
  List<Repair> repairs() {
    return outcomes()
        .filter(entry -> text(entry, "decision").equals("repaired"))
        .map(Repair::of)
        .toList();
  }

  /**
   * Every repair that ended neither with a change nor with finding that another process had made
   * it; in words.
   */
  List<String> failures() {
    return outcomes()
        .filter(entry -> !SUCCESSES.contains(text(entry, "decision")))
        .map(
            entry ->
                String.join(
                    " ",
                    text(entry, "relation"),
                    text(entry, "decision"),
                    text(entry, "reason"),
                    text(entry, "detail")))
        .toList();
  }

  private Stream<JsonNode> outcomes() {
    return entries.stream().filter(entry -> text(entry, "event").equals("outcome"));
  }

  private static String text(JsonNode entry, String field) {
    return entry.path(field).asString("");
  }

  /** The elements of an array of texts; none if it is missing. */
  static List<String> texts(JsonNode array) {
    try (Stream<JsonNode> values = array.valueStream()) {
      return values.map(JsonNode::asString).toList();
    }
  }

  /**
   * One repair.
   *
   * @param relation {@code schema.table}
   * @param columns those that were missing; none if the relation was
   * @param durationMillis how long the repair took
   */
  record Repair(String relation, List<String> columns, List<String> ddl, long durationMillis) {

    private static Repair of(JsonNode entry) {
      return new Repair(
          text(entry, "relation"),
          texts(entry.path("columns")),
          texts(entry.path("ddl")),
          entry.path("durationMillis").asLong(0));
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
