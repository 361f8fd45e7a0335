package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.scenario.EntryPointRows.healed;
import static io.schemamedic.dist.scenario.EntryPointRows.healedOnce;
import static io.schemamedic.dist.scenario.EntryPointRows.nextTime;
import static io.schemamedic.dist.scenario.EntryPointRows.nextTransaction;
import static io.schemamedic.dist.scenario.EntryPointRows.refused;
import static io.schemamedic.dist.scenario.EntryPointRows.scenario;
import static io.schemamedic.dist.scenario.EntryPointRows.table;
import static io.schemamedic.dist.scenario.EntryPointRows.unseen;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ExecuteMethods;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.SafetyTable.Chapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way into pgjdbc while its table is missing: healed, which is to look like a table that was
 * there all along, or the exception of a run without the agent.
 */
class EntryPointsIT {
  private static ChapterService service;

  @BeforeAll
  static void start(@TempDir Path directory) {
    Map<String, String> settings =
        Map.of(
            "mode", "repair",
            "allow", "public.*",
            "repair.wait-budget", "5s",
            "repair.disappeared", "repair");
    service =
        ChapterService.of(
            new Chapter("entry points", settings, EntryPointRows.declared(), List.of()), directory);
  }

  @AfterAll
  static void end() {
    service.close();
  }

  static Stream<Scenario> statements() {
    return Stream.of(
        healed("Statement.execute(String)"),
        healed("Statement.execute(String,int)"),
        healedOnce("Statement.execute(String,no keys)"),
        healed("Statement.execute(String,int[])"),
        healed("Statement.execute(String,String[])"),
        healed("Statement.executeUpdate(String)"),
        healed("Statement.executeUpdate(String,int)"),
        healed("Statement.executeUpdate(String,int[])"),
        healed("Statement.executeUpdate(String,String[])"),
        healed("Statement.executeLargeUpdate(String)"),
        healedOnce("Statement.executeLargeUpdate(String,int)"),
        healedOnce("Statement.executeLargeUpdate(String,int[])"),
        healedOnce("Statement.executeLargeUpdate(String,String[])"),
        healed("Statement.executeQuery(String)"),
        healed("Statement.executeQuery(String) RETURNING"),
        healed("PreparedStatement.execute()"),
        healed("PreparedStatement.executeUpdate()"),
        healed("PreparedStatement.executeLargeUpdate()"),
        healed("PreparedStatement.executeQuery()"),
        healed("PreparedStatement.execute() RETURNING"),
        healedOnce("prepareStatement(String,int).execute()"),
        healed("prepareStatement(String,int).executeUpdate()"),
        healedOnce("prepareStatement(String,int).executeLargeUpdate()"),
        healedOnce("prepareStatement(String,no keys).execute()"),
        healedOnce("prepareStatement(String,no keys).executeUpdate()"),
        healedOnce("prepareStatement(String,no keys).executeLargeUpdate()"),
        healedOnce("prepareStatement(String,int[]).execute()"),
        healedOnce("prepareStatement(String,int[]).executeUpdate()"),
        healedOnce("prepareStatement(String,int[]).executeLargeUpdate()"),
        healedOnce("prepareStatement(String,String[]).execute()"),
        healed("prepareStatement(String,String[]).executeUpdate()"),
        healedOnce("prepareStatement(String,String[]).executeLargeUpdate()"),
        healed("executeQuery() with a fetch size"),
        unseen("PreparedStatement.getMetaData()"),
        unseen("PreparedStatement.getParameterMetaData()"),
        unseen("DatabaseMetaData.getColumns()"));
  }

  static Stream<Scenario> batches() {
    return Stream.of(
        nextTime("Statement.executeBatch()", "statement_batch"),
        nextTime("Statement.executeLargeBatch()", "statement_batch"),
        nextTransaction("Statement.executeBatch()", "statement_batch"),
        healed("PreparedStatement.executeBatch()"),
        healed("PreparedStatement.executeLargeBatch()"),
        healed("PreparedStatement.executeBatch()", "&reWriteBatchedInserts=true"),
        healed("PreparedStatement.executeLargeBatch()", "&reWriteBatchedInserts=true"),
        healed("PreparedStatement.executeBatch()", "&prepareThreshold=1"),
        healed("PreparedStatement.executeBatch()", "&preferQueryMode=extendedForPrepared"),
        healed("PreparedStatement.executeBatch()", "&preferQueryMode=simple"),
        healed("one entry"),
        healed("one entry", "&reWriteBatchedInserts=true"),
        healed("300 entries"),
        healed("300 entries", "&reWriteBatchedInserts=true"),
        healed("prepareStatement(String,int).executeBatch()"),
        healed("prepareStatement(String,int).executeLargeBatch()"),
        healed("prepareStatement(String,int).executeBatch()", "&reWriteBatchedInserts=true"),
        healed("prepareStatement(String,String[]).executeBatch()"),
        nextTime("executeBatch() with a stream", "stream_parameter"),
        nextTransaction("executeBatch() with a stream", "stream_parameter"));
  }

