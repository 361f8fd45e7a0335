package io.schemamedic.demo.story;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * What must hold of the agent's metrics: that they are served, and that they count the healed
 * calls.
 */
final class MetricsCheck {
  private final Stage stage;

  MetricsCheck(Stage stage) {
    this.stage = stage;
  }

  /**
   * @param agents of all processes that met the gaps
   */
  void check(List<AgentSetup> agents) {
    stage
        .checks()
        .that(
            "the metrics count healed calls and no error of the agent",
            () -> {
              double healed = 0;
              double errors = 0;
              for (AgentSetup agent : agents) {
                String metrics = read(agent);
                healed += sum(metrics, "schema_medic_decisions_total", "decision=\"healed\"");
                errors += sum(metrics, "schema_medic_agent_errors_total", "");
              }
              return healed > 0 && errors == 0
                  ? ""
                  : (long) healed + " healed calls, " + (long) errors + " errors";
            });
  }

  private static String read(AgentSetup agent) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(agent.metrics()).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(agent.metrics() + " answered " + response.statusCode());
    }
    return response.body();
  }

  private static double sum(String metrics, String name, String label) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
