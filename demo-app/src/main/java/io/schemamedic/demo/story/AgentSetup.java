package io.schemamedic.demo.story;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The agent for one process of the app: its configuration, written to a file, and where it leaves
 * its records. Immutable.
 *
 * @param jar the agent
 * @param properties its configuration
 * @param auditFile where it records decisions and outcomes
 * @param migrations where it drafts migrations
 * @param httpPort where it serves its metrics
 */
record AgentSetup(Path jar, Path properties, Path auditFile, Path migrations, int httpPort) {

  /**
   * Writes the configuration.
   *
   * @param records directory for the agent's records; processes on the same database share one
   * @param port where it serves its metrics
   * @param settings {@code key=value}, beside or instead of the ordinary ones
   */
  static AgentSetup write(Stage stage, Path records, int port, String... settings)
      throws IOException {
    Path migrations = Files.createDirectories(records.resolve("migrations"));
    Path auditFile = records.resolve("audit.jsonl");
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("mode", "repair");
    // Each system has the wanted schema from where it lives: migrations, a snapshot, entities.
    lines.put("declared", "classpath:db/migration,snapshot:" + stage.snapshot() + ",hibernate");
    // By its exact name: its rows may all get the same updated_at.
    lines.put("allow", "public.conversations,public.*,owned.*,vet.*");
    // The story is about callers that meet the gap; a check at the first connection would
    // be there before them.
    lines.put("check.on-connect", "off");
    lines.put("http.port", Integer.toString(port));
    lines.put("audit.file", auditFile.toString());
    lines.put("migrations.dir", migrations.toString());
    for (String setting : settings) {
      lines.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    Path properties = records.resolve("schema-medic-" + port + ".properties");
    Files.write(properties, lines.entrySet().stream().map(Map.Entry::toString).toList());
    return new AgentSetup(stage.options().agentJar(), properties, auditFile, migrations, port);
  }

  String javaAgentArgument() {
    return "-javaagent:" + jar + "=" + properties;
  }

  /** Where a person sees what the agent does. */
  void printWhereToLook(Progress progress, Backend app) {
    progress.line("  the chat widget       " + app.base() + "/");
    progress.line("  the agent's metrics   " + page("/metrics"));
    progress.line("  the agent's status    " + page("/"));
  }

  /**
   * @param path such as {@code /metrics}
   */
  URI page(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }
}
