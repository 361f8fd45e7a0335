package io.schemamedic.instrumentation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import io.schemamedic.entry.FailedCall;
import io.schemamedic.entry.FailedCall.Form;
import io.schemamedic.entry.Gatekeeper;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The woven driver on a real server; what the engine would do is scripted. */
@ParameterizedClass
@MethodSource("drivers")
class AdviceIT {
  private static final String INSERT = "INSERT INTO note (id, text) VALUES (1, 'a')";
  private static final String INSERT_PREPARED = "INSERT INTO note (id, text) VALUES (?, ?)";

  private final DriverJar driver;

  private final RecordingEngine engine = new RecordingEngine();
  private TestDatabase database;
  private WovenDriverLoader loader;
  private Connection connection;

  AdviceIT(DriverJar driver) {
    this.driver = driver;
  }

  static List<DriverJar> drivers() {
    return DriverJar.oldestCurrentAndNewest();
  }

  @BeforeEach
  void connect() throws Exception {
    database = TestPostgres.instance().newDatabase();
    loader = new WovenDriverLoader(driver);
    engine.openGate();
    connection = loader.connect(database.url());
  }

  @AfterEach
  void disconnect() throws Exception {
    RecordingEngine.closeGate();
    connection.close();
    loader.close();
    database.close();
  }

  @Test
  void newConnectionIsReported() {
    assertThat(engine.connected).containsExactly(database.url());
  }

  @Test
  void successIsNotReported() throws SQLException {
    createTable();

    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(INSERT);
    }

