package io.schemamedic.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent of one process: configured by a file, as its owner would, and asked from outside what
 * it has done.
 *
 * @param properties the file
 * @param auditFile where it records its decisions; shared by processes on one database
 * @param httpPort where it serves its metrics
 */
public record AgentSetup(Path properties, Path auditFile, int httpPort) {
  private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(20);

  /**
   * @param records an existing directory
   * @param settings {@code key=value}, beside or instead of the ordinary ones
   */
  public static AgentSetup repairing(Path records, String declared, String... settings) {
    int port = FreePort.find();
    Path auditFile = records.resolve("audit.jsonl");
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("mode", "repair");
    lines.put("declared", declared);
    lines.put("allow", "public.conversations,public.*,owned.*,vet.*");
    lines.put("http.port", Integer.toString(port));
    lines.put("audit.file", auditFile.toString());
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      lines.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    try {
      Path properties = records.resolve("agent-" + port + ".properties");
      Files.write(properties, lines.entrySet().stream().map(line -> line.toString()).toList());
      return new AgentSetup(properties, auditFile, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ForkedJvm jvm() {
    // The pool logs through SLF4J, which would say that nobody listens.
    return new ForkedJvm(Jdk.current())
        .with("-Dslf4j.internal.verbosity=ERROR")
        .withAgent(properties.toString());
  }

  /** Lines of the audit file whose event and decision begin like this. */
  public List<String> audited(String event, String decision) {
    try {
      return Files.exists(auditFile)
          ? Files.readAllLines(auditFile).stream()
              .filter(line -> line.contains("\"event\":\"" + event))
              .filter(line -> line.contains("\"decision\":\"" + decision))
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sum of a counter over all label values that contain the text. */
  public long metric(String name, String labels) {
    return (long)
        metrics().stream()
            .filter(line -> line.startsWith(name + "{") && line.contains(labels))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** The metrics, one a line; waits until their port is open, which the service does not. */
  public List<String> metrics() {
    URI uri = URI.create("http://127.0.0.1:" + httpPort + "/metrics");
    long deadline = System.nanoTime() + LONGEST_START_NANOS;
    while (true) {
      try {
        HttpResponse<String> response =
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        return response.body().lines().toList();
      } catch (ConnectException e) {
        if (System.nanoTime() > deadline) {
          throw new UncheckedIOException(e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