  static Stream<Scenario> callableStatements() {
    return Stream.of(
        refused("CallableStatement.execute()", "inside_function"),
        refused("CallableStatement.execute() {call}", "inside_function"),
        refused("CallableStatement.executeQuery()", "inside_function"),
        refused("CallableStatement {?=call}", "inside_function"),
        nextTime("CallableStatement.executeUpdate()", "callable"),
        nextTime("CallableStatement.executeLargeUpdate()", "callable"),
        nextTime("CallableStatement.executeBatch()", "callable"),
        nextTime("CallableStatement.executeLargeBatch()", "callable"));
  }

  static Stream<Scenario> copies() {
    return Stream.of(
        nextTime("copyIn(String)", "copy"),
        nextTime("copyIn(String,Reader)", "copy"),
        nextTime("copyIn(String,Reader,int)", "copy"),
        nextTime("copyIn(String,InputStream)", "copy"),
        nextTime("copyIn(String,InputStream,int)", "copy"),
        nextTime("copyIn(String,ByteStreamWriter)", "copy"),
        nextTime("copyOut(String)", "copy"),
        nextTime("copyOut(String,Writer)", "copy"),
        nextTime("copyOut(String,OutputStream)", "copy"),
        nextTime("copyOut(String) of a query", "copy"),
        nextTime("PGCopyInputStream", "copy"),
        nextTime("PGCopyOutputStream", "copy"),
        nextTransaction("copyIn(String,InputStream)", "copy"),
        nextTime("copyIn(String,InputStream)", "&preferQueryMode=simple", "copy"),
        nextTime("Statement COPY", "copy"),
        scenario("copyIn(String), a column")
            .given("CREATE TABLE one (id int)")
            .calls(Step.entryPoint("copyIn(String)", "one"))
            .byHand(columnsOfOne())
            .decides("repaired_for_next", "copy")
            .calls(Step.entryPoint("copyIn(String)", "one")));
  }

  /** The addition of all that is declared and is not there, besides the id. */
  private static String columnsOfOne() {
    return "ALTER TABLE one ADD COLUMN note text DEFAULT 'calm', ADD COLUMN bytes bytea,"
        + " ADD COLUMN number numeric, ADD COLUMN moment timestamptz, ADD COLUMN day date,"
        + " ADD COLUMN uid uuid, ADD COLUMN span interval, ADD COLUMN list int[],"
        + " ADD COLUMN doc jsonb";
  }

  static Stream<Scenario> parameters() {
    Stream<Scenario> harmless =
        Stream.of(
                "setNull",
                "setBytes",
                "setBigDecimal",
                "setDouble",
                "setDate",
                "setTimestamp",
                "setObject(LocalDate)",
                "setObject(OffsetDateTime)",
                "setObject(UUID)",
                "setObject(PGInterval)",
                "setObject(PGobject)",
                "setObject(byte[])",
                "setObject(int[])",
                "setArray",
                "setArray(primitive)",
                "setObject(Map)",
                "setSQLXML",
                "setBinaryStream",
                "setAsciiStream(int)",
                "setAsciiStream(int), long",
                "setUnicodeStream",
                "setCharacterStream",
                "setCharacterStream(int)")
            .map(EntryPointRows::healedOnce);
    Stream<Scenario> consumed =
        Stream.of(
                "setBinaryStream, long",
                "setBinaryStream(int)",
                "setBinaryStream(long)",
                "setBinaryStream(int), long",
                "setCharacterStream, long",
                "setObject(ByteStreamWriter)")
            .map(name -> nextTime(name, "stream_parameter"));
    Stream<Scenario> refusedByDriver =
        Stream.of(
                "setAsciiStream",
                "setObject(InputStream)",
                "setObject(Reader)",
                "setClob(Reader)",
                "setBlob(InputStream)")
            .map(EntryPointRows::unseen);
    return Stream.of(harmless, consumed, refusedByDriver).flatMap(rows -> rows);
  }

