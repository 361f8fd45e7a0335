package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.entry.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@NullUnmarked
class DatabaseRepairsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestClock clock = new TestClock();
  private final DatabaseRepairs repairs = new DatabaseRepairs("schema-medic test", clock);
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch finish = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);

  private static CallersWait patience() {
    return CallersWaits.of(PATIENCE);
  }

  @AfterEach
  void end() {
    finish.countDown();
    repairs.end();
  }

  @Test
  void callersWithTheSameGapShareOneRepair() throws Exception {
    List<Future<RepairResult>> answers = new ArrayList<>();
    answers.add(inBackground("gap", this::slow));
    running.await();
    for (int i = 0; i < 20; i++) {
      answers.add(inBackground("gap", this::slow));
    }
    finish.countDown();

    RepairResult first = answers.get(0).get();
    for (Future<RepairResult> answer : answers) {
      assertThat(answer.get()).isSameAs(first);
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void otherGapIsAnotherRepair() {
    repairs.answer("one", patience(), this::there);
    repairs.answer("two", patience(), this::there);

    assertThat(runs).hasValue(2);
  }

  @Test
  void oneRepairAtATime() throws Exception {
    Future<RepairResult> slow = inBackground("one", this::slow);
    running.await();
    AtomicInteger seen = new AtomicInteger(-1);
    Future<RepairResult> next =
        inBackground(
            "two",
            () -> {
              seen.set((int) finish.getCount());
              return there();
            });
    finish.countDown();

    slow.get();
    next.get();
    assertThat(seen).hasValue(0);
  }

  @Test
  void callersOwnRepairRunsOnTheCallersThread() {
    AtomicReference<Thread> ran = new AtomicReference<>();

    RepairResult answer =
        repairs.answerHere(
            "gap",
            patience(),
            () -> {
              ran.set(Thread.currentThread());
              return there();
            });

    assertThat(answer.isThere()).isTrue();
    assertThat(ran).hasValue(Thread.currentThread());
    assertThat(repairs.answer("gap", patience(), this::there)).isSameAs(answer);
  }

  @Test
  void callersOwnRepairDoesNotRunBesideAnother() throws Exception {
    Future<RepairResult> slow = inBackground("one", this::slow);
    running.await();

    RepairResult refused =
        repairs.answerHere("two", CallersWaits.of(Duration.ofMillis(20)), this::there);

    assertThat(refused.reason()).isEqualTo(Reason.WAIT_BUDGET_SPENT);
    finish.countDown();
    slow.get();
    assertThat(runs).hasValue(1);
    assertThat(repairs.answerHere("two", patience(), this::there).isThere()).isTrue();
  }

  @Test
  void callersOwnRepairDoesNotBeginAfterTheEnd() {
    repairs.end();

    assertThat(
            repairs.answerHere("gap", CallersWaits.of(Duration.ofMillis(20)), this::there).reason())
        .isEqualTo(Reason.BUSY);
    assertThat(runs).hasValue(0);
  }

  @Test
  void closedGapAnswersForTwoSeconds() {
    servesFor(Duration.ofSeconds(2), this::there);
  }

  @Test
  void refusalAnswersForTenSeconds() {
    servesFor(Duration.ofSeconds(10), () -> not(Decision.REFUSED, Reason.NOT_ALLOWED));
  }

  @Test
  void failureAnswersForOneSecond() {
    servesFor(Duration.ofSeconds(1), () -> not(Decision.FAILED, Reason.LOCK_TIMEOUT));
  }

  @Test
  void lockOfACallerAnswersForOneSecond() {
    servesFor(Duration.ofSeconds(1), () -> not(Decision.REFUSED, Reason.CALLER_HOLDS_LOCK));
  }

  @Test
  void killSwitchAnswersForNobodyElse() {
    repairs.answer("gap", patience(), () -> not(Decision.REFUSED, Reason.KILL_SWITCH));
    repairs.answer("gap", patience(), this::there);

    assertThat(runs).hasValue(2);
  }

  @Test
  void forgottenAnswerIsAskedForAgain() {
    repairs.answer("gap", patience(), this::there);
    repairs.forget("gap");
    repairs.answer("gap", patience(), this::there);

    assertThat(runs).hasValue(2);
  }

  @Test
  void answersAboutARelationThatWasChangedAreForgottenAndOthersAreNot() {
    String orders = "42703|" + name("public.orders").sql() + ",|null";
    String items = "42703|" + name("public.items").sql() + ",|null";
    repairs.answer(orders, patience(), this::there);
    repairs.answer(items, patience(), this::there);

    repairs.forgetAbout(List.of(name("public.orders")));
    repairs.answer(orders, patience(), this::there);
    repairs.answer(items, patience(), this::there);

    assertThat(runs).hasValue(3);
  }

  @Test
  void impatientCallerIsLetGoAndTheRepairGoesOn() throws Exception {
    RepairResult early = repairs.answer("gap", CallersWaits.of(Duration.ofMillis(20)), this::slow);

    assertThat(early.reason()).isEqualTo(Reason.WAIT_BUDGET_SPENT);
    assertThat(early.isThere()).isFalse();
    finish.countDown();
    assertThat(repairs.answer("gap", patience(), this::there).isThere()).isTrue();
    assertThat(runs).hasValue(1);
  }

  @Test
  void eachCallerHasItsOwnPatience() throws Exception {
    Future<RepairResult> patient = inBackground("gap", this::slow);
    running.await();

    RepairResult early = repairs.answer("gap", CallersWaits.of(Duration.ofMillis(20)), this::there);

    assertThat(early.reason()).isEqualTo(Reason.WAIT_BUDGET_SPENT);
    assertThat(patient).isNotDone();
    finish.countDown();
    assertThat(patient.get().isThere()).isTrue();
  }

  @Test
  void cancelledCallerIsLetGoAndTheRepairGoesOn() throws Exception {
    Cancellation cancellation = new Cancellation(CallersWaits.statement());
    CallersWait wait = CallersWaits.of(PATIENCE, cancellation);
    Future<RepairResult> patient = inBackground("gap", this::slow);
    running.await();
    CompletableFuture<RepairResult> answer =
        CompletableFuture.supplyAsync(() -> repairs.answer("gap", wait, this::there));

    cancellation.request();

    assertThat(answer.get().reason()).isEqualTo(Reason.CANCELLED);
    assertThat(answer.get().decision()).isEqualTo(Decision.FAILED);
    assertThat(patient).isNotDone();
    finish.countDown();
    assertThat(patient.get().isThere()).isTrue();
  }

  @Test
  void callerWhoseStatementIsClosedIsLetGo() throws Exception {
    AtomicReference<String> closed = new AtomicReference<>();
    CallersWait wait = CallersWaits.of(PATIENCE, closed::get);
    CompletableFuture<RepairResult> answer =
        CompletableFuture.supplyAsync(() -> repairs.answer("gap", wait, this::slow));
    running.await();

    closed.set("the statement was closed");

    assertThat(answer.get().reason()).isEqualTo(Reason.CANCELLED);
    assertThat(answer.get().detail()).isEqualTo("the statement was closed");
  }

  @Test
  void callersOwnRepairDoesNotBeginOnAThreadThatIsInterrupted() {
    Thread.currentThread().interrupt();

    RepairResult answer = repairs.answerHere("gap", patience(), this::there);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer.reason()).isEqualTo(Reason.INTERRUPTED);
    assertThat(runs).hasValue(0);
  }

  @Test
  void interruptedCallerIsLetGoWithItsFlagUp() throws Exception {
    AtomicReference<RepairResult> answer = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              answer.set(repairs.answer("gap", patience(), this::slow));
              flag.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    running.await();
    caller.interrupt();
    caller.join();

    assertThat(answer.get().reason()).isEqualTo(Reason.INTERRUPTED);
    assertThat(flag.get()).isTrue();
  }

  @Test
  void callerThatIsInterruptedAlreadyGetsAnAnswerThatIsThere() {
    repairs.answer("gap", patience(), this::there);
    Thread.currentThread().interrupt();

    RepairResult answer = repairs.answer("gap", patience(), this::there);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer.isThere()).isTrue();
  }

  @Test
  void stepOfAnErrorIsKeptAndTheNextCallerTriesAgain() {
    assertThatThrownBy(
            () ->
                repairs.answer(
                    "gap",
                    patience(),
                    () -> {
                      throw new StepFailure(Step.PLAN, new IllegalStateException("broken"));
                    }))
        .isInstanceOfSatisfying(
            StepFailure.class, failure -> assertThat(failure.step()).isEqualTo(Step.PLAN));
    assertThat(repairs.answer("gap", patience(), this::there).isThere()).isTrue();
  }

  @Test
  void anyErrorOfTheRepairIsAStepFailure() {
    assertThatThrownBy(
            () ->
                repairs.answer(
                    "gap",
                    patience(),
                    () -> {
                      throw new OutOfMemoryError("pretended");
                    }))
        .isInstanceOf(StepFailure.class)
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void tooManyWaitingRepairsAreRefused() throws Exception {
    inBackground("first", this::slow);
    running.await();
    while (repairs.runLater(() -> {}) != null) {
      // Fill the queue.
    }

    assertThat(repairs.answer("one more", patience(), this::there).reason()).isEqualTo(Reason.BUSY);
    finish.countDown();
  }

  @Test
  void refusedForWantOfRoomIsNotRemembered() throws Exception {
    Future<RepairResult> first = inBackground("first", this::slow);
    running.await();
    while (repairs.runLater(() -> {}) != null) {
      // Fill the queue.
    }
    repairs.answer("one more", patience(), this::there);
    finish.countDown();
    first.get();
    CountDownLatch empty = new CountDownLatch(1);
    while (repairs.runLater(empty::countDown) == null) {
      Thread.onSpinWait();
    }
    empty.await();

    assertThat(repairs.answer("one more", patience(), this::there).isThere()).isTrue();
  }

  @Test
  void closingLetsWaitingCallersGo() throws Exception {
    inBackground("first", this::slow);
    running.await();
    AtomicReference<RepairResult> answer = new AtomicReference<>();
    Thread waiting =
        new Thread(() -> answer.set(repairs.answer("second", patience(), this::there)));
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    repairs.end();

    waiting.join();
    assertThat(answer.get().reason()).isEqualTo(Reason.BUSY);
  }

  @Test
  void closingLetsCallersOfTheRepairGoThatIsUnderWay() throws Exception {
    Future<RepairResult> answer = inBackground("gap", this::stubborn);
    running.await();

    repairs.end();

    assertThat(answer.get().reason()).isEqualTo(Reason.BUSY);
    assertThat(repairs.awaitEnd(0)).isFalse();
    finish.countDown();
    assertThat(repairs.awaitEnd(PATIENCE.toNanos())).isTrue();
  }

  @Test
  void nothingBeginsAfterClosing() {
    repairs.end();

    assertThat(repairs.answer("gap", patience(), this::there).reason()).isEqualTo(Reason.BUSY);
    assertThat(repairs.runLater(() -> {})).isNull();
    assertThat(runs).hasValue(0);
  }

  @Test
  void workRunsOnADaemonThreadWithoutContextLoader() {
    AtomicReference<Thread> worker = new AtomicReference<>();
    AtomicReference<ClassLoader> loader = new AtomicReference<>();

    repairs.answer(
        "gap",
        patience(),
        () -> {
          worker.set(Thread.currentThread());
          loader.set(Thread.currentThread().getContextClassLoader());
          return there();
        });

    assertThat(worker.get().isDaemon()).isTrue();
    assertThat(worker.get().getName()).isEqualTo("schema-medic test");
    assertThat(loader.get()).isNull();
  }

  private void servesFor(Duration lifetime, Callable<RepairResult> repair) {
    Callable<RepairResult> counted =
        () -> {
          runs.incrementAndGet();
          return repair.call();
        };
    runs.set(0);
    repairs.answer("gap", patience(), counted);
    int one = runs.get();
    clock.pass(lifetime.minusNanos(1));
    repairs.answer("gap", patience(), counted);
    assertThat(runs).hasValue(one);

    clock.pass(Duration.ofNanos(1));
    repairs.answer("gap", patience(), counted);
    assertThat(runs).hasValue(2 * one);
  }

  private RepairResult there() {
    runs.incrementAndGet();
    return RepairResult.there(Reason.REPAIRED, RepairPlan.builder().build());
  }

  private RepairResult not(Decision decision, Reason reason) {
    runs.incrementAndGet();
    return RepairResult.not(decision, reason, "", null);
  }

  private RepairResult slow() throws InterruptedException {
    running.countDown();
    finish.await();
    return there();
  }

  /** As somebody who reads from a socket: an interrupt changes nothing. */
  private RepairResult stubborn() {
    running.countDown();
    while (finish.getCount() > 0) {
      Thread.onSpinWait();
    }
    return there();
  }

  private Future<RepairResult> inBackground(String key, Callable<RepairResult> repair) {
    CompletableFuture<RepairResult> answer = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                answer.complete(repairs.answer(key, patience(), repair));
              } catch (StepFailure e) {
                answer.completeExceptionally(e);
              }
            });
    caller.setDaemon(true);
    caller.start();
    return answer;
  }
}
