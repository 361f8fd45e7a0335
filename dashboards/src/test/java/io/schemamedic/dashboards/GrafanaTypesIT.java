package io.schemamedic.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dashboards.DebianPrograms.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard as a typed constant of Grafana's own types, and broken copies of it. */
class GrafanaTypesIT {
  private static final Pattern ERROR =
      Pattern.compile("^(\\w+)\\.ts\\(.*error.*", Pattern.MULTILINE);

  private static final Map<String, String> TYPES =
      Map.of(
          "bargauge", "BarGaugePanel",
          "heatmap", "HeatmapPanel",
          "row", "Row",
          "stat", "StatPanel",
          "state-timeline", "StateTimelinePanel",
          "table", "TablePanel",
          "timeseries", "TimeSeriesPanel");

  /** What is right, and what somebody might write. */
  private static final Map<String, String> SLIPS =
      Map.of(
          "\"colorMode\": \"value\"", "\"colorMode\": \"vaule\"",
          "\"fillOpacity\": 70", "\"fillOpacty\": 70",
          "\"graphTooltip\": 1", "\"graphTooltip\": 7",
          "\"cellHeight\": ", "\"cellHight\": ",
          "\"mode\": \"absolute\"", "\"mode\": \"absolut\"",
          "\"id\": \"displayName\"", "\"id\": \"dispName\"",
          "\"instant\": true", "\"instant\": \"true\"",
          "\"includeAll\": ", "\"includeAl\": ",
          "\"noValue\": ", "\"noValues\": ",
          "\"enable\": true", "\"enabled\": true");

  private static final Map<String, List<String>> ERRORS = new LinkedHashMap<>();
  private static String said = "";

  @BeforeAll
  static void check() throws IOException {
    Path directory = NodePackages.directory();
    String shipped = Shipped.text(GrafanaDashboard.FILE);
    List<String> sources = new ArrayList<>();
    sources.add(write(directory, "dashboard", shipped));
    for (Map.Entry<String, String> slip : SLIPS.entrySet()) {
      String broken = shipped.replace(slip.getKey(), slip.getValue());
      assertThat(broken).isNotEqualTo(shipped);
      sources.add(write(directory, "broken" + sources.size(), broken));
    }
    Ended checked = NodePackages.typeCheck(sources);
    said = checked.output();
    Matcher error = ERROR.matcher(said);
    while (error.find()) {
      ERRORS.computeIfAbsent(error.group(1), name -> new ArrayList<>()).add(error.group());
    }
  }

  private static String write(Path directory, String name, String json) throws IOException {
    Node dashboard = Node.of(json, name);
    StringBuilder source = new StringBuilder("import type * as grafana from './grafana';\n");
    List<String> panels = new ArrayList<>();
    for (Node panel : dashboard.list("panels")) {
      String constant = "panel" + panel.text("id");
      panels.add(constant);
      // By itself each is compared with its own type; in a list any of the types would do.
      source
          .append("const " + constant + ": grafana." + TYPES.get(panel.text("type")))
          .append(" = " + panel.json() + ";\n");
    }
    source.append("export const dashboard: grafana.Dashboard = {\n");
    dashboard
        .entries()
        .forEach(
            (key, value) ->
                source
                    .append('"' + key + "\": ")
                    .append(key.equals("panels") ? panels : value.json())
                    .append(",\n"));
    source.append("};\n");
    Path file = directory.resolve(name + ".ts");
    Files.writeString(file, source);
    return file.getFileName().toString();
  }

  @Test
  void theDashboardIsWhatGrafanaDescribes() {
    assertThat(said).contains("broken1.ts").doesNotContain("grafana.ts");
    assertThat(ERRORS).doesNotContainKey("dashboard");
  }

  @Test
  void everySlipIsNoticed() {
    assertThat(ERRORS).as(said).hasSize(SLIPS.size());
  }

  /** As the package has it, which is the one of its Grafana. */
  @Test
  void theVersionOfTheSchemaIsTheNewest() {
    Ended newest =
        NodePackages.node(
            "-e", "console.log(require('@grafana/schema').defaultDashboard.schemaVersion)");

    assertThat(newest.output().trim())
        .isEqualTo(GrafanaDashboard.shipped().json().text("schemaVersion"));
  }
}
