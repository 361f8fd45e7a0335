package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.guard.Breaker;
import io.schemamedic.engine.guard.Guard;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.guard.GuardInput;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseMemoryTest {
  private static final Identifier NOTE = Identifier.of("note");
  private static final RepairBudget BUDGET = new RepairBudget(10, 3, 30);
  private static final RepairPlan NEW_TABLE =
      RepairPlan.builder().newTable(name("public.items")).build();
  private static final RepairPlan NEW_COLUMN =
      RepairPlan.builder().newColumns(name("public.orders"), Set.of(NOTE)).build();

  private final RecentRepairs ofProcess = new RecentRepairs();
  private final DatabaseMemory memory = new DatabaseMemory(ofProcess);
  private final TestCatalog catalog = new TestCatalog().table("public.orders", "id");
  private long now = Long.MAX_VALUE - TimeUnit.MINUTES.toNanos(30);

  @Test
  void whatWasNeverSeenMayBeAdded() {
    assertThat(decide(NEW_TABLE).isAllowed()).isTrue();
    assertThat(decide(NEW_COLUMN).isAllowed()).isTrue();
  }

  @Test
  void tableThatWasSeenAndIsGoneHasDisappeared() {
    memory.saw(new TestCatalog().table("public.items", "id").snapshot(), NEW_TABLE.newTables());

    assertThat(decide(NEW_TABLE).reason()).isEqualTo(Reason.DISAPPEARED);
  }

  @Test
  void columnThatWasSeenAndIsGoneHasDisappeared() {
    memory.saw(
        new TestCatalog().table("public.orders", "id", "note").snapshot(),
        List.of(name("public.orders")));

    assertThat(decide(NEW_COLUMN).reason()).isEqualTo(Reason.DISAPPEARED);
  }

  @Test
  void whatWasRepairedAndIsGoneHasDisappearedAsWell() {
    memory.added(NEW_TABLE);
    memory.added(NEW_COLUMN);

    assertThat(decide(NEW_TABLE).reason()).isEqualTo(Reason.DISAPPEARED);
    assertThat(decide(NEW_COLUMN).reason()).isEqualTo(Reason.DISAPPEARED);
  }

  @Test
  void relationThatIsNotThereIsNotSeen() {
    memory.saw(catalog.snapshot(), List.of(name("public.items")));

    assertThat(decide(NEW_TABLE).isAllowed()).isTrue();
  }

  @Test
  void addedNamesStayNewHoweverOftenTheyAreSeen() {
    memory.added(NEW_COLUMN);
    memory.added(NEW_TABLE);
    memory.saw(
        new TestCatalog().table("public.orders", "id", "note").table("public.items").snapshot(),
        List.of(name("public.orders"), name("public.items")));

    assertThat(memory.addedColumns()).contains(NOTE);
    assertThat(memory.addedTables()).contains(Identifier.of("items"));
  }

  @Test
  void repairsCountForOneHour() {
    for (int i = 0; i < 10; i++) {
      repair(memory, table("public.t" + i));
    }
    refused(decide(NEW_TABLE), "database: 10 in the last hour, repair.max-per-hour");

    now += TimeUnit.HOURS.toNanos(1);
    assertThat(decide(NEW_TABLE).reason()).isEqualTo(Reason.BUDGET_SPENT);
    now += 1;
    assertThat(decide(NEW_TABLE).isAllowed()).isTrue();
  }

  @Test
  void tableCountsWithItsColumns() {
    for (int i = 0; i < 3; i++) {
      repair(memory, NEW_COLUMN);
    }
    refused(decide(NEW_COLUMN), "public.orders: 3 in the last hour, repair.max-per-object");
    assertThat(decide(NEW_TABLE).isAllowed()).isTrue();
  }

  @Test
  void repairsOfOtherDatabasesCountForTheProcess() {
    for (int i = 0; i < 30; i++) {
      repair(new DatabaseMemory(ofProcess), NEW_TABLE);
    }

    refused(decide(NEW_TABLE), "process: 30 in the last hour, repair.max-per-process");
  }

  @Test
  void placeInTheProcessIsTakenBeforeTheRepairHasEnded() {
    RepairBudget two = new RepairBudget(10, 3, 2);
    DatabaseMemory other = new DatabaseMemory(ofProcess);

    assertThat(memory.tryBegin(two, now).isAllowed()).isTrue();
    assertThat(other.tryBegin(two, now).isAllowed()).isTrue();
    refused(memory.tryBegin(two, now), "process: repair.max-per-process");
    other.repairEndedOtherwise();
    assertThat(memory.tryBegin(two, now).isAllowed()).isTrue();
  }

  @Test
  void repairThatMayHaveTakenEffectCounts() {
    memory.tryBegin(BUDGET, now);
    memory.repairFailed(NEW_TABLE, Reason.OUTCOME_UNKNOWN, now);
    memory.tryBegin(BUDGET, now);
    memory.repairFailed(NEW_TABLE, Reason.DDL_FAILED, now);

    assertThat(ofProcess.count(now)).isEqualTo(1);
    assertThat(ofProcess.countByRelation(now)).containsEntry(name("public.items"), 1);
  }

  @Test
  void failuresInARowOpenTheBreaker() {
    for (int i = 0; i < 3; i++) {
      fail(Reason.DDL_FAILED);
    }

    assertThat(memory.breakerState(now)).isEqualTo(Breaker.State.OPEN);
    assertThat(decide(NEW_TABLE).reason()).isEqualTo(Reason.BREAKER_OPEN);
    assertThat(memory.tryBegin(BUDGET, now).reason()).isEqualTo(Reason.BREAKER_OPEN);
  }

  @Test
  void freezeOpensTheBreakerAtOnce() {
    fail(Reason.DDL_FORBIDDEN);

    assertThat(memory.breakerState(now)).isEqualTo(Breaker.State.OPEN);
  }

  @Test
  void locksThatWereNotHadDoNotOpenTheBreaker() {
    for (int i = 0; i < 10; i++) {
      memory.tryBegin(BUDGET, now);
      memory.repairEndedOtherwise();
    }

    assertThat(memory.breakerState(now)).isEqualTo(Breaker.State.CLOSED);
  }

  /** All have been told by the guard that the breaker lets one through. */
  @Test
  void ofManyThreadsOneIsTheProbe() throws Exception {
    fail(Reason.DDL_FORBIDDEN);
    now += TimeUnit.MINUTES.toNanos(5);
    int threads = 32;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<GuardDecision>> begun = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        begun.add(
            pool.submit(
                () -> {
                  assertThat(decide(NEW_TABLE).isAllowed()).isTrue();
                  start.await();
                  return memory.tryBegin(BUDGET, now);
                }));
      }
      int allowed = 0;
      for (Future<GuardDecision> decision : begun) {
        allowed += decision.get().isAllowed() ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(1);
      assertThat(memory.breakerState(now)).isEqualTo(Breaker.State.HALF_OPEN);
      assertThat(ofProcess.count(now)).as("places taken").isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  private void fail(Reason reason) {
    memory.tryBegin(BUDGET, now);
    memory.repairFailed(NEW_TABLE, reason, now);
  }

  private void repair(DatabaseMemory of, RepairPlan plan) {
    assertThat(of.tryBegin(new RepairBudget(99, 99, 99), now).isAllowed()).isTrue();
    of.repairSucceeded(plan, now);
  }

  private static RepairPlan table(String table) {
    return RepairPlan.builder().newTable(name(table)).build();
  }

  private static void refused(GuardDecision decision, String detail) {
    assertThat(decision.reason()).isEqualTo(Reason.BUDGET_SPENT);
    assertThat(decision.detail()).isEqualTo(detail);
  }

  private GuardDecision decide(RepairPlan plan) {
    Policy policy =
        new Policy(List.of(RelationPattern.parse("public.*")), List.of(), Set.of(), BUDGET, false);
    return Guard.decide(new GuardInput(plan, catalog.snapshot(), policy, memory.history(now)));
  }
}
