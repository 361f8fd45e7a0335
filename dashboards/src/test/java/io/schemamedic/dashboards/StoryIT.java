package io.schemamedic.dashboards;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dashboards.GrafanaDashboard.Query;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four services with the shipped jar break and heal under a real Prometheus and Alertmanager with
 * the shipped rules: one is hit by a storm in two processes, one is healed and restarted, one waits
 * for approval, and one must not be repaired, loses its database and has its kill switch pulled.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryIT {
  private static final int CALLS_OF_A_ROUND = 1_500;

  /** Of each of the two processes, at least 2; 286 of both are 858,000 calls. */
  private static final int ROUNDS = Integer.getInteger("storm.rounds", 2);

  private static final double STORM = 2.0 * ROUNDS * CALLS_OF_A_ROUND;
  private static final String DECLARED =
      """
      CREATE TABLE parcels (id int PRIMARY KEY);
      CREATE TABLE orders (id int PRIMARY KEY, note text);
      CREATE TABLE customers (id int PRIMARY KEY);
      """;

  private static final List<AutoCloseable> OPEN = new ArrayList<>();
  private static @Nullable Monitoring monitoring;

  @BeforeAll
  static void tell(@TempDir Path directory) throws IOException {
    TestDatabase stormed = database("CREATE TABLE orders (id int PRIMARY KEY, note text)");
    TestDatabase healed = database("CREATE TABLE orders (id int PRIMARY KEY)");
    TestDatabase waiting = database("CREATE TABLE orders (id int PRIMARY KEY, note text)");
    TestDatabase forbidden =
        database(
            "CREATE TABLE orders (id int PRIMARY KEY, note text)",
            "CREATE FUNCTION frozen() RETURNS event_trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'not in December'; END $$",
            "CREATE EVENT TRIGGER frozen ON ddl_command_start EXECUTE FUNCTION frozen()");
    Path stop = directory.resolve("stop");
    List<Service> services =
        together(
            () -> Service.start(directory, stormed, DECLARED, "allow=public.nothing_else"),
            () -> Service.start(directory, stormed, DECLARED, "allow=public.nothing_else"),
            () -> Service.start(directory, healed, DECLARED),
            () -> Service.start(directory, waiting, DECLARED, "mode=propose"),
            () -> Service.start(directory, forbidden, DECLARED, "kill-switch.file=" + stop));
    OPEN.addAll(services);
    monitoring =
        Monitoring.start(
            Files.createDirectory(directory.resolve("monitoring")),
            Map.of(
                "parcels", List.of(services.get(0).target(), services.get(1).target()),
                "orders", List.of(services.get(2).target()),
                "drafts", List.of(services.get(3).target()),
                "frozen", List.of(services.get(4).target())));
    OPEN.add(monitoring);
    assertThat(Eventually.is(5.0, () -> value("count(schema_medic_build_info)"))).isEqualTo(5);

    together(
        () -> storm(services.get(0)),
        () -> storm(services.get(1)),
        () -> heal(services.get(2)),
        () -> services.get(3).call("SELECT * FROM customers"),
        () -> breakDown(services.get(4), stop, () -> close(forbidden, stormed)));
  }

  private static TestDatabase database(String... statements) {
    TestDatabase database = TestPostgres.instance().newDatabase();
    OPEN.add(database);
    database.execute(statements);
    // Not one line of the server's log for each call that fails.
    database.execute("ALTER DATABASE " + database.name() + " SET log_min_messages = 'log'");
    return database;
  }

  @SafeVarargs
  private static <T> List<T> together(Supplier<T>... tasks) {
    List<CompletableFuture<T>> futures = new ArrayList<>();
    for (Supplier<T> task : tasks) {
      futures.add(CompletableFuture.supplyAsync(task));
    }
    return futures.stream().map(CompletableFuture::join).toList();
  }

  private static String storm(Service service) {
    String counted = "sum(schema_medic_failures_total{instance=\"" + service.target() + "\"})";
    service.callOften(CALLS_OF_A_ROUND, "SELECT * FROM parcels");
    // A series that begins at its last value has no rate, however many calls it is.
    assertThat(Eventually.is((double) CALLS_OF_A_ROUND, () -> value(counted)))
        .isEqualTo(CALLS_OF_A_ROUND);
    for (int round = 1; round < ROUNDS; round++) {
      service.callOften(CALLS_OF_A_ROUND, "SELECT * FROM parcels");
    }
    return service.target();
  }

  private static String heal(Service service) {
    assertThat(service.call("INSERT INTO orders (id, note) VALUES (1, 'x')")).isEqualTo("ok");
    assertThat(Eventually.is(1.0, () -> value("schema_medic_unreconciled_repairs{job=\"orders\"}")))
        .isEqualTo(1);
    service.restart();
    assertThat(Eventually.is(0.0, () -> value("schema_medic_unreconciled_repairs{job=\"orders\"}")))
        .isZero();
    assertThat(service.call("INSERT INTO customers VALUES (1)")).isEqualTo("ok");
    return service.target();
  }

  private static String breakDown(Service service, Path stop, Runnable closeDatabase) {
    assertThat(service.call("INSERT INTO customers VALUES (1)")).isEqualTo("42P01");
    try {
      Files.createFile(stop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeDatabase.run();
    return service.target();
  }

  /** No new session, not even the superuser's. */
  private static void close(TestDatabase database, TestDatabase neighbour) {
    neighbour.execute("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS false");
  }

  private static double value(String expression) {
    return requireNonNull(monitoring).value(expression);
  }

  @AfterAll
  static void end() throws Exception {
    // In the opposite order: databases last.
    for (int i = OPEN.size() - 1; i >= 0; i--) {
      OPEN.get(i).close();
    }
  }

  @Test
  void everyQueryOfTheDashboardReturnsSeries() {
    List<Query> queries = GrafanaDashboard.shipped().queries();
    List<String> wrong = new ArrayList<>();
    for (Query query : queries) {
      String said = Eventually.is("", () -> whatIsWrongWith(query));
      if (!said.isEmpty()) {
        wrong.add(query.of() + ": " + said);
      }
    }
    assertThat(queries).hasSizeGreaterThan(25);
    assertThat(wrong).isEmpty();
  }

  private static String whatIsWrongWith(Query query) {
    Node answer = requireNonNull(monitoring).answer(query);
    if (!answer.text("status").equals("success") || answer.find("warnings").isPresent()) {
      return answer.toString();
    }
    boolean hasValues =
        answer.at("data").list("result").stream()
            .flatMap(series -> values(series).stream())
            .anyMatch(value -> !value.equals("NaN"));
    return hasValues ? "" : "no series for " + query.expression();
  }

  private static List<String> values(Node series) {
    return query(series).stream().map(pair -> pair.elements().get(1).text()).toList();
  }

  private static List<Node> query(Node series) {
    return series.find("value").isPresent() ? List.of(series.at("value")) : series.list("values");
  }

  /** Also the first ones, before which there was no series. */
  @Test
  void everyFailureOfTheStormIsCounted() {
    Query table =
        GrafanaDashboard.shipped().queries().stream()
            .filter(query -> query.of().equals("Failing statements in the chosen time A"))
            .findFirst()
            .orElseThrow();
    String expression = "sum(" + table.expressionFor("parcels", "10m", "20s") + ")";

    assertThat(Eventually.is(STORM, () -> value(expression))).isEqualTo(STORM);
  }

  /** The first: when the storm has been over for two minutes, what it held back is told. */
  @Test
  @Order(1)
  void aStormOnTwoProcessesIsOneNotification() {
    Monitoring asked = requireNonNull(monitoring);
    // What else the storm sets off, later: refusals, drift, and the milder alert of the same name.
    assertThat(Eventually.is(3, () -> asked.heldBack("parcels"))).isEqualTo(3);
    List<Node> told = asked.receiver().notificationsOf("parcels");

    assertThat(told).hasSize(1);
    assertThat(told.get(0).list("alerts")).hasSize(1);
    Node alert = told.get(0).list("alerts").get(0);
    assertThat(alert.at("labels").text("alertname")).isEqualTo("SchemaMedicFailureBurst");
    assertThat(alert.at("annotations").text("description"))
        .contains("undefined_table of public.parcels", "refused not_allowed");
    String runbook = alert.at("annotations").text("runbook_url");
    assertThat(runbook).endsWith("/runbook#SchemaMedicFailureBurst");
    assertThat(RunningProgram.get(runbook)).containsIgnoringCase("<title>").contains("unbook");
  }

  @Test
  void theOtherAlertsReachSomebody() {
    Receiver receiver = requireNonNull(monitoring).receiver();
    Map<String, Set<String>> wanted =
        Map.of(
            "orders",
            Set.of("SchemaMedicRepairUnreconciled"),
            "drafts",
            Set.of("SchemaMedicApprovalWaiting", "SchemaMedicDriftBreaks"),
            "frozen",
            Set.of(
                "SchemaMedicBreakerOpen",
                "SchemaMedicDatabaseDown",
                "SchemaMedicKillSwitchOn",
                "SchemaMedicRepairRefused"));

    wanted.forEach(
        (job, alerts) -> {
          Eventually.is(true, () -> receiver.alertsOf(job).containsAll(alerts));
          assertThat(receiver.alertsOf(job)).as(job).containsAll(alerts);
        });
  }

  /** For the documentation; they show what happened in this run. */
  @Test
  @Tag("long")
  void picturesAreTaken(@TempDir Path directory) throws IOException {
    Monitoring asked = requireNonNull(monitoring);
    Path page = Files.writeString(directory.resolve("preview.html"), Preview.page(asked));
    String alerts = "http://" + asked.address() + "/classic/alerts";
    Chromium chromium = new Chromium(directory);

    List<Path> pictures =
        List.of(
            chromium.picture(alerts, "alerts", 1200, 800),
            chromium.picture(page.toUri() + "#0-42", "preview-what", 1200, 1410),
            chromium.picture(page.toUri() + "#42-95", "preview-agents", 1200, 1750));

    for (Path picture : pictures) {
      assertThat(Files.size(picture)).as(picture.toString()).isBetween(10_000L, 200_000L);
    }
  }
}