    assertThat(engine.failures).isEmpty();
    assertThat(engine.repeated).isEmpty();
  }

  @Test
  void callerGetsTheVeryExceptionOfTheDriver() throws SQLException {
    SQLException caught = failToInsert();

    assertThatObject(caught).isSameAs(engine.failures.get(0).thrown());
    assertThat(caught.getSQLState()).isEqualTo("42P01");
    assertThat(caught.getSuppressed()).isEmpty();
  }

  @Test
  void healedCallReturnsTheResultOfTheRepetition() throws SQLException {
    engine.answer = this::createTableOnce;

    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(INSERT)).isEqualTo(1);
    }

    assertThat(engine.repeated).containsExactly("permission");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void cancelIsHeardByTheEngineWhileItHasTheCall() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      engine.answer =
          call -> {
            cancel(statement);
            assertThat(call.cancellation().isRequested()).isTrue();
            return null;
          };

      fails(() -> statement.execute(INSERT));
      statement.cancel();
    }

    assertThat(engine.failures).hasSize(1);
    assertThat(engine.agentErrors).isEmpty();
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void failedRepetitionGivesTheFirstException() throws SQLException {
    engine.answer = call -> call.previous() == null ? "permission" : null;

    SQLException caught = failToInsert();

    assertThat(engine.failures).hasSize(2);
    assertThat(engine.failures.get(1).previous()).isEqualTo("permission");
    assertThat(engine.failures.get(1).thrown()).isNotSameAs(caught);
    assertThatObject(caught).isSameAs(engine.failures.get(0).thrown());
    assertThat(engine.repeated).isEmpty();
  }

  @Test
  void repeatsAsOftenAsPermitted() throws SQLException {
    engine.answer =
        call -> {
          if (engine.failures.size() == 3) {
            createTable();
          }
          return engine.failures.size();
        };

    try (Statement statement = connection.createStatement()) {
      statement.execute(INSERT);
    }

    assertThat(engine.failures).extracting(FailedCall::previous).containsExactly(null, 1, 2);
    assertThat(engine.repeated).containsExactly(3);
  }

  @Test
  void methodsThatCallEachOtherReportOneFailureOnce() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      fails(() -> statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS));
    }

    assertThat(engine.failures).hasSize(1);
  }

  @Test
  void methodsThatCallEachOtherStopAfterAFailedRepetition() throws SQLException {
    engine.answer = call -> call.previous() == null ? "permission" : null;

    try (Statement statement = connection.createStatement()) {
      fails(() -> statement.execute(INSERT, Statement.RETURN_GENERATED_KEYS));
    }

    assertThat(engine.failures).hasSize(2);
  }

  @Test
  void sameStatementFailingTwiceIsReportedTwice() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      fails(() -> statement.execute(INSERT));
      fails(() -> statement.execute(INSERT));
    }

    assertThat(engine.failures).hasSize(2);
  }

  @Test
  void statementTellsItsText() throws SQLException {
    failToInsert();

    FailedCall call = engine.failures.get(0);
    assertThat(call.form()).isEqualTo(Form.STATEMENT);
    assertThat(call.sql()).isEqualTo(INSERT);
    assertThat(call.connection()).isSameAs(connection);
  }

  @Test
  void preparedStatementTellsItsNativeTextAndValues() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_PREPARED)) {
      statement.setInt(1, 7);
      statement.setString(2, "b");
      fails(statement::executeUpdate);
    }

    FailedCall call = engine.failures.get(0);
    assertThat(call.form()).isEqualTo(Form.PREPARED);
    assertThat(call.nativeSql()).isEqualTo("INSERT INTO note (id, text) VALUES ($1, $2)");
    assertThat(call.parameterValues()).hasDimensions(1, 2);
  }

  @Test
  void preparedStatementIsHealedWithItsValues() throws SQLException {
    engine.answer = this::createTableOnce;

    try (PreparedStatement statement = connection.prepareStatement(INSERT_PREPARED)) {
      statement.setInt(1, 7);
      statement.setString(2, "b");
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void preparedQueryIsHealed() throws SQLException {
    engine.answer = this::createTableOnce;

    try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM note");
        ResultSet result = statement.executeQuery()) {
      assertThat(result.next()).isFalse();
    }

    assertThat(engine.repeated).hasSize(1);
  }

  @Test
  void callableStatementReportsOnce() throws SQLException {
    try (CallableStatement statement = connection.prepareCall("{call no_such_function(?)}")) {
      statement.setInt(1, 7);
      fails(statement::executeUpdate);
    }

    assertThat(engine.failures).extracting(FailedCall::form).containsExactly(Form.CALLABLE);
  }

  @Test
  void stateIsIdleAtTheFirstStatementOfATransaction() throws SQLException {
    connection.setAutoCommit(false);

    failToInsert();

    assertThat(engine.failures.get(0).transactionStateAtEntry()).isEqualTo("IDLE");
  }

  @Test
  void stateIsOpenAtALaterStatement() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }

    failToInsert();

    assertThat(engine.failures.get(0).transactionStateAtEntry()).isEqualTo("OPEN");
  }

  @Test
  void stateIsFailedAfterAFailure() throws SQLException {
    connection.setAutoCommit(false);
    failToInsert();

    failToInsert();

    assertThat(engine.failures.get(1).transactionStateAtEntry()).isEqualTo("FAILED");
  }

  @Test
  void preparedBatchTellsItsTextAndAllValues() throws SQLException {
    try (PreparedStatement statement = batchOf(3)) {
      fails(statement::executeBatch);
    }

    FailedCall call = engine.failures.get(0);
    assertThat(call.form()).isEqualTo(Form.PREPARED_BATCH);
    assertThat(call.nativeSql()).isEqualTo("INSERT INTO note (id, text) VALUES ($1, $2)");
    assertThat(call.parameterValues()).hasDimensions(3, 2);
    assertThat(call.batchEntries()).isNotNull();
  }

  @Test
  void preparedBatchIsHealedWithAllItsEntries() throws SQLException {
    engine.answer = this::createTableOnce;

    try (PreparedStatement statement = batchOf(500)) {
      assertThat(statement.executeBatch()).hasSize(500).containsOnly(1);
    }

    assertThat(rows()).isEqualTo(500);
  }

  @Test
  void rewrittenBatchIsHealedWithAllItsEntries() throws Exception {
    engine.answer = this::createTableOnce;
    connection.close();
    connection = loader.connect(database.url() + "&reWriteBatchedInserts=true");

    try (PreparedStatement statement = batchOf(500)) {
      assertThat(statement.executeBatch()).hasSize(500);
    }

    assertThat(rows()).isEqualTo(500);
  }

  @Test
  void parametersThatAreSetWhileTheCallWaitsAreNotSent() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_PREPARED)) {
      statement.setInt(1, 7);
      statement.setString(2, "b");
      engine.answer = meanwhile(() -> statement.setString(2, "another's"));

      fails(statement::executeUpdate);
    }

    assertThat(engine.failures.get(0).isAsItWas()).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void entriesThatAreAddedWhileTheCallWaitsReplaceNone() throws SQLException {
    addsAnEntryMeanwhile();
  }

  @Test
  void entriesThatAreAddedWhileARewrittenBatchWaitsAreNotLost() throws Exception {
    connection.close();
    connection = loader.connect(database.url() + "&reWriteBatchedInserts=true");

    addsAnEntryMeanwhile();
  }

  private void addsAnEntryMeanwhile() throws SQLException {
    try (PreparedStatement statement = batchOf(5)) {
      engine.answer = meanwhile(statement::addBatch);

      fails(statement::executeBatch);

      assertThat(engine.failures.get(0).isAsItWas()).isFalse();
      assertThat(statement.executeBatch()).hasSize(1);
    }
    assertThat(rows()).isEqualTo(1);
  }

  /** What another thread does to the statement while the engine has the call, and the table. */
  private Function<FailedCall, Object> meanwhile(ThrowingCallable change) {
    return call -> {
      assertThat(call.isAsItWas()).isTrue();
      assertThatCode(change).doesNotThrowAnyException();
      return createTableOnce(call);
    };
  }

  @Test
  void healedBatchIsEmptyAfterwards() throws SQLException {
    engine.answer = this::createTableOnce;

    try (PreparedStatement statement = batchOf(3)) {
      statement.executeBatch();
      assertThat(statement.executeBatch()).isEmpty();
    }

    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void batchIsEmptyAfterAFailedRepetition() throws SQLException {
    engine.answer = call -> call.previous() == null ? "permission" : null;

    try (PreparedStatement statement = batchOf(3)) {
      BatchUpdateException caught =
          catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
      assertThatObject(caught).isSameAs(engine.failures.get(0).thrown());
      createTable();
      assertThat(statement.executeBatch()).isEmpty();
    }

    assertThat(rows()).isZero();
  }

  @Test
  void plainBatchIsNeverRepeated() throws SQLException {
    engine.answer = this::createTableOnce;

    try (Statement statement = connection.createStatement()) {
      statement.addBatch(INSERT);
      BatchUpdateException caught =
          catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
      assertThatObject(caught).isSameAs(engine.failures.get(0).thrown());
    }

    assertThat(engine.failures).extracting(FailedCall::form).containsExactly(Form.STATEMENT_BATCH);
    assertThat(engine.agentErrors).hasSize(1);
  }

  @Test
  void errorOfTheEngineChangesNothingAndIsCountedOnce() throws SQLException {
    OutOfMemoryError error = new OutOfMemoryError("for the test");
    engine.answer =
        call -> {
          throw error;
        };

    SQLException caught;
    try (Statement statement = connection.createStatement()) {
      caught =
          catchThrowableOfType(
              SQLException.class,
              () -> statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS));
    }

    assertThatObject(caught).isSameAs(engine.failures.get(0).thrown());
    assertThat(engine.agentErrors).containsExactly(error);
  }

  @Test
  void whatTheAgentDoesItselfIsNotReported() throws SQLException {
    Gatekeeper.enterAgent();
    try {
      failToInsert();
    } finally {
      Gatekeeper.leaveAgent();
    }

    assertThat(engine.failures).isEmpty();
  }

  @Test
  void failureOfTheEnginesOwnStatementIsNotReported() throws SQLException {
    engine.answer =
        call -> {
          fails(() -> requireNonNull(call.statement()).execute("SELECT nothing FROM nowhere"));
          return null;
        };

    failToInsert();

    assertThat(engine.failures).hasSize(1);
  }

  @Test
  void connectionOfATransactionManagerIsTold() throws Exception {
    XADataSource dataSource = (XADataSource) dataSource("org.postgresql.xa.PGXADataSource");
    XAConnection managed = dataSource.getXAConnection();
    try (Connection handle = managed.getConnection();
        Statement statement = handle.createStatement()) {
      fails(() -> statement.execute(INSERT));

      assertThat(engine.failures).hasSize(1);
      assertThat(Gatekeeper.isXa(engine.failures.get(0).connection())).isTrue();
      assertThat(Gatekeeper.isXa(connection)).isFalse();
    } finally {
      managed.close();
    }
  }

  @Test
  void copyThatCannotBeginIsTold() throws Exception {
    connection.setAutoCommit(false);
    Object copies = connection.getClass().getMethod("getCopyAPI").invoke(connection);
    Method copyIn = copies.getClass().getMethod("copyIn", String.class, Reader.class);

    InvocationTargetException caught =
        catchThrowableOfType(
            InvocationTargetException.class,
            () -> copyIn.invoke(copies, "COPY note FROM STDIN", new StringReader("1\n")));

    assertThat(engine.failures).hasSize(1);
    FailedCall call = engine.failures.get(0);
    assertThatObject(caught.getCause()).isSameAs(call.thrown());
    assertThat(call.form()).isEqualTo(Form.COPY);
    assertThat(call.sql()).isEqualTo("COPY note FROM STDIN");
    assertThat(call.transactionStateAtEntry()).isEqualTo("IDLE");
    assertThat(call.connection()).isSameAs(connection);
  }

  @Test
  void copyIsNeverRepeated() throws Exception {
    engine.answer = this::createTableOnce;
    Object copies = connection.getClass().getMethod("getCopyAPI").invoke(connection);
    Method copyIn = copies.getClass().getMethod("copyIn", String.class, Reader.class);

    assertThatThrownBy(
            () -> copyIn.invoke(copies, "COPY note FROM STDIN", new StringReader("1\ta\n")))
        .hasRootCauseInstanceOf(SQLException.class);

    assertThat(engine.repeated).isEmpty();
    assertThat(engine.agentErrors).hasSize(1);
    assertThat(rows()).isZero();
  }

  @Test
  void connectionOfAPoolIsAnOrdinaryOne() throws Exception {
    PooledConnection pooled =
        ((ConnectionPoolDataSource) dataSource("org.postgresql.ds.PGConnectionPoolDataSource"))
            .getPooledConnection();
    try (Connection handle = pooled.getConnection();
        Statement statement = handle.createStatement()) {
      fails(() -> statement.execute(INSERT));

      assertThat(Gatekeeper.isXa(engine.failures.get(0).connection())).isFalse();
    } finally {
      pooled.close();
    }
  }

  @Test
  void closedGateLetsTheExceptionGo() throws SQLException {
    RecordingEngine.closeGate();

    assertThat(failToInsert().getSQLState()).isEqualTo("42P01");
  }

  private Object dataSource(String className) throws Exception {
    Class<?> type = Class.forName(className, true, loader);
    Object dataSource = type.getDeclaredConstructor().newInstance();
    type.getMethod("setUrl", String.class).invoke(dataSource, database.url());
    return dataSource;
  }

  private static void fails(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(SQLException.class);
  }

  private SQLException failToInsert() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(INSERT));
    }
  }

  private PreparedStatement batchOf(int entries) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(INSERT_PREPARED);
    for (int i = 0; i < entries; i++) {
      statement.setInt(1, i);
      statement.setString(2, "entry " + i);
      statement.addBatch();
    }
    return statement;
  }

  private Object createTableOnce(FailedCall call) {
    createTable();
    return "permission";
  }

  private void createTable() {
    database.execute("CREATE TABLE note (id int, text text)");
  }

  private int rows() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM note")) {
      result.next();
      return result.getInt(1);
    }
  }
}
