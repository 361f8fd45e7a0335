package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.call;
import static io.schemamedic.dist.program.Step.commit;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.preparedWithStream;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.statementBatch;
import static io.schemamedic.dist.program.Step.update;

import io.schemamedic.dist.program.Step;
import java.util.List;

/**
 * Calls that meet gaps with a canary wherever a service may have something that is nobody's
 * business: in values, literals, comments, rows, and in texts that the server quotes.
 */
final class CanaryStatements {
  /** Begins every canary; searched for in any case. */
  static final String CANARY = "Canary";

  static final String DECLARED =
      """
      CREATE TABLE bound (id int, text text);
      CREATE TABLE literal (id int, text text, later text);
      CREATE TABLE batch (id int, text text);
      CREATE TABLE again (id int PRIMARY KEY, text text);
      CREATE TABLE absent (number bigint, text text);
      CREATE TABLE frozen (id int, text text);
      CREATE TABLE elsewhere (id int);
      CREATE TABLE "Spelt" (id int);
      CREATE TABLE moment (id int, taken_at timestamptz DEFAULT clock_timestamp());
      CREATE TABLE one (id int, shared text);
      CREATE TABLE two (id int, shared text);
      CREATE TABLE never (id int);
      """;

  static final List<String> GIVEN =
      List.of(
          "CREATE TABLE bound (id int)",
          "CREATE TABLE literal (id int)",
          "CREATE TABLE batch (id int)",
          "CREATE TABLE again (id int PRIMARY KEY)",
          "INSERT INTO again VALUES (77)",
          "CREATE TABLE frozen (id int)",
          "CREATE TABLE kept (id int, text text UNIQUE CHECK (text <> ''))",
          "INSERT INTO kept VALUES (1, 'CanaryRow')",
          "CREATE TABLE one (id int)",
          "CREATE TABLE two (id int)",
          "CREATE TABLE moment (id int)",
          "INSERT INTO moment VALUES (1)",
          "CREATE TABLE spelt (id int)",
          "CREATE SCHEMA other",
          "CREATE TABLE other.elsewhere (id int)",
          """
          CREATE FUNCTION inside(value text) RETURNS text LANGUAGE plpgsql AS $f$
          BEGIN
            RETURN (SELECT 'CanaryBody' || text FROM never WHERE text = value);
          END $f$
          """,
          """
          CREATE FUNCTION dynamic() RETURNS text LANGUAGE plpgsql AS $f$
          BEGIN
            EXECUTE 'SELECT inside(''CanaryDynamic PL/pgSQL function canary_forged() line 1'')';
            RETURN NULL;
          END $f$
          """,
          """
          CREATE FUNCTION raising(value text) RETURNS text LANGUAGE plpgsql AS $f$
          BEGIN
            RAISE 'relation "CanaryRaised" does not exist, for %', value
              USING ERRCODE = '42P01', DETAIL = 'CanaryDetail', HINT = 'CanaryHint',
                TABLE = 'CanaryTable', COLUMN = 'CanaryColumn';
          END $f$
          """,
          "CREATE PROCEDURE doing(value int) LANGUAGE plpgsql AS"
              + " $p$ BEGIN DELETE FROM never WHERE 'CanaryProcedure' = value::text; END $p$",
          """
          CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $f$
          BEGIN
            IF current_query() LIKE '%public.frozen%' THEN
              RAISE 'CanaryFreeze of %', (SELECT text FROM kept);
            END IF;
          END $f$
          """,
          "CREATE EVENT TRIGGER on_ddl ON ddl_command_start EXECUTE FUNCTION on_ddl()");

  private CanaryStatements() {}

  static List<Step> healedIfAllowed() {
    return List.of(
        prepared("INSERT INTO bound (id, text) VALUES (?, ?) /* CanaryComment */", "1", "CanaryA"),
        update("INSERT INTO literal (id, text) VALUES (1, 'CanaryLiteral') -- CanaryComment"),
        preparedBatch("INSERT INTO batch (text) VALUES (?)", "CanaryB1", "CanaryB2"),
        update("INSERT INTO absent (text) VALUES ($Canary$CanaryDollar$Canary$)"));
  }

