package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.incident.Incident;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import io.schemamedic.entry.FailedCall;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out about an undeclared name once its caller has its exception. */
@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class UndeclaredLookIT {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int, note text)");

  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final IncidentStore incidents = new IncidentStore();
  private final Clock clock = new Clock();
  private final Databases databases = new Databases(clock);
  private Mode mode = Mode.REPAIR;
  private KillSwitch killSwitch = new KillSwitch(null);
  private TestDatabase database;

  @BeforeEach
  void prepare(TestDatabase fresh) {
    database = fresh;
    database.execute(
        "CREATE TABLE parcels (id int, weight int); CREATE TABLE \"Invoices\" (id int)",
        "CREATE VIEW overview AS SELECT 1 AS weight",
        "CREATE SCHEMA app; CREATE TABLE app.stock (id int); CREATE TABLE app.parcels (id int)");
  }

  @AfterEach
  void close() {
    databases.end(() -> {});
    metrics.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 FROM nothing_like_it    | UNDECLARED       | undefined_table nothing_like_it",
        "SELECT 1 FROM public.nothing     | UNDECLARED       | undefined_table public.nothing",
        "SELECT 1 FROM stock              | EXISTS_ELSEWHERE | app.stock, search_path: public",
        "SELECT 1 FROM public.stock       | EXISTS_ELSEWHERE | app.stock, search_path: public",
        "SELECT 1 FROM invoices           | NEAR_MISS        | public.Invoices",
        "SELECT 1 FROM parcel             | NEAR_MISS        | public.parcels",
        "SELECT 1 FROM pacrels            | NEAR_MISS        | public.parcels",
        "SELECT 1 FROM overveiw           | NEAR_MISS        | public.overview",
        "SELECT 1 FROM stocks             | UNDECLARED       | undefined_table stocks",
        "SELECT 1 FROM app.stocks         | NEAR_MISS        | app.stock",
        "SELECT 1 FROM nowhere.thing      | NO_SCHEMA        | nowhere",
        "SELECT wieght FROM parcels       | NEAR_MISS        | public.parcels.weight",
        "UPDATE parcels p SET weigth = 1  | NEAR_MISS        | public.parcels.weight",
        "SELECT p.weigh FROM parcels p    | NEAR_MISS        | public.parcels.weight",
        "SELECT weigh FROM app.parcels    | UNDECLARED       | undefined_column weigh",
        "SELECT weigh FROM overview       | UNDECLARED       | undefined_column weigh",
        "SELECT colour FROM parcels       | UNDECLARED       | undefined_column colour"
      })
  void reasonIsFoundInTheCatalog(String sql, Reason reason, String detail) throws SQLException {
    Incident incident = onlyIncidentOf(sql);

    assertThat(incident.decision()).isEqualTo(Decision.REFUSED.code());
    assertThat(incident.reason()).isEqualTo(reason.code());
    assertThat(incident.detail()).isEqualTo(detail);
  }

  @Test
  void schemaWithoutUsageIsSaid() throws SQLException {
    database.execute("CREATE ROLE later_reader LOGIN");
    try {
      Incident incident = onlyIncidentOf("later_reader", "SELECT 1 FROM stock");

      assertThat(incident.reason()).isEqualTo(Reason.NO_USAGE.code());
      assertThat(incident.detail()).isEqualTo("app.stock, search_path: public");
    } finally {
      database.execute("DROP ROLE later_reader");
    }
  }

  @Test
  void temporaryTableOfAnotherSessionOfTheRoleIsSaid() throws SQLException {
    try (Connection other = database.connection();
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE basket (id int)");

      Incident incident = onlyIncidentOf("SELECT 1 FROM basket");

      assertThat(incident.reason()).isEqualTo(Reason.TEMPORARY_TABLE_GONE.code());
      assertThat(incident.detail()).isEqualTo("basket is temporary in another session");
    }
  }

  @Test
  void temporaryTableOfAnotherRoleIsNot() throws SQLException {
    database.execute("CREATE ROLE later_other");
    try (Connection other = database.connection();
        Statement statement = other.createStatement()) {
      statement.execute("SET ROLE later_other; CREATE TEMPORARY TABLE basket (id int)");

      assertThat(onlyIncidentOf("SELECT 1 FROM basket").reason())
          .isEqualTo(Reason.UNDECLARED.code());
      // At the end of its session it would go a moment later, and the role could not.
      statement.execute("DROP TABLE basket");
    } finally {
      database.execute("DROP ROLE later_other");
    }
  }

  @Test
  void everyCallIsConcludedOnceHoweverManyLooksThereAre() throws SQLException {
    MonitoredDatabase monitored = connect("postgres");
    for (int i = 0; i < 20; i++) {
      fail("postgres", "SELECT 1 FROM stock");
      fail("postgres", "SELECT 1 FROM parcel");
    }
    settle(monitored);

    assertThat(metrics.scrape().lines().filter(line -> line.startsWith("schema_medic_decisions")))
        .filteredOn(line -> line.contains("refused"))
        .extracting(line -> Double.valueOf(line.substring(line.lastIndexOf(' '))))
        .satisfies(
            counts ->
                assertThat(counts.stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(40));
    assertThat(incidents.recent().stream().mapToLong(Incident::count).sum()).isEqualTo(40);
  }

  @Test
  void observingLooksAtNothing() throws SQLException {
    mode = Mode.OBSERVE;

    assertThat(onlyIncidentOf("SELECT 1 FROM stock").reason()).isEqualTo(Reason.UNDECLARED.code());
  }

  @Test
  void killSwitchStopsTheLook() throws SQLException {
    killSwitch = new KillSwitch(new File("/"));

    assertThat(onlyIncidentOf("SELECT 1 FROM stock").reason()).isEqualTo(Reason.UNDECLARED.code());
  }

  @Test
  void databaseThatCannotBeAskedLeavesItUndeclared() throws SQLException {
    databases.of(database.connection());

    assertThat(incidentOf(databases.all().get(0), "postgres", "SELECT 1 FROM stock").reason())
        .isEqualTo(Reason.UNDECLARED.code());
  }

  private Incident onlyIncidentOf(String sql) throws SQLException {
    return onlyIncidentOf("postgres", sql);
  }

  private Incident onlyIncidentOf(String role, String sql) throws SQLException {
    return incidentOf(connect(role), role, sql);
  }

  private Incident incidentOf(MonitoredDatabase monitored, String role, String sql)
      throws SQLException {
    assertThat(fail(role, sql)).isNull();
    settle(monitored);
    List<Incident> told = incidents.recent();
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private MonitoredDatabase connect(String role) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", role);
    try (Connection connection = database.connectionAs(role)) {
      return databases.connected(connection, properties);
    }
  }

  /** The looks that were begun have ended once the thread does something else. */
  private static void settle(MonitoredDatabase monitored) {
    RepairResult nothing = RepairResult.not(Decision.REFUSED, Reason.BUSY, "", null);
    monitored.repairs().answer("settled", CallersWaits.of(Duration.ofSeconds(30)), () -> nothing);
  }

  private @Nullable Object fail(String role, String sql) throws SQLException {
    try (Connection connection = database.connectionAs(role);
        Statement statement = connection.createStatement()) {
      try {
        statement.execute(sql);
        throw new AssertionError("does not fail: " + sql);
      } catch (SQLException e) {
        FailedCall call =
            new FailedCall(
                FailedCall.Form.STATEMENT, statement, sql, null, null, null, "IDLE", e, null);
        return new HealingLine(
                TestHealing.of(mode, DECLARED, killSwitch, metrics, incidents, clock), databases)
            .handle(call, e, new CallRecord("i-1", clock.nanos()));
      }
    }
  }
}
