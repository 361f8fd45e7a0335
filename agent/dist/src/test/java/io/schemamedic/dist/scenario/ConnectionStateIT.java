package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.commit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.connectionState;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.executeKept;
import static io.schemamedic.dist.program.Step.isolation;
import static io.schemamedic.dist.program.Step.keepPrepared;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.preparedForKeys;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.readOnly;
import static io.schemamedic.dist.program.Step.schema;
import static io.schemamedic.dist.program.Step.unusualSettings;
import static io.schemamedic.dist.program.Step.update;

import io.schemamedic.dist.program.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The connection after a healed call, in a transaction that goes on, is the one that it would be if
 * nothing had been missing: compared with a service for which the owner adds the column before.
 */
@NullUnmarked
class ConnectionStateIT {
  private static final String ADD_TEXT = "ALTER TABLE app.note ADD COLUMN text text";
  private static final Step INSERT = prepared("INSERT INTO note (text) VALUES (?)", "a");

  private static RunningService healing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared =
        Files.writeString(directory.resolve("d.sql"), "CREATE TABLE app.note (id int, text text);");
    healing =
        RunningService.withAgent(
            "mode=repair;allow=app.note;repair.wait-budget=5s;retry.savepoint=true;declared=file:"
                + declared);
  }

  @AfterAll
  static void end() {
    healing.close();
  }

  static List<Scenario> firstStatements() {
    Step select = query("SELECT id, text FROM note");
    Step repeatableRead = isolation(Connection.TRANSACTION_REPEATABLE_READ);
    Step serializable = isolation(Connection.TRANSACTION_SERIALIZABLE);
    return List.of(
        healed("in autocommit", "", INSERT),
        healed("in a transaction", "", INSERT, autoCommit(false)),
        healed("repeatable read", "", INSERT, repeatableRead, autoCommit(false)),
        healed("serializable", "", select, serializable, autoCommit(false)),
        healed("read-only", "", select, readOnly(true), autoCommit(false)),
        healed(
            "batch",
            "",
            preparedBatch("INSERT INTO note (text) VALUES (?)", "a", "b"),
            autoCommit(false)),
        healed(
            "generated keys",
            "",
            preparedForKeys("INSERT INTO note (text) VALUES (?)", "a"),
            autoCommit(false)),
        healed("under a savepoint", "&autosave=always", INSERT, autoCommit(false)),
        healed(
            "later, under a savepoint",
            "&autosave=always",
            INSERT,
            autoCommit(false),
            execute("SET LOCAL work_mem = '7MB'")));
  }

  private static Scenario healed(String name, String parameters, Step call, Step... before) {
    return Scenario.of(name)
        .as("postgres")
        .given(
            "CREATE SCHEMA app",
            "CREATE TABLE app.note (id int)",
            "CREATE FUNCTION app.warn() RETURNS trigger LANGUAGE plpgsql"
                + " AS 'BEGIN RAISE WARNING ''seen''; RETURN NEW; END'",
            "CREATE TRIGGER warn AFTER INSERT ON app.note"
                + " FOR EACH ROW EXECUTE FUNCTION app.warn()",
            "CREATE TABLE app.kept (id int)",
            "INSERT INTO app.kept VALUES (1), (2)",
            "GRANT USAGE ON SCHEMA app TO medic_user",
            "GRANT ALL ON ALL TABLES IN SCHEMA app TO medic_user")
        .calls(
            connect(parameters),
            unusualSettings(),
            schema("app"),
            execute("SET ROLE medic_user"),
            execute("SET statement_timeout = '77s'"),
            keepPrepared("SELECT id FROM kept"))
        .calls(before)
        .byHand(ADD_TEXT)
        .calls(
            call,
            // Of the driver's own view first: the rest asks the server.
            connectionState(),
            query(
                "SELECT current_user, current_setting('statement_timeout'),"
                    + " current_setting('work_mem'), current_setting('search_path'),"
                    + " current_setting('application_name'),"
                    + " current_setting('transaction_read_only')"),
            query(
                "SELECT count(*) FROM pg_prepared_statements"
                    + " WHERE statement = 'SELECT id FROM kept'"),
            executeKept(),
            update("INSERT INTO kept VALUES (3)"),
            commit(),
            executeKept(),
            connectionState(),
            commit())
        .decides("healed", "repaired");
  }

  @ParameterizedTest
  @MethodSource("firstStatements")
  void isAsIfNothingHadBeenMissing(Scenario scenario) {
    new Comparison(healing).verify(scenario);
  }
}
