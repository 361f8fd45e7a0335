package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.CheckOnConnect;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.flyway.FlywaySource;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.testing.TestCatalog;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The check in blocking mode, when the connection is handed out: each time on a new database. */
@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class ConnectionCheckIT {
  private static final String SHOP =
      "CREATE TABLE customers (id bigint PRIMARY KEY, name text);"
          + " CREATE TABLE orders (id int PRIMARY KEY, customer bigint REFERENCES customers, note text);"
          + " CREATE TABLE items (id int, of_order int REFERENCES orders, price numeric)";

  private final TestDatabase database;
  private CheckedService service;

  ConnectionCheckIT(TestDatabase database) {
    this.database = database;
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Connection connect() throws SQLException {
    return service.connect(database, "postgres");
  }

  private void blocking(String script, String... allow) {
    service = new CheckedService(Mode.REPAIR, CheckOnConnect.BLOCKING, script, allow);
  }

  @Test
  void whatIsMissingIsThereWhenTheServiceGetsItsFirstConnection() throws SQLException {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY)");
    blocking(SHOP, "public.*");

    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT c.name, o.note, i.price FROM customers c, orders o, items i");
    }

    assertThat(service.decisions())
        .containsExactly(
            "public.customers repaired_for_next repaired",
            "public.items repaired_for_next repaired",
            "public.orders repaired_for_next repaired");
    assertThat(drift().drifts()).isEmpty();
    assertThat(gauge("missing_table")).isEqualTo("0.0");
  }

  /** The statement of the test above is right: without the check it fails. */
  @ParameterizedTest
  @EnumSource(
      value = CheckOnConnect.class,
      names = {"OFF"})
  void withoutTheCheckNothingIsMade(CheckOnConnect way) throws SQLException {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY)");
    service = new CheckedService(Mode.REPAIR, way, SHOP, "public.*");

    connect().close();

    assertThat(tables()).containsExactly("customers");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"OBSERVE", "PROPOSE"})
  void onlyRepairModeHeals(Mode mode) throws SQLException {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY)");
    service = new CheckedService(mode, CheckOnConnect.BLOCKING, SHOP, "public.*");

    connect().close();

    assertThat(tables()).containsExactly("customers");
    assertThat(service.known().drift() != null).isEqualTo(mode == Mode.PROPOSE);
  }

  @Test
  void periodicCheckDoesNotHeal() throws Exception {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY, name text)");
    blocking("CREATE TABLE customers (id bigint PRIMARY KEY, name text)", "public.*");
    connect().close();
    database.execute("ALTER TABLE customers DROP name");

    for (DatabaseCheck check : service.check.startAll(false)) {
      assertThat(check.await(TimeUnit.SECONDS.toNanos(20))).isTrue();
    }

    assertThat(drift().drifts())
        .extracting(Drift::toString)
        .containsExactly("missing_column public.customers.name: wanted text");
    assertThat(
            database.query(
                "SELECT count(*) FROM information_schema.columns"
                    + " WHERE table_name = 'customers'"))
        .containsExactly("1");
  }

  @Test
  void killSwitchStopsTheHealing() throws Exception {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY)");
    blocking(SHOP, "public.*");
    service.killSwitch.engage();

    connect().close();
    for (DatabaseCheck check : service.check.startAll(true)) {
      assertThat(check.await(TimeUnit.SECONDS.toNanos(20))).isTrue();
    }

    assertThat(tables()).containsExactly("customers");
    assertThat(drift().drifts()).hasSize(3);
  }

  @Test
  void tablesThatAreNotAllowedAreLeftToTheDrift() throws SQLException {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY, name text)");
    blocking(SHOP, "public.orders");

    connect().close();

    assertThat(tables()).containsExactly("customers", "orders");
    assertThat(service.decisions()).containsExactly("public.orders repaired_for_next repaired");
  }

  @Test
  void emptyDatabaseMayBeTheWrongOne() throws SQLException {
    blocking(SHOP, "public.*");

    connect().close();

    assertThat(tables()).isEmpty();
    assertThat(service.decisions()).contains("public.customers refused unproven_database");
  }

  @Test
  void whoNamesATableExactlyVouchesForTheDatabase() throws SQLException {
    blocking(SHOP, "public.customers");

    connect().close();

    assertThat(tables()).containsExactly("customers");
  }

  @Test
  void tableOfAnotherSourceIsNoProof() throws SQLException {
    database.execute("CREATE TABLE settings (id int)");
    blocking(SHOP, "public.*");
    service.wanted.learned(
        SourceContent.of(
            "file:b.sql", DdlScriptReader.read("b.sql", "CREATE TABLE settings (id int)")));

    connect().close();

    assertThat(tables()).containsExactly("settings");
  }

  @Test
  void budgetCountsTablesOneByOneParentsFirst() throws SQLException {
    database.execute("CREATE TABLE known (id int)");
    String many =
        "CREATE TABLE known (id int);"
            + IntStream.range(0, 5)
                .mapToObj(i -> "CREATE TABLE child" + i + " (id int REFERENCES parent);")
                .collect(Collectors.joining())
            + "CREATE TABLE parent (id int PRIMARY KEY)";
    service = new CheckedService(Mode.REPAIR, CheckOnConnect.BLOCKING, 3, many, "public.*");

    connect().close();

    assertThat(tables()).containsExactly("child0", "child1", "known", "parent");
    assertThat(service.decisions())
        .contains(
            "public.child2 refused budget_spent",
            "public.child3 refused budget_spent",
            "public.child4 refused budget_spent");
    assertThat(drift().drifts()).hasSize(3);
  }

  @Test
  void columnsThatCannotBeAddedDoNotKeepTheOthersBack() throws SQLException {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY)");
    blocking(
        "CREATE TABLE customers (id bigint PRIMARY KEY, a text, b uuid DEFAULT gen_random_uuid(),"
            + " c int NOT NULL, d text)",
        "public.*");

    connect().close();

    assertThat(service.decisions())
        .containsExactly(
            "public.customers refused not_null_without_default",
            "public.customers refused would_rewrite",
            "public.customers repaired_for_next repaired",
            "public.customers repaired_for_next repaired");
    assertThat(
            database.query(
                "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute"
                    + " WHERE attrelid = 'customers'::regclass AND attnum > 0"))
        .containsExactly("id a d");
  }

  @Test
  void whatWasThereAndIsGoneIsNotMadeAgain() throws SQLException {
    database.execute(SHOP);
    blocking(SHOP, "public.*");
    connect().close();
    database.execute("DROP TABLE items");

    service.check.declaredChanged();

    assertThat(tables()).containsExactly("customers", "orders");
    assertThat(service.decisions()).containsExactly("public.items refused disappeared");
  }

  @Test
  void whatIsLearnedLaterIsHealedOnTheThreadThatBringsIt() throws SQLException {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY, name text)");
    blocking("", "public.*");
    service.check.begin(Duration.ofHours(1), () -> {});
    connect().close();
    assertThat(service.known().why()).isEqualTo("nothing is declared yet");

    service.wanted.learned(SourceContent.of("hibernate", DdlScriptReader.read("h", SHOP)));

    assertThat(tables()).containsExactly("customers", "items", "orders");
    assertThat(drift().drifts()).isEmpty();
  }

  @Test
  void threadsThatConnectAtTheSameTimeAllWaitForTheSameCheck() throws Exception {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY)");
    blocking(SHOP, "public.*");
    CountDownLatch fine = new CountDownLatch(4);
    Runnable use =
        () -> {
          try (Connection connection = connect();
              Statement statement = connection.createStatement()) {
            statement.execute("SELECT price FROM items");
            fine.countDown();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        };

    IntStream.range(0, 4).forEach(i -> new Thread(use).start());

    assertThat(fine.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(service.decisions()).hasSize(3);
  }

  @Test
  void twoPoolsOfOneDatabaseCountOnce() throws SQLException {
    database.execute("CREATE ROLE second LOGIN SUPERUSER");
    service = new CheckedService(Mode.PROPOSE, CheckOnConnect.BLOCKING, SHOP);
    try {
      connect().close();
      service.connect(database, "second").close();

      assertThat(service.drift.all()).hasSize(1);
      assertThat(gauge("missing_table")).isEqualTo("3.0");
      assertThat(service.databases.all()).hasSize(2);
    } finally {
      database.execute("DROP ROLE second");
    }
  }

  @Test
  void secondPoolKnowsWhatTheFirstHasSeen() throws SQLException {
    database.execute(SHOP);
    blocking(SHOP, "public.*");
    connect().close();
    service.connect(database.url() + "&currentSchema=public", "postgres").close();

    for (MonitoredDatabase pool : service.databases.all()) {
      assertThat(pool.memory().identities().isEmpty()).isFalse();
    }
    assertThat(service.drift.all()).hasSize(1);
  }

  @Test
  void serverThatIsAwayIsUnknown() throws SQLException {
    blocking(SHOP, "public.*");
    database.execute("CREATE ROLE one_session LOGIN CONNECTION LIMIT 1");
    try (Connection connection = service.connect(database, "one_session")) {
      assertThat(connection.isClosed()).isFalse();
      assertThat(service.known().drift()).isNull();
      assertThat(service.known().why()).contains("no session", "53300");
      assertThat(gauge("missing_table")).isEqualTo("NaN");
    } finally {
      database.execute("DROP ROLE one_session");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pg_constraint, may not read the catalog",
    "pg_class, may not read the catalog",
    "pg_index, may not read the catalog"
  })
  void roleThatMayNotReadTheCatalogIsUnknown(String catalog, String why) throws SQLException {
    database.execute(
        SHOP, "REVOKE SELECT ON pg_catalog." + catalog + " FROM public", "CREATE ROLE blind LOGIN");
    blocking(SHOP, "public.*");
    try (Connection connection = service.connect(database, "blind")) {
      assertThat(service.known().drift()).isNull();
      assertThat(service.known().why()).contains(why, "42501");
    } finally {
      database.execute("DROP ROLE blind");
    }
  }

  @Test
  void tableThatSomebodyHasLockedIsNotWaitedFor() throws SQLException {
    database.execute(SHOP, "ALTER TABLE items ADD CHECK (price > 0)");
    blocking(SHOP, "public.*");
    try (Connection other = database.connection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE items IN ACCESS EXCLUSIVE MODE");

      long began = System.nanoTime();
      connect().close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(service.known().why()).contains("locked by somebody");
    }
  }

  @Test
  void checkLocksNothingThatAnybodyCouldNotice() throws Exception {
    database.execute(SHOP, "ALTER TABLE items ADD CHECK (price > 0)");
    blocking(SHOP, "public.*");
    List<String> held;
    try (Connection other = database.connection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE items IN ACCESS EXCLUSIVE MODE");
      Thread connecting =
          new Thread(
              () -> {
                try {
                  connect().close();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      connecting.start();
      // The one moment in which the check can be caught in its transaction.
      while (locks("NOT l.granted").isEmpty()) {
        assertThat(connecting.isAlive()).isTrue();
      }
      held = locks("l.granted AND l.locktype = 'relation'");
      other.rollback();
      connecting.join();
    }

    assertThat(held).isNotEmpty().allMatch(lock -> lock.startsWith("AccessShareLock pg_catalog."));
    assertThat(drift().drifts()).isEmpty();
  }

  private List<String> locks(String which) {
    return database.query(
        "SELECT l.mode || ' ' || n.nspname || '.' || c.relname FROM pg_locks l"
            + " JOIN pg_stat_activity a USING (pid) JOIN pg_class c ON c.oid = l.relation"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE a.application_name = 'schema-medic' AND a.datname = current_database() AND "
            + which);
  }

  @Test
  void checkThatTakesTooLongIsUnknownAndItsSessionEnds() throws SQLException {
    database.execute(SHOP);
    blocking(SHOP, "public.*");
    connect().close();
    MonitoredDatabase monitored = service.databases.all().get(0);
    DatabaseCheck endless = new DatabaseCheck(healing(), monitored, service.check, 0, false);

    endless.giveUp();
    endless.run();

    assertThat(service.known().why()).isEqualTo("took longer than 10 s");
    assertThat(service.known().checkedAt()).isNotNull();
    assertThat(gauge("missing_table")).isEqualTo("NaN");
  }

  @Test
  void brokenDeclarationIsUnknown() throws SQLException {
    database.execute(SHOP);
    blocking(SHOP, "public.*");
    service.check.begin(Duration.ofHours(1), () -> {});
    connect().close();

    service.wanted.learned(SourceContent.broken("hibernate", List.of("no mapping")));

    assertThat(service.known().drift()).isNull();
    assertThat(service.known().why()).contains("cannot be relied on");
  }

  @Test
  void detachReleasesWhoeverWaits() throws Exception {
    database.execute(SHOP);
    blocking(SHOP, "public.*");
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch out = new CountDownLatch(1);
    MonitoredDatabase monitored;
    try (Connection connection = database.connection()) {
      monitored = Objects.requireNonNull(service.databases.connected(connection, new Properties()));
    }
    assertThat(monitored.beginsFirstCheck()).isTrue();
    new Thread(
            () -> {
              stuck.countDown();
              service.check.handOut(monitored);
              out.countDown();
            })
        .start();
    stuck.await();

    service.engine.close();

    assertThat(out.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void pendingMigrationIsLeftToItsTool() throws SQLException {
    database.execute(
        "CREATE TABLE customers (id bigint PRIMARY KEY, name text)",
        "CREATE TABLE flyway_schema_history (installed_rank int, version varchar(50),"
            + " script varchar(1000), type varchar(20), success boolean)",
        "INSERT INTO flyway_schema_history VALUES (1, '1', 'V1__customers.sql', 'SQL', true)");
    blocking("", "public.*");
    service.wanted.start(
        List.of(
            SourceContent.ofMigrations(
                "dir:m",
                DdlScriptReader.read("m", SHOP),
                List.of(
                    migration("1", "V1__customers.sql", "public.customers"),
                    migration("2", "V2__orders.sql", "public.orders")))));

    connect().close();

    assertThat(tables()).doesNotContain("orders");
    assertThat(service.decisions()).contains("public.orders refused migrates_itself");
    assertThat(service.out).anyMatch(line -> line.contains("detail=\"V2__orders.sql\""));
  }

  private static Migration migration(String version, String script, String table) {
    return new Migration(version, script, Set.of(TestCatalog.name(table)), Map.of());
  }

  @Test
  void serviceWithAMigrationToolIsLeftToIt() throws SQLException {
    database.execute("CREATE TABLE customers (id bigint PRIMARY KEY)");
    blocking(SHOP, "public.*");
    service.migratesItself = true;

    connect().close();

    assertThat(tables()).containsExactly("customers");
    assertThat(service.decisions()).contains("public.orders refused migrates_itself");
  }

  @Test
  void whatAPendingMigrationRenamesIsNotMadeAnew(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("V1__all.sql"),
        "CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE carts (id bigint)");
    Files.writeString(
        folder.resolve("V2__rename.sql"),
        "ALTER TABLE carts RENAME TO orders; ALTER TABLE orders ADD COLUMN note text");
    database.execute(
        "CREATE TABLE customers (id bigint PRIMARY KEY)",
        "CREATE TABLE carts (id bigint)",
        "CREATE TABLE flyway_schema_history (installed_rank int, version varchar,"
            + " script varchar, type varchar, success boolean)",
        "INSERT INTO flyway_schema_history VALUES (1, '1', 'V1__all.sql', 'SQL', true)");
    blocking("", "public.orders");
    service.wanted.start(
        List.of(FlywaySource.read("dir", List.of(new DirectoryFolder(folder.toString())))));

    connect().close();

    assertThat(tables()).doesNotContain("orders");
    assertThat(service.decisions()).contains("public.orders refused likely_rename");
  }

  private Healing healing() {
    return service.healing;
  }

  private SchemaDrift drift() {
    return Objects.requireNonNull(service.known().drift(), service.known().why());
  }

  private List<String> tables() {
    return database.query(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            + " ORDER BY 1");
  }

  private String gauge(String kind) {
    return service
        .metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith("schema_medic_drift{") && line.contains(kind))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("absent");
  }
}
