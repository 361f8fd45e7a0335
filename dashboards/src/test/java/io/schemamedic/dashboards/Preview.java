package io.schemamedic.dashboards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page that shows the panels where the dashboard has them, with real answers. Not Grafana. */
final class Preview {
  private Preview() {}

  static String page(Monitoring monitoring) {
    GrafanaDashboard dashboard = GrafanaDashboard.shipped();
    Map<String, String> answers = new LinkedHashMap<>();
    dashboard
        .queries()
        .forEach(query -> answers.put(query.of(), resultOf(monitoring.answer(query))));
    String all =
        answers.entrySet().stream()
            .map(answer -> '"' + answer.getKey() + "\":" + answer.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    return Shipped.text("src/test/resources/preview.html")
        .replace("@DASHBOARD@", inScript(dashboard.json().json()))
        .replace("@ANSWERS@", inScript(all));
  }

  private static String resultOf(Node answer) {
    List<Node> series = answer.at("data").list("result");
    return series.stream().map(Node::json).collect(Collectors.joining(",", "[", "]"));
  }

  /** Nothing in it may end the script. */
  private static String inScript(String json) {
    return json.replace("</", "<\\/");
  }
}
