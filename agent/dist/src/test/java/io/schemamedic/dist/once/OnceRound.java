package io.schemamedic.dist.once;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.random.Audit;
import io.schemamedic.dist.random.Dice;
import io.schemamedic.dist.scenario.Metrics;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One run of the service on a database of its own, with an agent and a saboteur, and everything
 * that service, agent and server say of it afterwards.
 */
final class OnceRound {
  private static final int CALLERS = 2 * Link.values().length;

  /** Far fewer than the thousand repairs that one process may be allowed in an hour. */
  private static final int MOST_STRIKES = 500;

  private static final int CALLS_FOR_A_STRIKE = 20;

  private final ServiceBooks service = new ServiceBooks();
  private final List<String> rowsLost = new ArrayList<>();
  private final List<String> rowsNobodyKnows = new ArrayList<>();
  private final List<String> disagreements = new ArrayList<>();
  private SortedMap<String, Integer> decisions = new TreeMap<>();
  private SortedMap<String, Integer> retries = new TreeMap<>();
  private SortedMap<String, Integer> repairs = new TreeMap<>();
  private SortedMap<String, Integer> agentErrors = new TreeMap<>();
  private List<Audit.Repair> audited = List.of();
  private int strikes;

  private OnceRound() {}

  /**
   * Plays one.
   *
   * @param records an empty directory
   * @param calls that write and are to be acknowledged
   */
  static OnceRound play(long seed, int calls, Path records) throws IOException, SQLException {
    OnceRound round = new OnceRound();
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      database.execute(
          Tables.script(),
          "INSERT INTO %s SELECT n, 0 FROM generate_series(0, %d) n"
              .formatted(Tables.UPDATED, CALLERS - 1));
      database.logDdl();
      round.play(database, seed, calls, records);
    }
    return round;
  }

  private void play(TestDatabase database, long seed, int calls, Path records)
      throws IOException, SQLException {
    Path script = Files.writeString(records.resolve("declared.sql"), Tables.script());
    AgentSetup agent =
        AgentSetup.repairing(
            records,
            "file:" + script,
            "repair.disappeared=repair",
            "retry.savepoint=true",
            "repair.max-per-hour=1000",
            "repair.max-per-object=1000",
            "repair.max-per-process=1000",
            "repair.wait-budget=5s");
    try (Saboteur saboteur = Saboteur.on(database, seed);
        ServiceProcess process =
            ServiceProcess.start(
                agent.jvm(),
                OnceService.class,
                database.url(),
                Long.toString(seed),
                Integer.toString(CALLERS),
                Integer.toString(calls))) {
      process.linesUntil("ready");
      process.send("go");
      readAll(process, saboteur, new Dice(seed), spacing(calls));
      saboteur.end();
      audited = new Audit(agent.auditFile()).newRepairs();
      ask(agent);
      compare(saboteur, new DatabaseBooks(database));
    }
  }

  private static int spacing(int calls) {
    return Math.max(CALLS_FOR_A_STRIKE, calls / MOST_STRIKES + 1);
  }

  /** Until the service is done; it loses something now and then. */
  private void readAll(ServiceProcess process, Saboteur saboteur, Dice dice, int spacing) {
    int next = 0;
    for (String line = process.line(); !line.equals("done"); line = process.line()) {
      service.read(line);
      if (service.acknowledgedWrites() >= next && strikes < MOST_STRIKES) {
        saboteur.provoke();
        strikes++;
        next += 1 + dice.below(2 * spacing - 1);
      }
    }
  }

  private void ask(AgentSetup agent) {
    Metrics none = Metrics.parse("");
    Metrics metrics = Metrics.parse(String.join("\n", agent.metrics()));
    decisions = metrics.decisionsSince(none);
    retries = metrics.grown(none, "schema_medic_retries_total", "outcome");
    repairs = metrics.grown(none, "schema_medic_repairs_total", "outcome");
    agentErrors = metrics.agentErrorsSince(none);
  }

  private void compare(Saboteur saboteur, DatabaseBooks database) {
    agree("saboteur", "", saboteur.trouble());
    Map<String, Integer> there = new TreeMap<>();
    Map<String, Integer> thereWithKeys = database.rows();
    thereWithKeys.forEach(
        (row, times) -> there.merge(row.substring(0, row.lastIndexOf('|')), times, Integer::sum));
    service.rows().forEach((row, times) -> missing(row, times, there, rowsLost));
    there.forEach((row, times) -> missing(row, times, service.rows(), rowsNobodyKnows));
    service.keys().forEach((row, times) -> missing(row, times, thereWithKeys, rowsLost));
    agreeOnEach("counters", service.counters(), database.counters());
    agree("values", List.of(), database.strangeValues());

    List<String> ddl = new ArrayList<>();
    audited.forEach(repair -> ddl.addAll(repair.ddl()));
    agreeOnEach("audit and the server's log", DatabaseBooks.counted(ddl), database.ddl());
    for (String table : Tables.losingColumns()) {
      int added = database.columnsAdded(table, Tables.WIDE.contains(table) ? 7 : 4);
      int taken = saboteur.columns().getOrDefault(table, 0);
      agree("columns of " + table, taken - database.missingColumns(table), added);
      agree("audited columns of " + table, columnsIn(ddl, table), added);
    }
    for (String table : Tables.losingThemselves()) {
      int taken = saboteur.tables().getOrDefault(table, 0);
      agree("tables " + table, taken - (database.exists(table) ? 0 : 1), creations(ddl, table));
    }
  }

  private static void missing(
      String row, int times, Map<String, Integer> elsewhere, List<String> missing) {
    int there = elsewhere.getOrDefault(row, 0);
    if (there < times) {
      missing.add(row + " " + times + " times, not " + there);
    }
  }

  private void agree(String what, Object one, Object other) {
    if (!one.equals(other)) {
      disagreements.add(what + ": " + one + " and " + other);
    }
  }

  private void agreeOnEach(String what, Map<String, Integer> one, Map<String, Integer> other) {
    Set<String> all = new TreeSet<>(one.keySet());
    all.addAll(other.keySet());
    all.forEach(
        each -> agree(what + " " + each, one.getOrDefault(each, 0), other.getOrDefault(each, 0)));
  }

  private static int columnsIn(List<String> ddl, String table) {
    return ddl.stream()
        .filter(sql -> sql.startsWith("ALTER TABLE public." + table + " "))
        .mapToInt(sql -> sql.split("ADD COLUMN ", -1).length - 1)
        .sum();
  }

  private static int creations(List<String> ddl, String table) {
    return (int)
        ddl.stream().filter(sql -> sql.startsWith("CREATE TABLE public." + table + " ")).count();
  }

  ServiceBooks service() {
    return service;
  }

  /** Acknowledged and not there. */
  List<String> rowsLost() {
    return rowsLost;
  }

  /** There, or there more often, than acknowledged. */
  List<String> rowsNobodyKnows() {
    return rowsNobodyKnows;
  }

  /** Numbers that do not add up. */
  List<String> disagreements() {
    return disagreements;
  }

  /** How often the saboteur was asked to take something. */
  int strikes() {
    return strikes;
  }

  /** By decision and reason. */
  Map<String, Integer> decisions() {
    return decisions;
  }

  /** By the decision alone. */
  int decisions(String decision) {
    return decisions.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(decision + "/"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  int retries(String outcome) {
    return retries.getOrDefault(outcome, 0);
  }

  int repairs(String outcome) {
    return repairs.getOrDefault(outcome, 0);
  }

  int auditedRepairs() {
    return audited.size();
  }

  Map<String, Integer> agentErrors() {
    return agentErrors;
  }

  @Override
  public String toString() {
    return "acknowledged writes "
        + service.acknowledgedWrites()
        + ", ends "
        + service.ends()
        + ", partly stored "
        + service.partlyStored()
        + ", strikes "
        + strikes
        + ", exceptions "
        + service.exceptions()
        + ", decisions "
        + decisions
        + ", retries "
        + retries
        + ", repairs "
        + repairs
        + ", healed "
        + service.healedWays()
        + service.healedLinks();
  }
}
