package io.schemamedic.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard as a file; what its queries answer is for {@link StoryIT}. */
class DashboardTest {
  private static final int COLUMNS = 24;
  private static final Set<String> OWN_SOURCES = Set.of("${datasource}", "-- Grafana --");

  private final GrafanaDashboard dashboard = GrafanaDashboard.shipped();

  @Test
  void itsAddressStaysTheSame() {
    assertThat(dashboard.json().text("uid")).isEqualTo("schema-medic");
    assertThat(dashboard.json().find("id")).isEmpty();
  }

  @Test
  void everyPanelSaysWhatItShowsInWhichUnitAndWhatNothingMeans() {
    assertThat(dashboard.panels())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            panel -> {
              Node defaults = panel.at("fieldConfig").at("defaults");
              assertThat(panel.text("description")).hasSizeGreaterThan(40);
              assertThat(defaults.text("unit")).isNotBlank();
              assertThat(defaults.text("noValue")).isNotBlank();
              assertThat(defaults.at("thresholds").list("steps")).isNotEmpty();
            });
  }

  @Test
  void statesAreWordsOfTheirOwnAndNotOnlyColours() {
    for (Node panel : dashboard.panels()) {
      if (panel.text("type").equals("state-timeline")) {
        List<String> words =
            panel.at("fieldConfig").at("defaults").list("mappings").stream()
                .flatMap(mapping -> mapping.at("options").entries().values().stream())
                .map(result -> result.text("text"))
                .toList();
        assertThat(words).as(panel.text("title")).hasSizeGreaterThan(1).doesNotHaveDuplicates();
      }
    }
  }

  /** Steps of thresholds are colours; a number with its unit stands beside each of them. */
  @Test
  void whatTurnsRedHasANumberAndAWordForNone() {
    for (Node panel : dashboard.panels()) {
      Node defaults = panel.at("fieldConfig").at("defaults");
      if (panel.text("type").equals("stat")) {
        assertThat(defaults.text("unit").equals("s") || !defaults.list("mappings").isEmpty())
            .as(panel.text("title"))
            .isTrue();
        assertThat(panel.at("options").text("textMode")).isEqualTo("value_and_name");
      }
    }
  }

  @Test
  void noHostAndNoDataSourceIsNamed() {
    assertThat(Shipped.text(GrafanaDashboard.FILE)).doesNotContainPattern("\\w://\\w");
    Set<String> sources = new HashSet<>();
    collectSources(dashboard.json(), sources);
    assertThat(OWN_SOURCES).containsAll(sources);
  }

  private static void collectSources(Node node, Set<String> sources) {
    node.find("datasource").ifPresent(source -> sources.add(source.text("uid")));
    for (String list : List.of("panels", "targets")) {
      node.list(list).forEach(each -> collectSources(each, sources));
    }
    for (String map : List.of("annotations", "templating")) {
      node.find(map)
          .ifPresent(each -> each.list("list").forEach(item -> collectSources(item, sources)));
    }
  }

  @Test
  void panelsHaveNumbersOfTheirOwnAndDoNotOverlap() {
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Node panel : dashboard.json().list("panels")) {
      assertThat(ids.add(panel.number("id"))).isTrue();
      Node place = panel.at("gridPos");
      int right = place.number("x") + place.number("w");
      assertThat(right).isLessThanOrEqualTo(COLUMNS);
      for (int x = place.number("x"); x < right; x++) {
        for (int y = place.number("y"); y < place.number("y") + place.number("h"); y++) {
          if (!cells.add(x + "," + y)) {
            twice.add(panel.text("title"));
          }
        }
      }
    }
    assertThat(twice).isEmpty();
  }

  @Test
  void everyQueryAsksForTheChosenServices() {
    assertThat(dashboard.queries())
        .allSatisfy(query -> assertThat(query.expression()).contains("job=~\"$job\""));
  }

  @Test
  void queriesAskForNothingThatNobodyHas() {
    Contract contract = Contract.documented();
    assertThat(dashboard.queries())
        .allSatisfy(
            query -> assertThat(contract.strangersIn(query.expression())).as(query.of()).isEmpty());
  }

  @Test
  void everyMeterOfTheReferenceIsShown() {
    String all =
        dashboard.queries().stream()
            .map(GrafanaDashboard.Query::expression)
            .collect(Collectors.joining("\n"));
    assertThat(Contract.documented().meters())
        .hasSizeGreaterThan(10)
        .allSatisfy(meter -> assertThat(all).containsPattern(Pattern.quote(meter) + "\\b"));
  }

  /** Its sum over processes would fall with each process that ends. */
  @Test
  void countersAreTakenOfEachProcessBeforeTheyAreAddedUp() {
    assertThat(dashboard.queries())
        .filteredOn(query -> query.expression().matches("(?s).*_(total|bucket)\\{.*"))
        .isNotEmpty()
        .allSatisfy(query -> assertThat(query.expression()).containsPattern("(rate|increase)\\("));
  }

  @Test
  void whereAProcessIsNamedItsPageIsOneClickAway() {
    for (Node panel : dashboard.panels()) {
      boolean namesProcesses =
          panel.list("targets").stream()
                  .anyMatch(target -> target.text("expr").matches("(?s).*by \\(job, instance\\b.*"))
              && panel.text("type").matches("table|state-timeline");
      if (namesProcesses) {
        assertThat(panel.toString()).contains("${scheme}://").contains(".instance}/");
      }
    }
  }
}
