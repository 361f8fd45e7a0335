package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each of those who ask is told exactly once, whatever becomes of the look. */
@Timeout(30)
@NullUnmarked
class LooksTest {
  private static final RepairResult UNDECLARED = result(Reason.UNDECLARED);
  private static final RepairResult FOUND = result(Reason.EXISTS_ELSEWHERE);

  private final TestClock clock = new TestClock();
  private final DatabaseRepairs repairs = new DatabaseRepairs("schema-medic test", clock);
  private final AtomicInteger looks = new AtomicInteger();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);
  private final List<RepairResult> told = Collections.synchronizedList(new ArrayList<>());
  private int settled;

  @AfterEach
  void end() {
    finish.countDown();
    repairs.end();
  }

  @Test
  void answerOfTheLookIsTold() {
    later("gap");
    settle();

    assertThat(told).containsExactly(FOUND);
  }

  @Test
  void askingDoesNotWait() throws Exception {
    later("gap", this::slow);
    running.await();

    assertThat(told).isEmpty();
  }

  @Test
  void whoAsksMeanwhileIsToldTheSame() throws Exception {
    later("gap", this::slow);
    running.await();
    later("gap");
    later("gap");
    assertThat(told).isEmpty();
    finish.countDown();
    settle();

    assertThat(told).containsExactly(FOUND, FOUND, FOUND);
    assertThat(looks).hasValue(1);
  }

  @Test
  void thoseOverTheBoundAreToldAtOnce() throws Exception {
    later("gap", this::slow);
    running.await();
    for (int i = 0; i < Looks.MAX_WAITING; i++) {
      later("gap");
    }

    assertThat(told).containsExactly(UNDECLARED);
    finish.countDown();
    settle();
    assertThat(told).hasSize(Looks.MAX_WAITING + 1);
    assertThat(Collections.frequency(told, FOUND)).isEqualTo(Looks.MAX_WAITING);
  }

  @Test
  void answerServesForTenSeconds() {
    later("gap");
    settle();
    clock.pass(Duration.ofSeconds(10).minusNanos(1));
    later("gap");
    settle();
    assertThat(looks).hasValue(1);

    clock.pass(Duration.ofNanos(1));
    later("gap");
    settle();
    assertThat(looks).hasValue(2);
    assertThat(told).containsExactly(FOUND, FOUND, FOUND);
  }

  @Test
  void secondLookWithinASecondIsNotTaken() {
    later("gap");
    settle();
    clock.pass(Duration.ofSeconds(1).minusNanos(1));
    later("other");
    assertThat(told).containsExactly(FOUND, UNDECLARED);

    clock.pass(Duration.ofNanos(1));
    later("other");
    settle();
    assertThat(told).containsExactly(FOUND, UNDECLARED, FOUND);
  }

  @Test
  void secondLookBesideTheFirstIsNotTaken() throws Exception {
    later("gap", this::slow);
    running.await();
    clock.pass(Duration.ofSeconds(2));
    later("other");

    assertThat(told).containsExactly(UNDECLARED);
    finish.countDown();
    settle();
    assertThat(told).containsExactly(UNDECLARED, FOUND);
  }

  @Test
  void nobodyLooksWhileSomethingElseWaits() throws Exception {
    repairs.runLater(this::block);
    running.await();
    repairs.runLater(() -> {});
    later("gap");

    assertThat(told).containsExactly(UNDECLARED);
    assertThat(looks).hasValue(0);
  }

  @Test
  void lookThatThrowsIsNoAnswer() {
    later(
        "gap",
        () -> {
          throw new OutOfMemoryError("pretended");
        });
    settle();

    assertThat(told).containsExactly(UNDECLARED);
  }

  @Test
  void closingTellsThoseWhoseLookHasNotBegun() throws Exception {
    repairs.runLater(this::block);
    running.await();
    later("gap");
    later("gap");
    assertThat(told).isEmpty();

    repairs.end();

    assertThat(told).containsExactly(UNDECLARED, UNDECLARED);
    assertThat(looks).hasValue(0);
  }

  @Test
  void closingInterruptsALookAndTellsThoseWhoWait() throws Exception {
    later("gap", this::slow);
    running.await();
    later("gap");

    repairs.end();
    assertThat(repairs.awaitEnd(TimeUnit.SECONDS.toNanos(20))).isTrue();

    assertThat(told).containsExactly(UNDECLARED, UNDECLARED);
  }

  @Test
  void afterClosingEveryoneIsToldAtOnce() {
    repairs.end();
    later("gap");

    assertThat(told).containsExactly(UNDECLARED);
    assertThat(looks).hasValue(0);
  }

  private void later(String key) {
    later(key, this::found);
  }

  private void later(String key, Callable<RepairResult> look) {
    repairs.later(key, look, UNDECLARED, told::add);
  }

  /** Whatever was begun has ended once the only thread does something else. */
  private void settle() {
    RepairResult ignored =
        repairs.answer(
            "settled " + settled++, CallersWaits.of(Duration.ofSeconds(20)), () -> UNDECLARED);
    assertThat(ignored).isSameAs(UNDECLARED);
  }

  private RepairResult found() {
    looks.incrementAndGet();
    return FOUND;
  }

  private RepairResult slow() throws InterruptedException {
    running.countDown();
    finish.await();
    return found();
  }

  private void block() {
    running.countDown();
    try {
      finish.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RepairResult result(Reason reason) {
    return RepairResult.not(Decision.REFUSED, reason, "", null);
  }
}