  static Stream<Scenario> dataSources() {
    return Stream.of(
        healedOnce("PGSimpleDataSource"),
        healedOnce("PGConnectionPoolDataSource"),
        nextTime("PGXADataSource", "xa"),
        nextTime("PGXADataSource, in a branch", "xa"));
  }

  static Stream<Scenario> whatWasOpened() {
    Step again = Step.entryPoint("use it again", "one");
    return Stream.of(
        vanished("&prepareThreshold=1", again, "prepare an insert"),
        vanished("&prepareThreshold=5", again, "prepare an insert"),
        vanished("&prepareThreshold=0", again, "prepare an insert"),
        vanished("&prepareThreshold=-1", again, "prepare an insert"),
        vanished("&preferQueryMode=extendedForPrepared", again, "prepare an insert"),
        vanished("&preferQueryMode=extendedCacheEverything", again, "prepare an insert"),
        vanished("&prepareThreshold=1", again, "prepare a query"),
        vanished("&prepareThreshold=-1", again, "prepare a query"),
        scenario("next()")
            .calls(Step.autoCommit(false), Step.entryPoint("next()", "one"), Step.rollback())
            .asksNothing(),
        scenario("insertRow(), the table")
            .given(updatable())
            .calls(Step.entryPoint("open an updatable result", "one"))
            .meanwhile("DROP TABLE one")
            .byHand(table("one"))
            .calls(Step.entryPoint("insertRow()", "one"))
            .decides("healed", "repaired"),
        scenario("updateRow(), a column")
            .given(updatable())
            .calls(Step.entryPoint("open an updatable result", "one"))
            .meanwhile("ALTER TABLE one DROP COLUMN note")
            .byHand("ALTER TABLE one ADD COLUMN note text DEFAULT 'calm'")
            .calls(Step.entryPoint("updateRow()", "one"))
            .decides("healed", "repaired"),
        scenario("refreshRow(), a column")
            .given(updatable())
            .calls(Step.entryPoint("open an updatable result", "one"))
            .meanwhile("ALTER TABLE one DROP COLUMN note")
            .byHand("ALTER TABLE one ADD COLUMN note text DEFAULT 'calm'")
            .calls(Step.entryPoint("refreshRow()", "one"))
            .decides("healed", "repaired"),
        changed("updateRow()"),
        changed("deleteRow()"),
        scenario("refreshRow(), the table")
            .given(updatable())
            .calls(Step.entryPoint("open an updatable result", "one"))
            .meanwhile("DROP TABLE one")
            .byHand(table("one"))
            .calls(Step.entryPoint("refreshRow()", "one"))
            .decides("healed", "repaired"));
  }

  private static String updatable() {
    return table("one") + ";ALTER TABLE one ADD PRIMARY KEY (id); INSERT INTO one VALUES (1, 'a')";
  }

  /** An empty table would decide that there is no such row. */
  private static Scenario changed(String change) {
    return scenario(change + ", the table")
        .given(updatable())
        .calls(Step.entryPoint("open an updatable result", "one"))
        .meanwhile("DROP TABLE one")
        .calls(Step.entryPoint(change, "one"))
        .byHand(table("one"))
        .decides("repaired_for_next", "predicate");
  }

  private static Scenario vanished(String parameters, Step again, String prepare) {
    return scenario(prepare + parameters)
        .given(table("one"))
        .calls(Step.connect(parameters), Step.entryPoint(prepare, "one"))
        .meanwhile("DROP TABLE one")
        .byHand(table("one"))
        .calls(again, Step.query("SELECT count(*) FROM one"))
        .decides("healed", "repaired");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "statements",
    "batches",
    "callableStatements",
    "copies",
    "parameters",
    "dataSources",
    "whatWasOpened"
  })
  void looksAsWithoutTheAgent(Scenario row) {
    new Comparison(service.forOneMore()).verify(row);
  }

  @Test
  void everyMethodThatExecutesIsInTheTable() {
    List<String> rows =
        Stream.of(statements(), batches(), callableStatements())
            .flatMap(scenarios -> scenarios)
            .map(Scenario::toString)
            .toList();

    assertThat(rows).containsAll(ExecuteMethods.names());
  }
}
