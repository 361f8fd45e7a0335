package io.schemamedic.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules as files; when they fire is for {@link PromtoolIT}. */
class RulesTest {
  private static final Pattern RUNBOOK_ENTRY =
      Pattern.compile("^### (SchemaMedic\\w+)$", Pattern.MULTILINE);

  private final List<Node> alerts = Shipped.rules("alert");

  @Test
  void everyAlertHasAnEntryInTheRunbookAndEveryEntryAnAlert() {
    Set<String> entries = new TreeSet<>();
    Matcher entry = RUNBOOK_ENTRY.matcher(Shipped.text("../agent/docs/runbook.md"));
    while (entry.find()) {
      entries.add(entry.group(1));
    }
    assertThat(names()).isEqualTo(entries).isNotEmpty();
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToDo() {
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              Node annotations = alert.at("annotations");
              assertThat(alert.text("for")).matches("[1-9][0-9]*[md]");
              assertThat(alert.at("labels").text("severity")).isIn("critical", "warning");
              assertThat(annotations.text("summary")).contains("{{ $labels.job }}");
              assertThat(annotations.text("description")).hasSizeGreaterThan(40);
              assertThat(annotations.text("runbook_url")).endsWith("#" + alert.text("alert"));
            });
  }

  /** An incident that hits all processes of a service would otherwise be as many alerts. */
  @Test
  void noAlertIsAboutASingleProcess() {
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              assertThat(alert.text("expr")).doesNotContainPattern("^\\w+ by \\([^)]*instance");
              assertThat(alert.at("annotations").text("summary")).doesNotContain("instance");
            });
  }

  @Test
  void rulesAskForNothingThatNobodyHas() {
    Contract contract = Contract.documented();
    List<Node> all = new ArrayList<>(alerts);
    all.addAll(Shipped.rules("record"));
    assertThat(all)
        .allSatisfy(rule -> assertThat(contract.strangersIn(rule.text("expr"))).isEmpty());
  }

  /** Fires, and at another moment does not: too early, too little, or over. */
  @Test
  void everyAlertIsTestedBothWays() {
    Set<String> fire = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (Path file : Shipped.filesIn("prometheus/tests")) {
      for (Node test : Node.of(file).list("tests")) {
        for (Node moment : test.list("alert_rule_test")) {
          if (moment.list("exp_alerts").isEmpty()) {
            silent.add(moment.text("alertname"));
          }
          moment
              .list("exp_alerts")
              .forEach(
                  expected ->
                      fire.add(
                          moment.text("alertname")
                              + " "
                              + expected.at("exp_labels").text("severity")));
        }
      }
    }
    assertThat(fire).isEqualTo(namesWithSeverity());
    assertThat(silent).isEqualTo(names());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    alerts.forEach(alert -> names.add(alert.text("alert")));
    return names;
  }

  private Set<String> namesWithSeverity() {
    Set<String> names = new TreeSet<>();
    alerts.forEach(
        alert -> names.add(alert.text("alert") + " " + alert.at("labels").text("severity")));
    return names;
  }
}
