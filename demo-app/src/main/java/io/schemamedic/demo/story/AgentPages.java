package io.schemamedic.demo.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the agents of some processes tell over HTTP, read once. Immutable. */
final class AgentPages {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> metrics;
  private final List<JsonNode> incidents;

  private AgentPages(List<String> metrics, List<JsonNode> incidents) {
    this.metrics = metrics;
    this.incidents = incidents;
  }

  /**
   * @throws IOException if one of the agents does not answer, or not with its page
   */
  static AgentPages read(List<AgentSetup> agents) throws IOException, InterruptedException {
    List<String> metrics = new ArrayList<>();
    List<JsonNode> incidents = new ArrayList<>();
    for (AgentSetup agent : agents) {
      text(agent.page("/metrics")).lines().forEach(metrics::add);
      JsonMapper.shared()
          .readTree(text(agent.page("/api/incidents")))
          .path("incidents")
          .forEach(incidents::add);
    }
    return new AgentPages(metrics, incidents);
  }

  /** The same, but knows nothing if an agent does not answer; for reports. */
  static AgentPages readIfServed(List<AgentSetup> agents) throws InterruptedException {
    try {
      return read(agents);
    } catch (IOException e) {
      return new AgentPages(List.of(), List.of());
    }
  }

  /**
   * The sum of a metric over all processes and all label values, with the given text in its labels.
   */
  double sum(String metric, String label) {
    return metrics.stream()
        .filter(line -> line.startsWith(metric) && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /**
   * The longest that a caller waited whose call was healed by just these statements, in
   * milliseconds; empty if none is known.
   */
  OptionalLong longestWait(List<String> ddl) {
    return incidents.stream()
        .filter(incident -> incident.path("decision").asString("").equals("healed"))
        .filter(incident -> AuditTrail.texts(incident.path("ddl")).equals(ddl))
        .mapToLong(incident -> incident.path("callDelayMillis").asLong(0))
        .max();
  }

  /** What was seen last of a relation, which an agent tells first; empty if nothing was. */
  Optional<Incident> latest(String relation) {
    return incidents.stream()
        .filter(incident -> incident.path("relation").asString("").equals(relation))
        .findFirst()
        .map(
            incident ->
                new Incident(
                    incident.path("decision").asString(""),
                    incident.path("reason").asString(""),
                    incident.path("advice").asString(""),
                    AuditTrail.texts(incident.path("ddl"))));
  }

  /** How a failing call ended, in the agent's codes and words. */
  record Incident(String decision, String reason, String advice, List<String> ddl) {}

  private static String text(URI page) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(page + " answered " + response.statusCode());
    }
    return response.body();
  }
}
