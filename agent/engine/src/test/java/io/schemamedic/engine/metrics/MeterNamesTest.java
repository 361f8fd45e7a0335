package io.schemamedic.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The names of all meters with type and labels, as they are scraped. Dashboards and alerts of other
 * people are made of them: a change of this list is a breaking change and belongs into the
 * changelog.
 */
class MeterNamesTest {
  private static final List<String> CONTRACT =
      List.of(
          "schema_medic_agent_errors_total counter where",
          "schema_medic_breaker_state gauge state",
          "schema_medic_build_info gauge version",
          "schema_medic_call_delay_seconds histogram",
          "schema_medic_call_delay_seconds_max gauge",
          "schema_medic_database_up gauge database",
          "schema_medic_decisions_total counter decision, reason",
          "schema_medic_drift gauge kind, severity",
          "schema_medic_failures_total counter column, kind, relation, sqlstate",
          "schema_medic_kill_switch gauge",
          "schema_medic_mode gauge mode",
          "schema_medic_repair_seconds histogram",
          "schema_medic_repair_seconds_max gauge",
          "schema_medic_repairs_total counter outcome",
          "schema_medic_retries_total counter outcome, reason",
          "schema_medic_time_to_heal_seconds histogram",
          "schema_medic_time_to_heal_seconds_max gauge",
          "schema_medic_unreconciled_repairs gauge");

  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(schema_medic_[a-z_]+)` \\| ([a-z]+) \\|([^|]*)\\|.*\\|$");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");

  @Test
  void namesTypesAndLabelsStay() {
    assertThat(scraped()).containsExactlyElementsOf(CONTRACT);
  }

  @Test
  void pageHasARowForEachWithItsTypeAndLabels() throws IOException {
    List<String> rows = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      TreeSet<String> labels =
          new TreeSet<>(List.of(row.group(3).replace("`", "").trim().split(", ?")));
      rows.add((row.group(1) + " " + row.group(2) + " " + String.join(", ", labels)).trim());
    }

    // What a histogram has beside its buckets is told in a sentence.
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            CONTRACT.stream().filter(line -> !line.contains("_max ")).toList());
  }

  private static List<String> scraped() {
    MedicMetrics metrics = MedicMetrics.create("1.2.3", 200);
    metrics.failure("undefined_column", "42703", "public.orders", "note");
    metrics.decision("healed", "repaired");
    metrics.repair("repaired", Duration.ofMillis(20));
    metrics.retry("repeated", "repaired");
    metrics.callDelay(Duration.ofMillis(30));
    metrics.timeToHeal(Duration.ofMillis(30));
    metrics.agentError("classify");
    metrics.databaseUp("db1:5432/shop", true);
    metrics.drift("missing_column", "breaks", 2);
    Map<String, String> types = new TreeMap<>();
    Map<String, TreeSet<String>> labels = new TreeMap<>();
    for (String line : metrics.scrape().lines().toList()) {
      String[] words = line.split(" ");
      if (words[1].equals("TYPE")) {
        types.put(words[2], words[3]);
      } else if (!words[0].equals("#")) {
        String series = line.substring(0, line.lastIndexOf(' '));
        String family = family(series.replaceAll("\\{.*", ""), types);
        TreeSet<String> known = labels.computeIfAbsent(family, none -> new TreeSet<>());
        LABEL.matcher(series).results().map(label -> label.group(1)).forEach(known::add);
      }
    }
    metrics.close();
    labels.values().forEach(each -> each.remove("le"));
    return types.entrySet().stream()
        .map(
            type ->
                (type.getKey()
                        + " "
                        + type.getValue()
                        + " "
                        + String.join(", ", labels.get(type.getKey())))
                    .trim())
        .toList();
  }

  private static String family(String series, Map<String, String> types) {
    return types.containsKey(series) ? series : series.replaceAll("_(bucket|count|sum)$", "");
  }
}
