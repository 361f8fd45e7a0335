package io.schemamedic.demo.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where somebody reads and approves what an agent proposes, over HTTP.
 *
 * @param token the file that the agent has the token from
 */
record PlanDesk(AgentSetup agent, Path token) {
  /** An approval waits for the repair. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Approves what waits for a relation, unless whoever watches the show has done so already.
   *
   * @return what became of it, in words
   */
  String approve(String relation) throws IOException, InterruptedException {
    JsonNode plans = JsonMapper.shared().readTree(send(request("/api/plans").GET())).path("plans");
    for (JsonNode plan : plans) {
      if (plan.path("relation").asString("").equals(relation)
          && plan.path("state").asString("").equals("waiting")) {
        return approved(plan.path("id").asString(""));
      }
    }
    return "no plan waits: perhaps somebody was faster";
  }

  private String approved(String id) throws IOException, InterruptedException {
    JsonNode answer =
        JsonMapper.shared()
            .readTree(
                send(
                    request("/api/plans/" + id + "/approve")
                        .header("X-Schema-Medic-Token", Files.readString(token).strip())
                        .POST(BodyPublishers.noBody())));
    return "plan "
        + id
        + ": "
        + answer.path("decision").asString("")
        + " "
        + answer.path("reason").asString("");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(agent.page("/").resolve(path).toString()))
        .timeout(PATIENCE);
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    return response.body();
  }
}
