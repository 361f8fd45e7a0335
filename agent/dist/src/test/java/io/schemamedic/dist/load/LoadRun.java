package io.schemamedic.dist.load;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.program.ChatBackend;
import io.schemamedic.dist.program.Pattern;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One load on one broken database, and everything that could be seen of it afterwards. */
final class LoadRun implements AutoCloseable {
  private static final String SESSIONS_OF_THE_AGENT =
      "SELECT count(*) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND application_name = 'schema-medic'";

  /** The load of the machine must not decide; how long callers wait is tested elsewhere. */
  private static final String PATIENT_CALLERS = "repair.wait-budget=5s";

  private final TestDatabase database = TestPostgres.instance().newDatabase();
  private final Variant variant;
  private final Path records;
  private final List<AgentSetup> agents = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private final List<String> errorLines = new ArrayList<>();
  private final List<String> oldRowsBefore;
  private List<String> locksLeft = List.of();
  private String sessionsLeft = "";
  private final Map<String, Long> decisions = new TreeMap<>();
  private long agentErrors;
  private long repairs;

  private LoadRun(Variant variant) throws IOException {
    this.variant = variant;
    this.records = Files.createTempDirectory("schema-medic-load");
    DemoSchema.createBroken(database, variant.script());
    database.logStatements();
    this.oldRowsBefore = oldRows();
  }

  /** Blocks until all callers are done and the processes have ended. */
  static LoadRun of(Variant variant, Pattern pattern, int processes, int callers)
      throws IOException {
    LoadRun run = new LoadRun(variant);
    run.begin(pattern, processes, callers);
    return run;
  }

  private void begin(Pattern pattern, int processes, int callers) {
    List<ServiceProcess> services = new ArrayList<>();
    try {
      for (int i = 0; i < processes; i++) {
        AgentSetup agent = AgentSetup.repairing(records, DemoSchema.declared(), PATIENT_CALLERS);
        agents.add(agent);
        services.add(
            ServiceProcess.start(
                agent.jvm(),
                ChatBackend.class,
                database.url() + "&ApplicationName=chat",
                pattern.name(),
                Integer.toString(callers),
                "process" + i));
      }
      services.forEach(service -> service.linesUntil("ready"));
      services.forEach(service -> service.send("go"));
      services.forEach(service -> reports.addAll(service.linesUntil("done")));
      lookWhileTheyAreUp();
      services.forEach(service -> errorLines.addAll(service.errorLines()));
    } finally {
      services.forEach(ServiceProcess::close);
    }
  }

  private void lookWhileTheyAreUp() {
    sessionsLeft = Eventually.is("0", () -> database.query(SESSIONS_OF_THE_AGENT).get(0));
    locksLeft =
        database.query(
            "SELECT locktype, mode, relation::regclass FROM pg_locks l JOIN pg_database d"
                + " ON d.oid = l.database WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
    collectMetrics();
  }

  private void collectMetrics() {
    for (AgentSetup agent : agents) {
      agentErrors += agent.metric("schema_medic_agent_errors_total", "");
      repairs += agent.metric("schema_medic_repairs_total", "outcome=\"repaired\"");
      for (String line : agent.metrics()) {
        if (line.startsWith("schema_medic_decisions_total{")) {
          int space = line.lastIndexOf(' ');
          long count = (long) Double.parseDouble(line.substring(space));
          decisions.merge(line.substring(line.indexOf('{'), space), count, Long::sum);
        }
      }
    }
    decisions.values().removeIf(count -> count == 0);
  }

  /** What failing calls were told, {@code failed ...}. */
  List<String> failures() {
    return reports.stream().filter(line -> line.startsWith("failed ")).toList();
  }

  /** Server processes that served each service. */
  List<Integer> backends() {
    return reports.stream()
        .filter(line -> line.startsWith("backends "))
        .map(line -> Integer.valueOf(line.substring("backends ".length())))
        .toList();
  }

  /** {@code TABLE KEY} of every row that a caller was told is stored. */
  List<String> acknowledged() {
    return reports.stream()
        .filter(line -> line.startsWith("stored "))
        .map(line -> line.substring("stored ".length()))
        .sorted()
        .toList();
  }

  /** {@code TABLE KEY} of every row that the callers' statements left in the database. */
  List<String> stored() {
    return database
        .query(
            "SELECT 'public.conversations ' || id FROM public.conversations"
                + " WHERE id NOT IN (SELECT md5('conversation ' || n)::uuid::text"
                + "  FROM generate_series(1, 300) AS n)"
                + " UNION ALL SELECT 'public.messages ' || content FROM public.messages"
                + " UNION ALL SELECT 'owned.users ' || id FROM owned.users"
                + "  WHERE name NOT LIKE 'User %'"
                + " UNION ALL SELECT 'owned.conversations ' || id FROM owned.conversations"
                + " UNION ALL SELECT 'owned.messages ' || content FROM owned.messages"
                + " UNION ALL SELECT 'vet.chat_sessions ' || id FROM vet.chat_sessions"
                + " UNION ALL SELECT 'vet.chat_messages ' || content FROM vet.chat_messages"
                + " UNION ALL SELECT 'vet.council_validations ' || reasoning"
                + "  FROM vet.council_validations")
        .stream()
        .sorted()
        .toList();
  }

  /** The DDL on tables that are to stay, as the server's log has it, in its order. */
  List<String> serverDdl() {
    return database.serverLog().stream()
        .map(LoggedStatement::sql)
        .filter(sql -> sql.matches("(?is)(CREATE|ALTER|DROP|TRUNCATE|COMMENT|GRANT)\\b.*"))
        .filter(
            sql -> !sql.matches("(?is)(CREATE TEMPORARY|ALTER|DROP) TABLE .*schema_medic_twin.*"))
        .toList();
  }

  /** Entries of the audit file, which all processes share. */
  List<String> audited(String event, String decision) {
    return agents.get(0).audited(event, decision);
  }

  /** Labels of the counter of decisions that counted anything, with its values. */
  Map<String, Long> decisions() {
    return decisions;
  }

  long agentErrors() {
    return agentErrors;
  }

  long repairs() {
    return repairs;
  }

  List<String> errorLines() {
    return errorLines;
  }

  Map<String, String> catalog() {
    return catalogOf(database);
  }

  static Map<String, String> catalogOf(TestDatabase database) {
    try (Connection connection = database.connection()) {
      return CatalogListing.of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> columnOrder() {
    return columnOrderOf(database);
  }

  /** Each table with its schema and its columns from first to last. */
  static List<String> columnOrderOf(TestDatabase database) {
    return database.query(
        "SELECT table_schema || '.' || table_name || ' '"
            + " || string_agg(column_name, ', ' ORDER BY ordinal_position)"
            + " FROM information_schema.columns"
            + " WHERE table_schema IN ('public', 'owned', 'vet')"
            + " GROUP BY table_schema, table_name ORDER BY 1");
  }

  List<String> oldRowsBefore() {
    return oldRowsBefore;
  }

  List<String> oldRows() {
    List<String> rows = new ArrayList<>();
    variant.oldRows().forEach(query -> rows.addAll(database.query(query)));
    return rows.stream().sorted().toList();
  }

  /** Locks in the database once all callers were done and the processes still up. */
  List<String> locksLeft() {
    return locksLeft;
  }

  /** Number of the agent's sessions at that time, after a few seconds at most. */
  String sessionsLeft() {
    return sessionsLeft;
  }

  @Override
  public void close() throws IOException {
    database.close();
    try (Stream<Path> files = Files.walk(records)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
