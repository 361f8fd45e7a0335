package io.schemamedic.engine.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.entry.FailedCall;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The limits of one call's waiting, with a statement of which only these are known. */
@NullMarked
class CallersWaitTest {
  private static final Duration BUDGET = Duration.ofSeconds(2);

  private final TestClock clock = new TestClock();
  private int timeoutSeconds;
  private boolean statementClosed;
  private boolean connectionClosed;

  private final Statement statement = proxy(Statement.class);
  private final FailedCall call =
      new FailedCall(
          FailedCall.Form.STATEMENT,
          statement,
          "SELECT 1",
          null,
          null,
          null,
          "IDLE",
          new SQLException("for the test"),
          null);

  @Test
  void budgetIsTheEndWithoutAQueryTimeout() throws SQLException {
    CallersWait wait = begin();

    clock.pass(BUDGET.minusNanos(1));
    assertThat(wait.until(nanos -> nanos > 0)).isNull();
    clock.pass(Duration.ofNanos(1));
    assertThat(reason(wait)).isEqualTo(Reason.WAIT_BUDGET_SPENT);
  }

  @Test
  void shorterQueryTimeoutIsTheEnd() throws SQLException {
    timeoutSeconds = 1;
    CallersWait wait = begin();

    clock.pass(Duration.ofSeconds(1));
    assertThat(reason(wait)).isEqualTo(Reason.QUERY_TIMEOUT);
  }

  @Test
  void longerQueryTimeoutChangesNothing() throws SQLException {
    timeoutSeconds = 3;
    CallersWait wait = begin();

    clock.pass(Duration.ofSeconds(2).minusNanos(1));
    assertThat(wait.until(nanos -> nanos > 0)).isNull();
    clock.pass(Duration.ofNanos(1));
    assertThat(reason(wait)).isEqualTo(Reason.WAIT_BUDGET_SPENT);
  }

  @Test
  void timeIsCountedFromTheFirstFailure() throws SQLException {
    timeoutSeconds = 1;
    CallRecord record = new CallRecord("i-1", clock.nanos());
    clock.pass(Duration.ofSeconds(1));

    CallersWait wait = CallersWait.of(call, record, BUDGET, clock);

    assertThat(reason(wait)).isEqualTo(Reason.QUERY_TIMEOUT);
  }

  @Test
  void answerThatIsThereIsTakenEvenIfTheTimeIsOver() throws SQLException {
    CallersWait wait = begin();
    clock.pass(BUDGET);

    assertThat(wait.until(nanos -> true)).isNull();
  }

  @Test
  void cancelCountsMoreThanAnAnswerThatIsThere() throws SQLException {
    CallersWait wait = begin();
    call.cancellation().request();

    RepairResult told = requireNonNull(wait.until(nanos -> true));

    assertThat(told.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(told.decision()).isEqualTo(Decision.FAILED);
  }

  @Test
  void closedStatementIsNotRepeated() throws SQLException {
    CallersWait wait = begin();
    statementClosed = true;

    assertThat(detail(wait.end())).isEqualTo("the statement was closed");
  }

  @Test
  void closedConnectionIsNotRepeated() throws SQLException {
    CallersWait wait = begin();
    connectionClosed = true;

    assertThat(detail(wait.end())).isEqualTo("the connection was closed");
  }

  @Test
  void cancelBeforeTheRepetitionStopsIt() throws SQLException {
    CallersWait wait = begin();
    call.cancellation().request();

    assertThat(detail(wait.end())).isEmpty();
  }

  @Test
  void undisturbedCallIsRepeated() throws SQLException {
    assertThat(begin().end()).isNull();
  }

  private CallersWait begin() throws SQLException {
    return CallersWait.of(call, new CallRecord("i-1", clock.nanos()), BUDGET, clock);
  }

  private static Reason reason(CallersWait wait) {
    return requireNonNull(wait.until(CallersWaitTest::isNotHadAndTimeIsOver)).reason();
  }

  /** Nothing moves the clock meanwhile: a wait that went on would go on for ever. */
  private static boolean isNotHadAndTimeIsOver(long nanos) {
    assertThat(nanos).isZero();
    return false;
  }

  private static String detail(@Nullable RepairResult end) {
    RepairResult told = requireNonNull(end);
    assertThat(told.reason()).isEqualTo(Reason.CANCELLED);
    return told.detail();
  }

  private <T> T proxy(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            CallersWaitTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getQueryTimeout" -> timeoutSeconds;
                  case "isClosed" ->
                      self instanceof Connection ? connectionClosed : statementClosed;
                  case "getConnection" -> proxy(Connection.class);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    return type.cast(proxy);
  }
}