  static List<Step> notHealed() {
    return List.of(
        // As other databases write a string. First, since like incidents are told but once.
        query("SELECT * FROM kept WHERE text = \"Bob CanarySmith 4111111111111111\""),
        query("SELECT * FROM \"CanaryFrom\""),
        // Repaired, or not; and not repeated, or repeated in vain.
        update("UPDATE again SET text = 'CanaryC' WHERE text = U&'Canary\\0041'"),
        prepared("INSERT INTO again (id, text) VALUES (?, ?)", "77", "CanaryD"),
        update("INSERT INTO frozen (text) VALUES (E'Canary\\n')"),
        // Not repaired.
        query("SELECT taken_at, 'CanaryE' AS \"CanaryAlias\" FROM moment"),
        query("SELECT 'CanaryF' FROM elsewhere"),
        query("SELECT 'CanaryG' FROM \"Spelt\""),
        query("SELECT shared || 'CanaryH' FROM one, two"),
        query("SELECT 'CanaryI' FROM unknown_table WHERE text = 'CanaryI'"),
        prepared("SELECT unknown_column FROM kept WHERE text = ?", "CanaryJ"),
        // More of that, and as an office program writes it.
        query("SELECT * FROM kept WHERE text = \"CanarySmith\""),
        query("SELECT * FROM kept WHERE text = kept.\"canary_one\""),
        query("SELECT * FROM kept WHERE text = \u201cCanarySmith\u201d"),
        query("SELECT * FROM kept WHERE text = \u2018Canary"),
        update("INSERT INTO kept (\"CanaryHeading\") VALUES (1)"),
        query("SELECT * FROM \"CanarySchema\".kept"),
        query("SELECT * FROM pg_temp.\"CanaryTemporary\""),
        query("SELECT * FROM \"CanaryOf\".flyway_schema_history"),
        query("SELECT \"CanaryCall\"(1), \"CanarySchema\".f()"),
        query("SELECT \"CanarySchema\".f()"),
        query("SELECT 1::\"CanaryType\""),
        query("SELECT nextval('\"CanarySequence\"')"),
        update("INSERT INTO again (text, id) VALUES (\"CanaryStill\", 5)"),
        query("SELECT k.id, 'CanaryK' FROM kept"),
        query("SELECT 'CanaryL'::unknown_type"),
        query("SELECT unknown_function('CanaryM', 1)"),
        query("SELECT 'CanaryN' +++ 'CanaryN'"),
        query("SELECT * FROM kept JOIN one USING (text) WHERE text = 'CanaryO'"),
        query("SELECT nextval('unknown_sequence'), 'CanaryP'"),
        execute("TRUNCATE unknown_table /* CanaryQ */"),
        execute("COMMENT ON TABLE unknown_table IS 'CanaryR'"),
        execute("ALTER ROLE unknown_role PASSWORD 'CanaryS'"),
        query("SELECT inside('CanaryT')"),
        query("SELECT dynamic()"),
        query("SELECT raising('CanaryU')"),
        execute("DO $$ BEGIN PERFORM 'CanaryV' FROM never; END $$"),
        call("{call doing(?)}", "4711"),
        // Not to be read, or several, or no error of the schema at all.
        query("SELECT U&\"unkn!006Fwn\" UESCAPE '!', 'CanaryW' FROM kept"),
        execute("SELECT 1; SELECT 'CanaryX' FROM unknown_table; SELECT 'CanaryX'"),
        query("SELECT 'CanaryY FROM kept WHERE unknown_column"),
        update("INSERT INTO kept VALUES (2, 'CanaryRow')"),
        query("SELECT 'CanaryZ'::int FROM kept"),
        statementBatch(
            "INSERT INTO kept VALUES (3, 'CanaryRow3')",
            "INSERT INTO unknown_table VALUES ('CanaryBatch')"),
        preparedBatch("INSERT INTO kept (unknown_column) VALUES (?)", "CanaryB3", "CanaryB4"),
        preparedWithStream("INSERT INTO kept (unknown_column) VALUES (?)", "CanaryStream"),
        autoCommit(false),
        query("SELECT text FROM kept"),
        prepared("INSERT INTO literal (later) VALUES (?)", "CanaryLater"),
        commit(),
        rollback(),
        autoCommit(true));
  }
}
