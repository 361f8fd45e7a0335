package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestCatalog;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import io.schemamedic.engine.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each test runs what is planned in one transaction, which is rolled back: {@code ADD COLUMN c} to
 * {@code old}, {@code CREATE TABLE made}; and with it something else.
 */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionFootprintIT {
  private static final String PLANNED =
      "ALTER TABLE old ADD COLUMN c text; CREATE TABLE made (id int PRIMARY KEY, old_id int"
          + " REFERENCES old (id))";

  private final TestDatabase database = TestPostgres.instance().newDatabase();

  @BeforeAll
  void prepare() {
    database.execute(
        """
        DO $$ BEGIN CREATE ROLE footprint; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
        DO $$ BEGIN CREATE ROLE footprints; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
        CREATE TABLE old (id serial PRIMARY KEY, a int DEFAULT 1, b varchar(10),
          CONSTRAINT a_positive CHECK (a > 0));
        CREATE INDEX old_a ON old (a);
        CREATE TABLE other (id int PRIMARY KEY, a int, old_id int REFERENCES old (id));
        ALTER TABLE other ADD CONSTRAINT later CHECK (a > 0) NOT VALID;
        CREATE INDEX other_a ON other (a);
        INSERT INTO old (a) VALUES (1), (2);
        INSERT INTO other VALUES (1, 1, 1);
        CREATE TABLE parted (id int) PARTITION BY RANGE (id);
        CREATE TABLE family (a int, b varchar(10), id int NOT NULL);
        CREATE VIEW seen AS SELECT id FROM old;
        CREATE MATERIALIZED VIEW stored AS SELECT id FROM other;
        CREATE SEQUENCE numbers;
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TYPE pair AS (x int, y int);
        CREATE DOMAIN positive AS int;
        CREATE SCHEMA other_schema;
        CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION on_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER watch BEFORE INSERT ON other FOR EACH ROW EXECUTE FUNCTION on_row();
        CREATE TABLE guarded (id int);
        CREATE POLICY mine ON guarded USING (true);
        CREATE STATISTICS stats ON id, a FROM old;
        """);
  }

  @AfterAll
  void drop() {
    database.close();
  }

  @Test
  void whatIsPlannedIsNotFlagged() throws SQLException {
    assertThat(unplanned("")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE other CASCADE",
        "DROP TABLE guarded",
        "CREATE TABLE extra (id int)",
        "CREATE UNLOGGED TABLE extra (id int)",
        "CREATE TEMPORARY TABLE extra (id int)",
        "ALTER TABLE old DROP COLUMN b",
        "ALTER TABLE other DROP COLUMN a",
        "ALTER TABLE old ADD COLUMN d int",
        "ALTER TABLE other ADD COLUMN c text",
        "ALTER TABLE old RENAME COLUMN b TO b2",
        "ALTER TABLE other RENAME COLUMN a TO a2",
        "ALTER TABLE old RENAME TO old2",
        "ALTER TABLE other RENAME TO other2",
        "ALTER TABLE old ALTER COLUMN a SET NOT NULL",
        "ALTER TABLE other ALTER COLUMN a SET NOT NULL",
        "ALTER TABLE old ALTER COLUMN id DROP DEFAULT",
        "ALTER TABLE old ALTER COLUMN b SET DEFAULT 'x'",
        "ALTER TABLE old ALTER COLUMN a SET DEFAULT 2",
        "ALTER TABLE old ALTER COLUMN a TYPE bigint",
        "ALTER TABLE other ALTER COLUMN a TYPE bigint",
        "ALTER TABLE old ALTER COLUMN b TYPE varchar(20)",
        "ALTER TABLE old ALTER COLUMN b SET STATISTICS 10",
        "ALTER TABLE old ALTER COLUMN b SET STORAGE EXTERNAL",
        "ALTER TABLE old OWNER TO footprint",
        "ALTER TABLE other OWNER TO footprint",
        "ALTER TABLE made OWNER TO footprint",
        "GRANT SELECT ON old TO footprint",
        "GRANT SELECT ON other TO footprint",
        "GRANT SELECT (a) ON old TO footprint",
        "GRANT USAGE ON SEQUENCE numbers TO footprint",
        "GRANT USAGE ON SCHEMA other_schema TO footprint",
        "GRANT EXECUTE ON FUNCTION one() TO footprint",
        "GRANT USAGE ON TYPE mood TO footprint",
        "GRANT footprint TO footprints",
        "ALTER ROLE footprint SET work_mem = '1MB'",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO footprint",
        "CREATE FUNCTION two() RETURNS int LANGUAGE sql AS 'SELECT 2'",
        "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'",
        "ALTER FUNCTION one() OWNER TO footprint",
        "DROP FUNCTION one()",
        "INSERT INTO other VALUES (2, 2, 2)",
        "UPDATE other SET a = 5",
        "UPDATE old SET a = 5",
        "UPDATE old SET c = 'filled'",
        "DELETE FROM other",
        "INSERT INTO made VALUES (1, 1)",
        "TRUNCATE other",
        "TRUNCATE old CASCADE",
        "COMMENT ON TABLE old IS 'x'",
        "COMMENT ON TABLE made IS 'x'",
        "CREATE SCHEMA more",
        "DROP SCHEMA other_schema",
        "ALTER SCHEMA other_schema RENAME TO another",
        "ALTER TABLE other SET SCHEMA other_schema",
        "ALTER TABLE old ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE old FORCE ROW LEVEL SECURITY",
        "ALTER TABLE other ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE made ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY yours ON old USING (true)",
        "DROP POLICY mine ON guarded",
        "ALTER POLICY mine ON guarded USING (false)",
        "CREATE TRIGGER watch BEFORE INSERT ON old FOR EACH ROW EXECUTE FUNCTION on_row()",
        "CREATE TRIGGER watch BEFORE INSERT ON made FOR EACH ROW EXECUTE FUNCTION on_row()",
        "DROP TRIGGER watch ON other",
        "ALTER TABLE other DISABLE TRIGGER watch",
        "ALTER TABLE old DISABLE TRIGGER ALL",
        "CREATE RULE quiet AS ON DELETE TO old DO INSTEAD NOTHING",
        "ALTER SEQUENCE numbers INCREMENT 5",
        "ALTER SEQUENCE numbers RESTART",
        "ALTER SEQUENCE numbers OWNED BY other.a",
        "ALTER SEQUENCE numbers OWNED BY made.id",
        "CREATE SEQUENCE more_numbers",
        "DROP SEQUENCE numbers",
        "REINDEX INDEX old_a",
        "REINDEX TABLE other",
        "CREATE INDEX old_b ON old (b)",
        "CREATE INDEX other_id ON other (old_id)",
        "DROP INDEX old_a",
        "ALTER INDEX old_a RENAME TO old_aa",
        "ALTER INDEX old_a SET (fillfactor = 50)",
        "CLUSTER old USING old_a",
        "ALTER TABLE other REPLICA IDENTITY FULL",
        "ALTER TABLE old REPLICA IDENTITY FULL",
        "ALTER TABLE old SET (fillfactor = 50)",
        "ALTER TABLE other SET UNLOGGED",
        "ALTER TABLE old ADD CHECK (b <> '')",
        "ALTER TABLE old ADD CHECK (c <> b)",
        "ALTER TABLE old ADD UNIQUE (b)",
        "ALTER TABLE other ADD FOREIGN KEY (a) REFERENCES old (id)",
        "ALTER TABLE old DROP CONSTRAINT a_positive",
        "ALTER TABLE other DROP CONSTRAINT other_old_id_fkey",
        "ALTER TABLE other VALIDATE CONSTRAINT later",
        "ALTER TABLE old RENAME CONSTRAINT a_positive TO positive_a",
        "ALTER TABLE family ADD COLUMN c text, ADD CONSTRAINT a_positive CHECK (a > 0), INHERIT old",
        "ALTER TABLE parted ATTACH PARTITION guarded DEFAULT",
        "CREATE TABLE part PARTITION OF parted DEFAULT",
        "CREATE TABLE heir () INHERITS (old)",
        "CREATE VIEW more_seen AS SELECT 1",
        "CREATE OR REPLACE VIEW seen AS SELECT id FROM old WHERE false",
        "ALTER VIEW seen OWNER TO footprint",
        "DROP VIEW seen",
        "REFRESH MATERIALIZED VIEW stored",
        "CREATE TYPE more_moods AS ENUM ('x')",
        "ALTER TYPE mood ADD VALUE 'so so'",
        "ALTER TYPE mood RENAME VALUE 'bad' TO 'worse'",
        "ALTER TYPE mood OWNER TO footprint",
        "DROP TYPE mood",
        "ALTER TYPE pair ADD ATTRIBUTE z int",
        "CREATE DOMAIN more_positive AS int",
        "ALTER DOMAIN positive ADD CHECK (VALUE > 0)",
        "ALTER DOMAIN positive SET DEFAULT 1",
        "DROP DOMAIN positive",
        "CREATE STATISTICS more_stats ON id, b FROM old",
        "DROP STATISTICS stats",
        "CREATE PUBLICATION news FOR TABLE old",
        "CREATE CAST (mood AS int) WITH INOUT",
        "CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int)",
        "CREATE COLLATION mine FROM \"C\"",
        "CREATE TEXT SEARCH CONFIGURATION mine (COPY = simple)",
        "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
        "CREATE OPERATOR FAMILY mine USING btree",
        "CREATE FOREIGN DATA WRAPPER mine",
        "CREATE EXTENSION pgcrypto",
      })
  void everythingElseIsFlagged(String change) throws SQLException {
    assertThat(unplanned(change)).isNotNull();
    assertThat(
            unplanned(
                "DO $do$ BEGIN "
                    + change.replaceFirst("^SELECT", "PERFORM")
                    + "; EXCEPTION WHEN division_by_zero THEN NULL; END $do$"))
        .as("in a subtransaction")
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE made (id serial PRIMARY KEY, other_id int REFERENCES other (id),"
            + " self int REFERENCES made (id), note text UNIQUE, CHECK (id > 0))",
        "CREATE TABLE made (id int GENERATED ALWAYS AS IDENTITY, n int NOT NULL DEFAULT 1);"
            + " CREATE INDEX ON made (n) WHERE n > 3; CREATE UNIQUE INDEX ON made (lower(n::text))",
        "CREATE TABLE made (id int, twice int GENERATED ALWAYS AS (id * 2) STORED, m mood[], p pair)",
        "CREATE UNLOGGED TABLE made (id bigserial, big text, EXCLUDE USING gist (r WITH &&),"
            + " r int4range)",
        "CREATE SEQUENCE made_numbers; CREATE TABLE made (id int DEFAULT nextval('made_numbers'));"
            + " ALTER SEQUENCE made_numbers OWNED BY made.id",
        "CREATE TABLE made (id serial); GRANT SELECT, INSERT ON made TO footprint;"
            + " GRANT USAGE ON SEQUENCE made_id_seq TO footprint",
      })
  void newTableWithAllThatBelongsToItIsPlanned(String ddl) throws SQLException {
    RepairPlan plan = RepairPlan.builder().newTable(TestCatalog.name("public.made")).build();

    assertThat(unplanned(plan, Set.of("other"), ddl)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE family ADD COLUMN c text",
        "ALTER TABLE family ADD COLUMN c int NOT NULL DEFAULT 1",
        "ALTER TABLE family ADD COLUMN c int CONSTRAINT named NOT NULL DEFAULT 1",
        "ALTER TABLE family ADD COLUMN c int REFERENCES old (id) ON DELETE CASCADE",
        "ALTER TABLE family ADD COLUMN c int CONSTRAINT named REFERENCES old (id)",
        "ALTER TABLE family ADD COLUMN c int REFERENCES old (id) DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE family ADD COLUMN c jsonb DEFAULT '{}'",
        "ALTER TABLE family ADD COLUMN c pair",
      })
  void newColumnIsPlanned(String ddl) throws SQLException {
    RepairPlan plan =
        RepairPlan.builder()
            .newColumns(TestCatalog.name("public.family"), Set.of(Identifier.of("c")))
            .build();

    assertThat(unplanned(plan, Set.of("family", "old"), ddl)).isNull();
  }

  @Test
  void toastTableOfAnOldTableIsPlanned() throws SQLException {
    // Its columns so far fit into a row, so that it had no need for one.
    database.execute("CREATE TABLE slim (id int)");
    RepairPlan plan =
        RepairPlan.builder()
            .newColumns(TestCatalog.name("public.slim"), Set.of(Identifier.of("c")))
            .build();

    assertThat(unplanned(plan, Set.of("slim"), "ALTER TABLE slim ADD COLUMN c text")).isNull();
  }

  @Test
  void foreignKeyOfTheTableToItselfIsPlanned() throws SQLException {
    RepairPlan plan =
        RepairPlan.builder()
            .newColumns(TestCatalog.name("public.old"), Set.of(Identifier.of("parent")))
            .build();

    assertThat(
            unplanned(
                plan, Set.of("old"), "ALTER TABLE old ADD COLUMN parent int REFERENCES old (id)"))
        .isNull();
  }

  @Test
  void whatOthersCommitMeanwhileIsNotOurs() throws SQLException {
    RepairPlan plan = plan();
    try (Connection session = session()) {
      TransactionFootprint footprint =
          TransactionFootprint.before(session, oids(session, Set.of("old")));
      run(session, PLANNED);
      database.execute("CREATE TABLE elsewhere (id int)", "DROP TABLE elsewhere");
      database.execute(
          "CREATE TABLE IF NOT EXISTS stays (id serial)", "INSERT INTO stays VALUES (1)");

      assertThat(footprint.unplannedChange(plan, 0)).isNull();
    }
  }

  /**
   * The server reckons all ages of a transaction from its first question for one. If others write
   * between that and the assignment of our id, our own age is negative.
   */
  @Test
  void othersMayWriteJustBeforeOurIdIsAssigned() throws SQLException {
    assertThat(unplannedAfterOthersWrote(PLANNED)).isNull();
    assertThat(unplannedAfterOthersWrote(PLANNED + "; ALTER TABLE other ADD COLUMN c text"))
        .isEqualTo("pg_class other");
  }

  private @Nullable String unplannedAfterOthersWrote(String ddl) throws SQLException {
    try (Connection session = session()) {
      run(session, "SELECT age('3'::xid)");
      database.execute("SELECT txid_current()");
      database.execute("SELECT txid_current()");
      return unplanned(session, plan(), Set.of("old"), ddl);
    }
  }

  private @Nullable String unplanned(String change) throws SQLException {
    return unplanned(plan(), Set.of("old"), change.isEmpty() ? PLANNED : PLANNED + "; " + change);
  }

  private static RepairPlan plan() {
    return RepairPlan.builder()
        .newTable(TestCatalog.name("public.made"))
        .newColumns(TestCatalog.name("public.old"), Set.of(Identifier.of("c")))
        .build();
  }

  private @Nullable String unplanned(RepairPlan plan, Set<String> touched, String ddl)
      throws SQLException {
    try (Connection session = session()) {
      return unplanned(session, plan, touched, ddl);
    }
  }

  private static @Nullable String unplanned(
      Connection session, RepairPlan plan, Set<String> touched, String ddl) throws SQLException {
    TransactionFootprint footprint = TransactionFootprint.before(session, oids(session, touched));
    run(session, ddl);
    return footprint.unplannedChange(plan, 0);
  }

  private Connection session() throws SQLException {
    Connection session = database.connection();
    session.setAutoCommit(false);
    session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    run(session, "SELECT 1");
    return session;
  }

  private static void run(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Set<Long> oids(Connection session, Set<String> tables) throws SQLException {
    Set<Long> oids = new LinkedHashSet<>();
    try (Statement statement = session.createStatement()) {
      for (String table : tables) {
        try (ResultSet row =
            statement.executeQuery("SELECT '" + table + "'::regclass::oid::bigint")) {
          row.next();
          oids.add(row.getLong(1));
        }
      }
    }
    return oids;
  }
}
