package io.schemamedic.demo.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A running chat backend as its callers see it: JSON over HTTP. Safe for many threads. */
public final class Backend {
  /**
   * Far more than any call may take; only there so that a hanging backend becomes an error instead
   * of a silence.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI base;

  private Backend(URI base) {
    this.base = base;
  }

  public static Backend at(URI base) {
    return new Backend(base);
  }

  public URI base() {
    return base;
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, null);
  }

  /**
   * @param fields of the JSON object to send
   */
  public Answer post(String path, Map<String, ?> fields) throws IOException, InterruptedException {
    return send("POST", path, JSON.writeValueAsString(fields));
  }

  private Answer send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    long start = System.nanoTime();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Answer(
        response.statusCode(),
        response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body()),
        took);
  }
}
