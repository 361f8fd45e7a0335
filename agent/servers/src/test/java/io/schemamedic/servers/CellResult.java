package io.schemamedic.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * One row of the table, as it was run.
 *
 * @param setup what was run; the row begins with it
 * @param attached how the agent came into the process
 * @param healed how the call that missed its table came to succeed
 * @param millis from the start of the server to its end
 */
record CellResult(Setup setup, String attached, String healed, long millis) {
  private static final Path DIRECTORY = Path.of("target", "cells");

  private static Path file(Setup setup) {
    return DIRECTORY.resolve(setup.id() + ".json");
  }

  /** One JSON object a line, in place of what an earlier run has left. */
  static void write(Setup setup, List<CellResult> results) throws IOException {
    Files.createDirectories(DIRECTORY);
    Files.write(file(setup), results.stream().map(CellResult::toJson).toList());
  }

  /** What the last run of a setup has written; empty if there was none. */
  static List<CellResult> read(Setup setup) throws IOException {
    return Files.exists(file(setup))
        ? Files.readAllLines(file(setup)).stream().map(line -> fromJson(setup, line)).toList()
        : List.of();
  }

  private String toJson() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("server", setup.server().name());
    fields.put("java", Integer.toString(setup.java()));
    fields.put("driver", setup.driver());
    fields.put("driverPlace", setup.driverPlace().toString());
    fields.put("attached", attached);
    fields.put("healed", healed);
    fields.put("millis", Long.toString(millis));
    return fields.entrySet().stream()
        .map(CellResult::field)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String field(Entry<String, String> field) {
    return "\"%s\":\"%s\""
        .formatted(field.getKey(), field.getValue().replace("\\", "\\\\").replace("\"", "\\\""));
  }

  // Every JSON object of texts is one of YAML too.
  private static CellResult fromJson(Setup setup, String line) {
    Map<String, String> fields = new Yaml().load(line);
    return new CellResult(
        setup,
        fields.getOrDefault("attached", ""),
        fields.getOrDefault("healed", ""),
        Long.parseLong(fields.getOrDefault("millis", "0")));
  }

  /** As it stands in the documentation, where no two runs differ. */
  String row() {
    return "%s %s | %s |".formatted(setup.rowStart(), attached, healed);
  }
}
