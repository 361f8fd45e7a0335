package io.schemamedic.dashboards;

import java.util.ArrayList;
import java.util.List;

/** The dashboard that is imported into Grafana. */
final class GrafanaDashboard {
  static final String FILE = "grafana/schema-medic.json";

  private final Node json;

  private GrafanaDashboard(Node json) {
    this.json = json;
  }

  static GrafanaDashboard shipped() {
    return new GrafanaDashboard(Shipped.read(FILE));
  }

  /**
   * A question to Prometheus.
   *
   * @param of the panel or annotation
   * @param isInstant whether only the newest values are wanted
   */
  record Query(String of, String expression, String legend, boolean isInstant) {
    /** With the variables as Grafana fills them in; all processes are chosen. */
    String expressionFor(String job, String range, String rateInterval) {
      return expression
          .replace("$job", job)
          .replace("$instance", ".*")
          .replace("$__range", range)
          .replace("$__rate_interval", rateInterval);
    }
  }

  Node json() {
    return json;
  }

  /** Without the rows that only divide them. */
  List<Node> panels() {
    return json.list("panels").stream().filter(panel -> !panel.text("type").equals("row")).toList();
  }

  /** Those of all panels, and of the annotations that are not Grafana's own. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (Node panel : panels()) {
      panel.list("targets").forEach(target -> queries.add(query(panel.text("title"), target)));
    }
    for (Node annotation : json.at("annotations").list("list")) {
      annotation
          .find("target")
          .ifPresent(
              target ->
                  queries.add(new Query(annotation.text("name"), target.text("expr"), "", false)));
    }
    return queries;
  }

  static Query query(String title, Node target) {
    return new Query(
        title + " " + target.text("refId"),
        target.text("expr"),
        target.text("legendFormat"),
        Boolean.parseBoolean(target.text("instant")));
  }
}
