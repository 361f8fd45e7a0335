package io.schemamedic.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailedTransactionTest {
  private static final SQLException FIRST = new SQLException("first");
  private static final SQLException SECOND = new SQLException("second");

  /** A connection of pgjdbc, as far as we know it. */
  public interface DriverConnection extends Connection {
    Object getQueryExecutor();
  }

  /** Has the field in the class above. */
  public static class Executor {
    private @Nullable Throwable transactionFailCause;
  }

  public static final class NewerExecutor extends Executor {}

  private static Connection connection(Object executor) {
    return (Connection)
        Proxy.newProxyInstance(
            FailedTransactionTest.class.getClassLoader(),
            new Class<?>[] {DriverConnection.class},
            (proxy, method, arguments) -> executor);
  }

  @Test
  void secondErrorGivesWayToTheFirst() {
    Executor executor = new NewerExecutor();
    executor.transactionFailCause = SECOND;

    FailedTransaction.failedWith(FIRST, SECOND, connection(executor));

    assertThat(executor.transactionFailCause).isSameAs(FIRST);
  }

  @Test
  void ofABatchItIsWhatTheServerSaid() {
    Executor executor = new Executor();
    executor.transactionFailCause = SECOND;
    SQLException first = new BatchUpdateException(new int[0], FIRST);
    SQLException second = new BatchUpdateException(new int[0], SECOND);

    FailedTransaction.failedWith(first, second, connection(executor));

    assertThat(executor.transactionFailCause).isSameAs(FIRST);
  }

  @Test
  void anotherErrorStays() {
    Executor executor = new Executor();
    SQLException other = new SQLException("other");
    executor.transactionFailCause = other;

    FailedTransaction.failedWith(FIRST, SECOND, connection(executor));

    assertThat(executor.transactionFailCause).isSameAs(other);
  }

  @Test
  void transactionThatHasNotFailedStaysSo() {
    Executor executor = new Executor();

    FailedTransaction.failedWith(FIRST, SECOND, connection(executor));

    assertThat(executor.transactionFailCause).isNull();
  }

  @Test
  void driverThatRemembersNothingIsLetBe() {
    Connection connection = connection("an executor without the field");

    assertThatCode(() -> FailedTransaction.failedWith(FIRST, SECOND, connection))
        .doesNotThrowAnyException();
  }
}
