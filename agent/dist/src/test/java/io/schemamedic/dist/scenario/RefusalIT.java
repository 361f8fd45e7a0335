package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.migrationQuery;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent leaves alone, and why: the service sees what it would see without it. */
class RefusalIT {
  private static final String DECLARED =
      """
      CREATE SCHEMA app;
      CREATE SCHEMA nowhere;
      CREATE SCHEMA forbidden;
      CREATE TABLE note (id int, text text);
      CREATE TABLE tag (id int PRIMARY KEY);
      CREATE TABLE app.item (id int, label text);
      CREATE TABLE nowhere.thing (id int);
      CREATE TABLE forbidden.thing (id int);
      CREATE TABLE moment (id int, taken_at timestamptz DEFAULT clock_timestamp());
      CREATE TABLE strict (id int, must int NOT NULL);
      CREATE TABLE checked (id int, amount int CHECK (amount > 0));
      CREATE TABLE flyway_schema_history (installed_rank int, script text);
      """;

  private static final String NOTE = "CREATE TABLE note (id int)";

  private static RunningService repairing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared = Files.writeString(directory.resolve("declared.sql"), DECLARED);
    repairing =
        RunningService.withAgent(
            "mode=repair;allow=public.*,app.*,nowhere.*;check.on-connect=off;declared=file:"
                + declared);
  }

  @AfterAll
  static void end() {
    repairing.close();
  }

  private static Scenario refused(String name, String reason) {
    return Scenario.of(name + ": " + reason).decides("refused", reason);
  }

  private static Scenario failed(String name, String reason) {
    return Scenario.of(name + ": " + reason).decides("failed", reason).triesDdl();
  }

  static List<Scenario> withoutAskingTheDatabase() {
    return List.of(
        refused("unknown table, twice", "undeclared")
            .calls(query("SELECT id FROM unknown"), query("SELECT id FROM unknown"))
            .decides("refused", "undeclared"),
        refused("unknown column, twice", "undeclared")
            .given(NOTE)
            .calls(query("SELECT unknown FROM note"), query("SELECT unknown FROM note"))
            .decides("refused", "undeclared"),
        refused("table that the statement does not list", "alias")
            .given(NOTE)
            .calls(query("SELECT tag.id FROM note")),
        refused("alias that the statement does not give", "alias")
            .given(NOTE)
            .calls(query("SELECT m.text FROM note n")),
        refused("DDL", "administrative_statement").calls(execute("DROP TABLE tag")),
        refused("sequence", "missing_sequence").calls(query("SELECT nextval('tag')")),
        refused("table as regclass", "administrative_statement")
            .calls(query("SELECT 'tag'::regclass")),
        refused("function", "missing_function").calls(query("SELECT unknown(1)")),
        refused("operator", "missing_operator").calls(query("SELECT 1 === 2")),
        refused("type", "missing_type").calls(query("SELECT 1::nonesuch")),
        refused("schema of a function", "no_schema").calls(query("SELECT unknown.f()")),
        refused("collation", "not_repairable_kind").calls(query("SELECT 'a' COLLATE unknown")),
        refused("declared version table that is read", "existence_probe")
            .calls(query("SELECT count(*) FROM flyway_schema_history WHERE script = 'x'")),
        refused("table and column that a migration tool asks for", "existence_probe")
            .given(NOTE)
            .calls(migrationQuery("SELECT id FROM tag"))
            .decides("refused", "existence_probe")
            .calls(migrationQuery("SELECT text FROM note")),
        refused("undeclared table that a migration tool asks for", "undeclared")
            .calls(migrationQuery("SELECT id FROM unknown")),
        refused("undeclared version table that is read", "existence_probe")
            .calls(query("SELECT count(*) FROM public.DATABASECHANGELOGLOCK")),
        refused("raised with the table's code", "raised_by_code")
            .calls(
                execute(
                    "DO $$ BEGIN RAISE 'relation \"tag\" does not exist'"
                        + " USING ERRCODE = '42P01'; END $$")),
        refused("in a function", "inside_function")
            .given(
                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql"
                    + " AS 'BEGIN RETURN (SELECT id FROM tag); END'")
            .calls(query("SELECT f()")),
        refused("in a trigger", "inside_function")
            .given(
                NOTE,
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql"
                    + " AS 'BEGIN INSERT INTO tag VALUES (1); RETURN NEW; END'",
                "CREATE TRIGGER t AFTER INSERT ON note FOR EACH ROW EXECUTE FUNCTION f()")
            .calls(update("INSERT INTO note VALUES (1)")),
        refused("in a DO block", "inside_function")
            .calls(execute("DO $$ BEGIN DELETE FROM tag; END $$")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void withoutAskingTheDatabase(Scenario scenario) {
    new Comparison(repairing).verify(scenario.asksNothing());
  }

  static List<Scenario> byTheCatalog() {
    return List.of(
        refused("table in another schema", "exists_elsewhere")
            .given("CREATE SCHEMA other", "CREATE TABLE other.note (id int)")
            .calls(query("SELECT id FROM note")),
        refused("table in other letters", "near_miss")
            .given("CREATE TABLE \"Note\" (id int)")
            .calls(query("SELECT id FROM note")),
        refused("column in other letters", "near_miss")
            .given("CREATE TABLE note (id int, \"Text\" text)")
            .calls(query("SELECT text FROM note")),
        refused("table one letter away", "near_miss")
            .given("CREATE TABLE noet (id int, text text)")
            .calls(query("SELECT id FROM note")),
        refused("column one letter away", "near_miss")
            .given("CREATE TABLE note (id int, texxt text)")
            .calls(query("SELECT text FROM note")),
        refused("table of the same make", "likely_rename")
            .given("CREATE TABLE remark (id int, text text)")
            .calls(query("SELECT id FROM note")),
        refused("none of what is declared among others", "wrong_database")
            .given("CREATE TABLE stranger (name text)")
            .calls(query("SELECT id FROM tag")),
        refused("schema without USAGE", "no_usage")
            .as(Roles.USER)
            .given("CREATE SCHEMA app", "CREATE TABLE app.item (id int, label text)")
            .calls(connect("&currentSchema=app"), query("SELECT id FROM item")),
        refused("schema that is not there", "no_schema")
            .calls(query("SELECT id FROM nowhere.thing")),
        refused("session that looks elsewhere", "wrong_search_path")
            .given("CREATE SCHEMA app")
            .calls(connect("&currentSchema=app"), query("SELECT id FROM tag")),
        refused("view", "view")
            .given("CREATE VIEW note AS SELECT 1 AS id")
            .calls(query("SELECT text FROM note")),
        refused("partitioned table", "partition")
            .given("CREATE TABLE note (id int) PARTITION BY LIST (id)")
            .calls(query("SELECT text FROM note")),
        refused("table with an heir", "inheritance")
            .given(NOTE, "CREATE TABLE heir () INHERITS (note)")
            .calls(query("SELECT text FROM note")),
        refused("table with row security", "row_security")
            .given(NOTE, "ALTER TABLE note ENABLE ROW LEVEL SECURITY")
            .calls(query("SELECT text FROM note")),
        refused("published table", "published")
            .given(NOTE)
            .givenBySuperuser("CREATE PUBLICATION p FOR TABLE note")
            .calls(query("SELECT text FROM note")),
        refused("new table where all are published", "published")
            .givenBySuperuser("CREATE PUBLICATION p FOR ALL TABLES")
            .calls(query("SELECT id FROM tag")),
        refused("table that is not allowed", "not_allowed")
            .given("CREATE SCHEMA forbidden")
            .calls(query("SELECT id FROM forbidden.thing")),
        refused("new table of a denied name", "denied")
            .calls(update("INSERT INTO flyway_schema_history (script) VALUES ('x')")),
        refused("column of a denied name", "denied")
            .given("CREATE TABLE flyway_schema_history (installed_rank int)")
            .calls(query("SELECT script FROM flyway_schema_history")),
        refused("NOT NULL", "not_null_without_default")
            .given("CREATE TABLE strict (id int)")
            .calls(prepared("INSERT INTO strict (must) VALUES (?)", "1")),
        refused("CHECK", "would_scan")
            .given("CREATE TABLE checked (id int)")
            .calls(prepared("INSERT INTO checked (amount) VALUES (?)", "1")),
        refused("volatile default", "would_rewrite")
            .given("CREATE TABLE moment (id int)")
            .calls(query("SELECT taken_at FROM moment"))
            .triesDdl());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void byTheCatalog(Scenario scenario) {
    new Comparison(repairing).verify(scenario);
  }

  private static String[] onDdl(String when, String body) {
    return new String[] {
      "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
          + body
          + " END $$",
      "CREATE EVENT TRIGGER on_ddl ON " + when + " EXECUTE FUNCTION on_ddl()"
    };
  }

  static List<Scenario> afterTrying() {
    return List.of(
        failed("DDL is frozen", "ddl_forbidden")
            .given(NOTE)
            .givenBySuperuser(onDdl("ddl_command_start", "RAISE 'frozen';"))
            .calls(query("SELECT text FROM note")),
        failed("DDL is frozen, and thawed", "ddl_forbidden")
            .given(NOTE)
            .givenBySuperuser(onDdl("ddl_command_start", "RAISE 'frozen';"))
            .calls(query("SELECT text FROM note"))
            .meanwhile("DROP EVENT TRIGGER on_ddl")
            // Longer than a failure is remembered; less than three do not open the breaker.
            .calls(query("SELECT pg_sleep(1.2)"))
            .byHand("ALTER TABLE note ADD COLUMN text text")
            .calls(query("SELECT text FROM note"))
            .decides("healed", "repaired"),
        failed("DDL has failed three times", "ddl_forbidden")
            .given(NOTE, "CREATE SCHEMA app")
            .givenBySuperuser(onDdl("ddl_command_start", "RAISE 'frozen';"))
            .calls(query("SELECT text FROM note"), query("SELECT id FROM tag"))
            .decides("failed", "ddl_forbidden")
            .calls(query("SELECT id FROM app.item"))
            .decides("failed", "ddl_forbidden")
            .calls(query("SELECT id FROM moment"))
            .decides("refused", "breaker_open"),
        failed("a trigger adds a table", "unplanned_change")
            .givenBySuperuser(
                onDdl(
                    "ddl_command_end WHEN TAG IN ('CREATE TABLE')",
                    "IF to_regclass('secret') IS NULL THEN CREATE TABLE secret (); END IF;"))
            .calls(query("SELECT id FROM tag")),
        failed("a trigger adds a column", "unplanned_change")
            .given(NOTE)
            .givenBySuperuser(
                onDdl(
                    "ddl_command_end WHEN TAG IN ('ALTER TABLE')",
                    "IF NOT EXISTS (SELECT FROM pg_attribute WHERE attname = 'secret') THEN"
                        + " ALTER TABLE note ADD COLUMN secret int; END IF;"))
            .calls(query("SELECT text FROM note")),
        failed("a trigger grants", "unplanned_change")
            .given(NOTE)
            .givenBySuperuser(
                onDdl(
                    "ddl_command_end WHEN TAG IN ('ALTER TABLE')", "GRANT ALL ON note TO PUBLIC;"))
            .calls(query("SELECT text FROM note")),
        failed("a trigger writes a row", "unplanned_change")
            .given(NOTE, "CREATE TABLE secret (at timestamptz)")
            .givenBySuperuser(
                onDdl(
                    "ddl_command_end WHEN TAG IN ('ALTER TABLE')",
                    "INSERT INTO secret VALUES (now());"))
            .calls(query("SELECT text FROM note")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void afterTrying(Scenario scenario) {
    new Comparison(repairing).verify(scenario);
  }
}
