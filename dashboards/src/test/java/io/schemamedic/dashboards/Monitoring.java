package io.schemamedic.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemamedic.dashboards.GrafanaDashboard.Query;
import io.schemamedic.dist.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Prometheus, Alertmanager and a receiver with the shipped rules and examples. Of these only what
 * is marked as the reader's own is replaced, and times: minutes become seconds, a day five.
 */
final class Monitoring implements AutoCloseable {
  private final RunningProgram prometheus;
  private final RunningProgram alertmanager;
  private final Receiver receiver;

  private Monitoring(RunningProgram prometheus, RunningProgram alertmanager, Receiver receiver) {
    this.prometheus = prometheus;
    this.alertmanager = alertmanager;
    this.receiver = receiver;
  }

  /**
   * @param directory that exists and is empty
   * @param targets of each job
   */
  static Monitoring start(Path directory, Map<String, List<String>> targets) {
    try {
      Receiver receiver = Receiver.start();
      int alertmanagerPort = FreePort.find();
      Path alertmanagerFile = directory.resolve("alertmanager.yml");
      Files.writeString(alertmanagerFile, alertmanagerConfiguration(receiver));
      RunningProgram alertmanager =
          RunningProgram.start(
              DebianPrograms.alertmanager(
                  "--config.file=" + alertmanagerFile,
                  "--storage.path=" + directory.resolve("alertmanager"),
                  "--web.listen-address=127.0.0.1:" + alertmanagerPort,
                  "--cluster.listen-address="),
              directory,
              alertmanagerPort);
      Path prometheusFile = directory.resolve("prometheus.yml");
      Files.writeString(prometheusFile, prometheusConfiguration(alertmanager.address(), targets));
      writeRules(Files.createDirectory(directory.resolve("rules")));
      int port = FreePort.find();
      RunningProgram prometheus =
          RunningProgram.start(
              DebianPrograms.prometheus(
                  // Its pages show the paths of rules, from here.
                  "--config.file=" + directory.relativize(prometheusFile),
                  "--storage.tsdb.path=" + directory.resolve("prometheus"),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--web.local-assets=" + DebianPrograms.pagesOfPrometheus()),
              directory,
              port);
      return new Monitoring(prometheus, alertmanager, receiver);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String alertmanagerConfiguration(Receiver receiver) {
    String shipped = Shipped.text("prometheus/alertmanager.yml");
    String ours = replaceOne(shipped, "url: \\S+", "url: " + receiver.url());
    ours = replaceOne(ours, "group_wait: \\w+", "group_wait: 1s");
    return replaceOne(ours, "group_interval: \\w+", "group_interval: 2s");
  }

  private static String prometheusConfiguration(
      String alertmanager, Map<String, List<String>> targets) {
    String shipped = Shipped.text("prometheus/prometheus.yml");
    String ours = replaceOne(shipped, "scrape_interval: \\w+", "scrape_interval: 2s");
    ours = replaceOne(ours, "scrape_timeout: \\w+", "scrape_timeout: 2s");
    ours = replaceOne(ours, "evaluation_interval: \\w+", "evaluation_interval: 1s");
    ours = replaceOne(ours, "\\[alertmanager:9093]", "[" + alertmanager + "]");
    int job = ours.indexOf("  - job_name:");
    StringBuilder text = new StringBuilder(ours.substring(0, job));
    for (Map.Entry<String, List<String>> each : new TreeMap<>(targets).entrySet()) {
      String one = replaceOne(ours.substring(job), "job_name: \\w+", "job_name: " + each.getKey());
      text.append(replaceOne(one, "targets: \\[.*?]", "targets: " + each.getValue()));
    }
    return text.toString();
  }

  private static void writeRules(Path directory) throws IOException {
    for (Path file : Shipped.filesIn("prometheus/rules")) {
      String rules =
          Files.readString(file)
              .replaceAll("(?m)^( +(?:keep_firing_)?for: )(\\d+)m$", "$1$2s")
              .replaceAll("(?m)^( +for: )1d$", "$15s");
      Files.writeString(directory.resolve(file.getFileName()), rules);
    }
  }

  private static String replaceOne(String text, String find, String replacement) {
    if (Pattern.compile(find).matcher(text).results().count() != 1) {
      throw new IllegalStateException("Not once: " + find);
    }
    return text.replaceFirst(find, replacement);
  }

  Receiver receiver() {
    return receiver;
  }

  /** Of Prometheus. */
  String address() {
    return prometheus.address();
  }

  /** The answer of the API, whether it could be evaluated or not. */
  Node ask(String expression) {
    return prometheus.post("/api/v1/query", "query=" + URLEncoder.encode(expression, UTF_8));
  }

  /** As Grafana would ask, for all services and the last ten minutes. */
  Node answer(Query query) {
    String expression = query.expressionFor(".*", "10m", "20s");
    return query.isInstant() ? ask(expression) : askRange(expression);
  }

  private Node askRange(String expression) {
    long now = Instant.now().getEpochSecond();
    return prometheus.post(
        "/api/v1/query_range",
        "query="
            + URLEncoder.encode(expression, UTF_8)
            + "&start="
            + (now - 180)
            + "&end="
            + now
            + "&step=2");
  }

  /** The value of the only series; NaN if there is none. */
  double value(String expression) {
    List<Node> series = ask(expression).at("data").list("result");
    return series.size() == 1
        ? Double.parseDouble(series.get(0).list("value").get(1).text())
        : Double.NaN;
  }

  /**
   * Of a service: alerts that Alertmanager has been told of and tells nobody, because of another.
   */
  int heldBack(String job) {
    String filter = URLEncoder.encode("job=\"" + job + "\"", UTF_8);
    String alerts = "/api/v2/alerts?active=false&inhibited=true&silenced=false&filter=" + filter;
    String answer = RunningProgram.get("http://" + alertmanager.address() + alerts);
    return Node.of(answer, "alerts").elements().size();
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
    receiver.close();
  }
}
