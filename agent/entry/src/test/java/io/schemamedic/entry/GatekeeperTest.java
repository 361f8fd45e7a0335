package io.schemamedic.entry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatekeeperTest {
  private final FakeEngine engine = new FakeEngine();
  private final Statement statement = fake(Statement.class);
  private final SQLException thrown = new SQLException("for the test", "42P01");

  @AfterEach
  void closeGate() {
    Gatekeeper.open(null);
    HalfWovenDriver.forget();
    assertThat(InsideAgent.isCurrentThread()).isFalse();
  }

  @Test
  void closedGateLetsTheExceptionGo() {
    assertThat(fail(thrown, null)).isNull();
  }

  @Test
  void yesOfTheEngineIsHandedBackAtTheNextFailure() {
    Gatekeeper.open(engine);
    engine.answer = call -> "permission";

    Object attempt = fail(thrown, null);
    fail(new SQLException("again"), attempt);

    assertThat(engine.failures)
        .extracting(FailedCall::previous)
        .containsExactly(null, "permission");
  }

  @Test
  void transactionIsUnknownOnceAClassOfTheDriverIsNotWoven() {
    Gatekeeper.open(engine);
    Gatekeeper.statementFailed(statement, "SELECT 1", "IDLE", thrown, null);
    HalfWovenDriver.leaveAsItIs("org.h2.jdbc.JdbcStatement", new LinkageError("for the test"));
    Gatekeeper.statementFailed(statement, "SELECT 2", "IDLE", new SQLException("next"), null);
    HalfWovenDriver.leaveAsItIs("org.postgresql.xa.PGXAConnection", new LinkageError("another"));
    Gatekeeper.statementFailed(statement, "SELECT 3", "IDLE", new SQLException("last"), null);

    assertThat(engine.failures)
        .extracting(FailedCall::transactionStateAtEntry)
        .containsExactly("IDLE", "IDLE", null);
    assertThat(engine.agentErrors).hasSize(2);
  }

  @Test
  void healedCallIsReportedToTheEngineThatPermittedIt() {
    Gatekeeper.open(engine);
    engine.answer = call -> "permission";
    Object attempt = requireNonNull(fail(thrown, null));
    Gatekeeper.open(null);

    Gatekeeper.repeated(attempt);

    assertThat(engine.repeated).containsExactly("permission");
  }

  @Test
  void sameExceptionIsReportedOnce() {
    Gatekeeper.open(engine);

    fail(thrown, null);
    fail(thrown, null);

    assertThat(engine.failures).hasSize(1);
  }

  @Test
  void firstExceptionIsNotReportedAgainAfterAFailedRepetition() {
    Gatekeeper.open(engine);
    engine.answer = call -> call.previous() == null ? "permission" : null;
    Object attempt = fail(thrown, null);
    fail(new SQLException("again"), attempt);

    assertThat(fail(thrown, null)).isNull();
    assertThat(engine.failures).hasSize(2);
  }

  @Test
  void errorOfTheEngineIsCountedAndTheExceptionGoes() {
    Gatekeeper.open(engine);
    StackOverflowError error = new StackOverflowError();
    engine.answer =
        call -> {
          throw error;
        };

    assertThat(fail(thrown, null)).isNull();
    assertThat(engine.agentErrors).containsExactly(error);
  }

  @Test
  void errorWhileCountingIsSwallowed() {
    Gatekeeper.open(
        new FakeEngine() {
          @Override
          public Object failed(FailedCall call) {
            throw new OutOfMemoryError("for the test");
          }

          @Override
          public void agentError(String where, Throwable error) {
            throw new OutOfMemoryError("for the test");
          }
        });

    assertThat(fail(thrown, null)).isNull();
  }

  @Test
  void errorInConnectedAndRepeatedReachesNobody() {
    Gatekeeper.open(
        new FakeEngine() {
          @Override
          public Object failed(FailedCall call) {
            return "permission";
          }

          @Override
          public void repeated(Object previous) {
            throw new IllegalStateException("for the test");
          }

          @Override
          public void connected(String url, Properties properties, Connection connection) {
            throw new LinkageError("for the test");
          }
        });
    Object attempt = requireNonNull(fail(thrown, null));

    assertThatCode(() -> Gatekeeper.repeated(attempt)).doesNotThrowAnyException();
    assertThatCode(() -> Gatekeeper.connected("jdbc:x", null, fake(Connection.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void threadInsideTheAgentIsLetThrough() {
    Gatekeeper.open(engine);
    Gatekeeper.enterAgent();
    Gatekeeper.enterAgent();
    Gatekeeper.leaveAgent();
    try {
      fail(thrown, null);
      Gatekeeper.connected("jdbc:x", null, fake(Connection.class));
    } finally {
      Gatekeeper.leaveAgent();
    }

    assertThat(engine.failures).isEmpty();
    assertThat(engine.connected).isEmpty();
  }

  @Test
  void engineIsCalledAsInsideTheAgent() {
    Gatekeeper.open(engine);
    List<Boolean> inside = new ArrayList<>();
    engine.answer =
        call -> {
          inside.add(InsideAgent.isCurrentThread());
          return null;
        };

    fail(thrown, null);

    assertThat(inside).containsExactly(true);
  }

  @Test
  void preparedBatchIsPutBackAfterAYes() {
    Gatekeeper.open(engine);
    engine.answer = call -> "permission";
    List<Object> queries = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    Gatekeeper.batchAborted(thrown, new Object[] {"q"}, new Object[] {"p1", "p2"}, "sql", null);

    Gatekeeper.batchFailed(statement, true, queries, parameters, queries, "IDLE", thrown, null);

    assertThat(queries).containsExactly("q");
    assertThat(parameters).containsExactly("p1", "p2");
  }

  @Test
  void listsThatTheDriverHasNotEmptiedStayAsTheyAre() {
    Gatekeeper.open(engine);
    engine.answer = call -> "permission";
    List<Object> queries = new ArrayList<>(List.of("q"));
    List<Object> parameters = new ArrayList<>(List.of("p1", "p2"));
    Gatekeeper.batchAborted(thrown, new Object[] {"merged"}, new Object[] {"p1p2"}, "sql", null);

    Gatekeeper.batchFailed(statement, true, queries, parameters, queries, "IDLE", thrown, null);

    assertThat(queries).containsExactly("q");
    assertThat(parameters).containsExactly("p1", "p2");
  }

  @Test
  void preparedBatchIsEmptyAfterAFailedRepetition() {
    Gatekeeper.open(engine);
    engine.answer = call -> call.previous() == null ? "permission" : null;
    List<Object> queries = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    Gatekeeper.batchAborted(thrown, new Object[] {"q"}, new Object[] {"p"}, "sql", null);
    Object attempt =
        Gatekeeper.batchFailed(statement, true, queries, parameters, queries, "IDLE", thrown, null);

    Gatekeeper.batchFailed(
        statement, true, queries, parameters, queries, "IDLE", new SQLException("again"), attempt);

    assertThat(queries).isEmpty();
    assertThat(parameters).isEmpty();
  }

  @Test
  void batchWhoseEntriesAreGoneIsNotRepeated() {
    Gatekeeper.open(engine);
    engine.answer = call -> "permission";
    Gatekeeper.batchAborted(new SQLException("another"), new Object[0], new Object[0], null, null);

    Object attempt =
        Gatekeeper.batchFailed(
            statement,
            true,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            "IDLE",
            thrown,
            null);

    assertThat(attempt).isNull();
    assertThat(engine.failures.get(0).batchEntries()).isNull();
  }

  @Test
  void entriesThatAnotherThreadAddsMeanwhileAreItsOwn() {
    Gatekeeper.open(engine);
    List<Object> queries = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    engine.answer =
        call -> {
          queries.add("q");
          parameters.add("late");
          assertThat(call.isAsItWas()).isFalse();
          return "permission";
        };
    Gatekeeper.batchAborted(thrown, new Object[] {"q"}, new Object[] {"p"}, "sql", null);

    assertThat(
            Gatekeeper.batchFailed(
                statement, true, queries, parameters, queries, "IDLE", thrown, null))
        .isNull();
    assertThat(parameters).containsExactly("late");
  }

  @Test
  void entriesThatAnotherThreadAddsAfterARepetitionAreItsOwn() {
    Gatekeeper.open(engine);
    List<Object> queries = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    engine.answer = call -> call.previous() == null ? "permission" : null;
    Gatekeeper.batchAborted(thrown, new Object[] {"q"}, new Object[] {"p"}, "sql", null);
    Object attempt =
        Gatekeeper.batchFailed(statement, true, queries, parameters, queries, "IDLE", thrown, null);
    queries.clear();
    parameters.clear();
    queries.add("q");
    parameters.add("late");

    Gatekeeper.batchFailed(
        statement, true, queries, parameters, queries, "IDLE", new SQLException("again"), attempt);

    assertThat(parameters).containsExactly("late");
  }

  @Test
  void entriesThatAnotherThreadAddsToTheListsOfARewrittenBatchAreItsOwn() {
    Gatekeeper.open(engine);
    List<Object> rewritten = new ArrayList<>();
    engine.answer =
        call -> {
          rewritten.add("q");
          return "permission";
        };
    Gatekeeper.batchAborted(thrown, new Object[] {"merged"}, new Object[] {"p1p2"}, "sql", null);

    Object attempt =
        Gatekeeper.batchFailed(
            statement,
            true,
            new ArrayList<>(List.of("q")),
            new ArrayList<>(List.of("p1", "p2")),
            rewritten,
            "IDLE",
            thrown,
            null);

    assertThat(attempt).isNull();
  }

  @Test
  void parametersThatAnotherThreadSetsMeanwhileAreNotSent() {
    Gatekeeper.open(engine);
    Object[] values = {"mine"};
    engine.answer =
        call -> {
          values[0] = "another's";
          assertThat(call.isAsItWas()).isFalse();
          return "permission";
        };

    assertThat(Gatekeeper.preparedFailed(statement, false, "sql", values, "IDLE", thrown, null))
        .isNull();
    assertThat(engine.failures.get(0).parameterValues()).isDeepEqualTo(new Object[][] {{"mine"}});
  }

  @Test
  void preparedStatementThatNobodyHasTouchedIsRepeated() {
    Gatekeeper.open(engine);
    engine.answer = call -> "permission";
    Object[] values = {"mine", null};

    assertThat(Gatekeeper.preparedFailed(statement, false, "sql", values, "IDLE", thrown, null))
        .isNotNull();
  }

  @Test
  void failingCallWaitsForAnEngineThatIsStarting() {
    EngineStart start = new EngineStart(() -> false);
    Gatekeeper.openLater(start);
    CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> fail(thrown, null));

    assertThat(call).isNotDone();
    engine.answer = failed -> "permission";
    start.finish(engine);

    assertThat(call).succeedsWithin(5, TimeUnit.SECONDS).isNotNull();
  }

  @Test
  void failingCallDoesNotWaitOnceTheStartHasFailed() {
    EngineStart start = new EngineStart(() -> false);
    Gatekeeper.openLater(start);
    start.finish(null);

    assertThat(fail(thrown, null)).isNull();
  }

  @Test
  void interruptedCallDoesNotWaitAndStaysInterrupted() {
    Gatekeeper.openLater(new EngineStart(() -> false));
    Thread.currentThread().interrupt();

    assertThat(fail(thrown, null)).isNull();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void startingThreadDoesNotWaitForItself() {
    Gatekeeper.openLater(new EngineStart(() -> false));
    Gatekeeper.enterAgent();
    try {
      assertThat(fail(thrown, null)).isNull();
    } finally {
      Gatekeeper.leaveAgent();
    }
  }

  @Test
  void connectionsOpenedDuringTheStartAreDelivered() {
    EngineStart start = new EngineStart(() -> false);
    Gatekeeper.openLater(start);
    Gatekeeper.connected("jdbc:early", new Properties(), fake(Connection.class));

    start.finish(engine);
    Gatekeeper.openAfter(start, engine);
    Gatekeeper.connected("jdbc:late", new Properties(), fake(Connection.class));

    assertThat(engine.connected).containsExactly("jdbc:early", "jdbc:late");
  }

  @Test
  void connectionOfATransactionManagerIsKnownByIdentity() {
    Connection ofManager = fake(Connection.class);

    Gatekeeper.xaConnection(ofManager);
    Gatekeeper.xaConnection(ofManager);

    assertThat(Gatekeeper.isXa(ofManager)).isTrue();
    assertThat(Gatekeeper.isXa(fake(Connection.class))).isFalse();
  }

  @Test
  void connectionOfATransactionManagerIsNotKeptAlive() {
    WeakReference<Connection> ofManager = new WeakReference<>(fake(Connection.class));
    Gatekeeper.xaConnection(requireNonNull(ofManager.get()));

    for (int i = 0; i < 100 && ofManager.get() != null; i++) {
      System.gc();
    }
    assertThat(ofManager.get()).isNull();
  }

  @Test
  void engineThatStartsAfterTheDetachStaysOutside() {
    EngineStart start = new EngineStart(() -> false);
    Gatekeeper.openLater(start);
    Gatekeeper.open(null);

    assertThat(Gatekeeper.openAfter(start, engine)).isFalse();
    assertThat(fail(thrown, null)).isNull();
    assertThat(engine.failures).isEmpty();
  }

  @Test
  void cancelledCallNoLongerWaitsForAnEngineThatIsStarting() {
    Gatekeeper.openLater(new EngineStart(() -> false));
    CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> fail(thrown, null));
    while (WaitingCalls.isEmpty()) {
      Thread.onSpinWait();
    }

    Gatekeeper.cancelled(statement);

    assertThat(call).succeedsWithin(1_500, TimeUnit.MILLISECONDS).isNull();
  }

  @Test
  void cancelIsSeenByTheCallsOfThatStatementAlone() {
    Gatekeeper.open(engine);
    List<Boolean> requested = new ArrayList<>();
    engine.answer =
        call -> {
          Gatekeeper.cancelled(fake(Statement.class));
          requested.add(call.cancellation().isRequested());
          Gatekeeper.cancelled(statement);
          requested.add(call.cancellation().isRequested());
          requested.add(call.cancellation().close());
          return null;
        };

    fail(thrown, null);

    assertThat(requested).containsExactly(false, true, false);
  }

  @Test
  void cancelLeavesNothingForTheNextCall() {
    Gatekeeper.open(engine);
    Gatekeeper.cancelled(statement);
    engine.answer =
        call -> {
          assertThat(call.cancellation().isRequested()).isFalse();
          throw new IllegalStateException("for the test");
        };

    fail(thrown, null);

    assertThat(engine.agentErrors).hasOnlyElementsOfType(IllegalStateException.class).hasSize(1);
    assertThat(WaitingCalls.isEmpty()).isTrue();
  }

  @Test
  void cancelOfACallAboutToBeRepeatedWaitsUntilItHasLeft() {
    Gatekeeper.open(engine);
    AtomicReference<CompletableFuture<Void>> cancel = new AtomicReference<>();
    CountDownLatch mayLeave = new CountDownLatch(1);
    engine.answer =
        call -> {
          assertThat(call.cancellation().close()).isTrue();
          cancel.set(CompletableFuture.runAsync(() -> Gatekeeper.cancelled(statement)));
          awaitUninterrupted(mayLeave);
          return "permission";
        };
    CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> fail(thrown, null));
    while (cancel.get() == null) {
      Thread.onSpinWait();
    }

    assertThat(cancel.get()).isNotDone();
    mayLeave.countDown();
    assertThat(call).succeedsWithin(5, TimeUnit.SECONDS).isNotNull();
    assertThat(cancel.get()).succeedsWithin(5, TimeUnit.SECONDS);
  }

  @Test
  void callThatHasWaitedForTheEngineHasNotLeftTheAgent() throws SQLException {
    EngineStart start = new EngineStart(() -> false);
    start.finish(engine);
    FailedCall call =
        FailedCall.ofCopy(fake(Connection.class), "COPY note FROM STDIN", "IDLE", thrown);

    assertThat(start.await(call)).isSameAs(engine);

    assertThat(call.cancellation().close()).isTrue();
    long began = System.nanoTime();
    call.cancellation().request();
    // Nobody lets it go, so it waits as long as it ever does.
    assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(90));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Object fail(SQLException exception, @Nullable Object attempt) {
    return Gatekeeper.statementFailed(statement, "SELECT 1", "IDLE", exception, attempt);
  }

  private static <T> T fake(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader() == null
                ? GatekeeperTest.class.getClassLoader()
                : type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("getQueryTimeout")) {
                return 0;
              }
              throw new UnsupportedOperationException(method.getName());
            });
    return type.cast(proxy);
  }
}
