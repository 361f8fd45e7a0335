package io.schemamedic.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server answers is told by the right reason, with the right name. */
@NullUnmarked
class MissingObjectIT {
  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestPostgres.instance().newDatabase();
    database.execute(
        """
        SET check_function_bodies = off;
        CREATE SCHEMA app;
        CREATE TABLE t (id int, n text);
        CREATE FUNCTION app.f(i int, text[]) RETURNS int LANGUAGE plpgsql AS
          $$ BEGIN RETURN (SELECT id FROM missing WHERE n = 'secret'); END $$;
        CREATE FUNCTION app.g() RETURNS int LANGUAGE plpgsql AS
          $$ BEGIN RETURN app.f(1, '{secret}'); END $$;
        CREATE FUNCTION sf() RETURNS int LANGUAGE sql AS $$ SELECT id FROM missing $$;
        CREATE PROCEDURE p(text) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM missing; END $$;
        CREATE FUNCTION on_insert() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN EXECUTE 'INSERT INTO missing VALUES (''secret'')'; RETURN NEW; END $$;
        CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION on_insert();
        CREATE FUNCTION raises() RETURNS int LANGUAGE plpgsql AS
          $$ BEGIN RAISE 'secret' USING ERRCODE = '42P01'; END $$;
        CREATE FUNCTION typed() RETURNS int LANGUAGE plpgsql AS
          $$ DECLARE x missing; BEGIN RETURN 1; END $$;
        """);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      textBlock =
          """
          SELECT nextval('missing')                    | missing_sequence         | missing
          SELECT '😀', setval(  'App.Missing' , 1)      | missing_sequence         | app.missing
          INSERT INTO t VALUES (nextval('missing'))    | missing_sequence         | missing
          SELECT nextval('missing'::regclass)          | missing_sequence         | missing
          SELECT nextval('"Missing"')                  | missing_sequence         | -
          SELECT nextval('nowhere.missing')            | missing_sequence         | nowhere.missing
          SELECT 'missing'::regclass                   | administrative_statement | -
          SELECT pg_relation_size('missing')           | administrative_statement | -
          ALTER SEQUENCE missing RESTART               | administrative_statement | -
          SELECT 'secret'::missing                     | missing_type             | missing
          SELECT NULL::app."Mis sing"[]                | missing_type             | a quoted name
          CREATE TABLE x (a missing)                   | missing_type             | missing
          SELECT missing('secret')                     | missing_function         | missing
          SELECT app.missing(DISTINCT id) FROM t       | missing_function         | app.missing
          SELECT sum('secret'::bytea) FROM t           | missing_function         | sum
          CALL missing(1)                              | missing_function         | missing
          DROP FUNCTION missing(int)                   | missing_function         | -
          SELECT 1 === 2                               | missing_operator         | ===
          SELECT n = 1 FROM t                          | missing_operator         | =
          SELECT nullif(n, 1) FROM t                   | missing_operator         | -
          SELECT DISTINCT '{}'::json FROM t            | missing_operator         | -
          SELECT NULL::nowhere.missing                 | no_schema                | nowhere
          SELECT nowhere.missing()                     | no_schema                | nowhere
          CREATE TABLE nowhere.x (id int)              | no_schema                | nowhere
          SELECT n COLLATE missing FROM t              | not_repairable_kind      | -
          SHOW missing.setting                         | not_repairable_kind      | -
          SELECT app.f(1, '{}')                        | inside_function          | app.f(integer,text[])
          SELECT app.g()                               | inside_function          | app.f(integer,text[])
          SELECT sf()                                  | inside_function          | sf
          CALL p('secret')                             | inside_function          | p(text)
          INSERT INTO t VALUES (1)                     | inside_function          | on_insert()
          DO 'BEGIN DELETE FROM missing; END'          | inside_function          | DO block
          SELECT typed()                               | inside_function          | typed
          SELECT raises()                              | raised_by_code           | raises()
          """)
  void isToldByReasonAndName(String sql, String reason, String name) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                Failure failure =
                    FailureClassifier.classify(
                        e.getSQLState(), ServerErrorReader.read(e), StatementShape.of(sql));
                assertThat(failure).isNotNull();
                assertThat(failure.unusable().code()).isEqualTo(reason);
                assertThat(failure.detail()).isEqualTo(name == null ? "" : name);
              });
    }
  }
}
