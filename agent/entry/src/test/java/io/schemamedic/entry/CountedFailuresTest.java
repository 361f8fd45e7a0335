package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.entry.FailedCall.Form;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountedFailuresTest {
  private static final String H2 = "org.h2.jdbc.JdbcStatement";

  private final FakeEngine engine = new FakeEngine();
  private final SQLException thrown = new SQLException("for the test", "42S02", 42102);

  @AfterEach
  void closeGate() {
    Gatekeeper.open(null);
    assertThat(InsideAgent.isCurrentThread()).isFalse();
  }

  @Test
  void failureOfAnotherDriverIsReportedOnce() {
    Gatekeeper.open(engine);

    CountedFailures.otherDriverFailed(H2, thrown);
    CountedFailures.otherDriverFailed("org.h2.jdbc.JdbcPreparedStatement", thrown);

    assertThat(engine.otherFailures).containsExactly(OtherDriver.H2);
  }

  @Test
  void whatAnOuterMethodWrapsIsNotReportedAgain() {
    Gatekeeper.open(engine);
    SQLException batch = new BatchUpdateException(new int[0], thrown);
    SQLException chained = new SQLException("next");
    chained.setNextException(thrown);

    CountedFailures.otherDriverFailed(H2, thrown);
    CountedFailures.otherDriverFailed(H2, chained);
    CountedFailures.otherDriverFailed(H2, batch);

    assertThat(engine.otherFailures).hasSize(1);
  }

  @Test
  void nextFailureIsReportedAgain() {
    Gatekeeper.open(engine);

    CountedFailures.otherDriverFailed(H2, thrown);
    CountedFailures.otherDriverFailed(H2, new SQLException("another", "42S02", 42102));

    assertThat(engine.otherFailures).hasSize(2);
  }

  @Test
  void nothingIsReportedByUnknownClassesOrFromInsideTheAgent() {
    Gatekeeper.open(engine);
    CountedFailures.otherDriverFailed("com.example.Statement", thrown);
    Gatekeeper.enterAgent();
    CountedFailures.otherDriverFailed(H2, thrown);
    CountedFailures.strictFailed(fake(Statement.class), "execute", "SELECT 1", thrown);
    Gatekeeper.leaveAgent();

    assertThat(engine.otherFailures).isEmpty();
    assertThat(engine.failures).isEmpty();
  }

  @Test
  void formOfAStrictCallIsReadFromItsMethod() {
    Gatekeeper.open(engine);

    strictFails(fake(Statement.class), "executeQuery", "SELECT 1");
    strictFails(fake(PreparedStatement.class), "executeLargeUpdate", null);
    strictFails(fake(CallableStatement.class), "execute", null);
    strictFails(fake(Statement.class), "executeBatch", null);
    strictFails(fake(PreparedStatement.class), "executeLargeBatch", null);

    assertThat(engine.failures)
        .allMatch(FailedCall::isStrict)
        .allMatch(call -> call.transactionStateAtEntry() == null)
        .extracting(FailedCall::form)
        .containsExactly(
            Form.STATEMENT,
            Form.PREPARED,
            Form.CALLABLE,
            Form.STATEMENT_BATCH,
            Form.PREPARED_BATCH);
  }

  @Test
  void yesOfTheEngineToAStrictCallIsAnErrorOfTheAgent() {
    Gatekeeper.open(engine);
    engine.answer = call -> "permission";

    strictFails(fake(Statement.class), "execute", "SELECT 1");

    assertThat(engine.agentErrors).singleElement().isInstanceOf(IllegalStateException.class);
  }

  private static void strictFails(Statement statement, String method, @Nullable String sql) {
    CountedFailures.strictFailed(statement, method, sql, new SQLException(method, "42P01"));
  }

  private static <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
  }
}
