package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that the driver has opened, on its way to the service. */
class NewConnectionTest {
  private final FakeEngine engine = new FakeEngine();
  private final Connection connection =
      (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) ->
                  method.getName().equals("equals") ? proxy == arguments[0] : null);

  @AfterEach
  void close() {
    Gatekeeper.open(null);
  }

  @Test
  void engineIsToldAndThenLetsItGo() {
    Gatekeeper.open(engine);

    connect();

    assertThat(engine.connected).hasSize(1);
    assertThat(engine.handedOut).containsExactly(connection);
  }

  @Test
  void connectionOfTheAgentItselfIsNotKeptBack() {
    Gatekeeper.open(engine);
    Gatekeeper.enterAgent();
    try {
      connect();
    } finally {
      Gatekeeper.leaveAgent();
    }

    assertThat(engine.connected).isEmpty();
    assertThat(engine.handedOut).isEmpty();
  }

  @Test
  void engineThatThrowsKeepsNoConnectionBack() {
    FakeEngine throwing =
        new FakeEngine() {
          @Override
          public void handOut(Connection handedOut) {
            throw new OutOfMemoryError("none left");
          }
        };
    Gatekeeper.open(throwing);

    connect();

    assertThat(throwing.agentErrors).singleElement().isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void connectionWaitsForAnEngineThatMayWantToCheckFirst() throws InterruptedException {
    EngineStart start = new EngineStart(() -> true);
    Gatekeeper.openLater(start);
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Void> connecting =
        CompletableFuture.runAsync(
            () -> {
              asked.countDown();
              connect();
            });

    assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(connecting).isNotDone();
    start.finish(engine);
    Gatekeeper.openAfter(start, engine);

    assertThat(connecting).succeedsWithin(4, TimeUnit.SECONDS);
    assertThat(engine.handedOut).containsExactly(connection);
  }

  @Test
  void connectionDoesNotWaitIfNobodyCanHaveAskedForIt() {
    EngineStart start = new EngineStart(() -> false);
    Gatekeeper.openLater(start);

    connect();
    start.finish(engine);

    assertThat(engine.connected).hasSize(1);
    assertThat(engine.handedOut).isEmpty();
  }

  @Test
  void connectionDoesNotWaitForAnEngineThatCannotStart() {
    EngineStart start = new EngineStart(() -> true);
    Gatekeeper.openLater(start);
    start.finish(null);

    connect();

    assertThat(engine.connected).isEmpty();
  }

  @Test
  void detachLetsAConnectionGoThatWaitsForTheStart() {
    Gatekeeper.openLater(new EngineStart(() -> true));
    CompletableFuture<Void> connecting = CompletableFuture.runAsync(this::connect);

    Gatekeeper.open(null);

    assertThat(connecting).succeedsWithin(3, TimeUnit.SECONDS);
  }

  @Test
  void interruptedThreadDoesNotWaitAndStaysInterrupted() {
    Gatekeeper.openLater(new EngineStart(() -> true));
    Thread.currentThread().interrupt();

    connect();

    assertThat(Thread.interrupted()).isTrue();
  }

  private void connect() {
    Gatekeeper.connected("jdbc:postgresql://db/app", new Properties(), connection);
  }
}
