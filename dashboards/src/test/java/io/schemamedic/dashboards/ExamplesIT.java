package io.schemamedic.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dashboards.DebianPrograms.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The compose file, which cannot be run without an engine, and what it mounts. */
class ExamplesIT {
  private final Node compose = Shipped.read("compose.yaml");

  @Test
  void itFollowsTheSpecification() throws IOException {
    Ended checked = checkAgainstSpecification(compose.json());

    assertThat(checked.exitCode()).as(checked.output()).isZero();
  }

  @Test
  void aWordThatTheSpecificationDoesNotHaveIsNoticed() throws IOException {
    Ended checked = checkAgainstSpecification(compose.json().replace("\"ports\"", "\"port\""));

    assertThat(checked.output()).contains("/services/demo", "\"port\"");
    assertThat(checked.exitCode()).isEqualTo(1);
  }

  private static Ended checkAgainstSpecification(String json) throws IOException {
    Path file = NodePackages.directory().resolve("compose.json");
    Files.writeString(file, json);
    return NodePackages.node("compose.mjs", file.toString());
  }

  /** An engine would make an empty directory of what is not there. */
  @Test
  void whatIsMountedIsThereOrIsWhatTheBuildMakes() {
    List<String> mounted = new ArrayList<>();
    for (Node service : compose.at("services").entries().values()) {
      for (Node volume : service.list("volumes")) {
        String source = volume.text().split(":", -1)[0];
        mounted.add(source);
        assertThat(Files.exists(Shipped.file(source)) || isBuilt(source)).as(source).isTrue();
        assertThat(volume.text()).endsWith(":ro");
      }
    }
    assertThat(mounted).hasSizeGreaterThan(8);
  }

  private static boolean isBuilt(String source) {
    return source.matches(
        "\\.\\./(agent/dist|demo-app)/target/(schema-medic|schema-medic-demo-app)\\.jar");
  }

  @Test
  void whatOneFileCallsAnotherBelongsTogether() {
    Node prometheus = Shipped.read("prometheus/prometheus.yml");
    Node source =
        Shipped.read("grafana/provisioning/datasources/prometheus.yml").list("datasources").get(0);
    Node provider =
        Shipped.read("grafana/provisioning/dashboards/schema-medic.yml").list("providers").get(0);

    assertThat(compose.at("services").entries().keySet())
        .contains(
            host(prometheus.at("alerting").list("alertmanagers").get(0)),
            host(prometheus.list("scrape_configs").get(0)))
        .contains(source.text("url").replaceAll(".*//|:.*", ""));
    assertThat(source.at("jsonData").text("timeInterval"))
        .isEqualTo(prometheus.at("global").text("scrape_interval"));
    assertThat(compose.at("services").at("grafana").list("volumes").toString())
        .contains(":" + provider.at("options").text("path") + "/");
  }

  private static String host(Node configuration) {
    String target = configuration.list("static_configs").get(0).list("targets").get(0).text();
    return target.substring(0, target.indexOf(':'));
  }
}
