package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.guard.Breaker;
import io.schemamedic.engine.guard.Guard;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.guard.GuardInput;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseMemoryTest {
  private static final Identifier NOTE = Identifier.of("note");
  private static final RepairPlan NEW_TABLE =
      RepairPlan.builder().newTable(name("public.items")).build();
  private static final RepairPlan NEW_COLUMN =
      RepairPlan.builder().newColumns(name("public.orders"), Set.of(NOTE)).build();

  private final DatabaseMemory memory = new DatabaseMemory();
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
      memory.repairSucceeded(now);
    }
    assertThat(decide(NEW_TABLE).reason()).isEqualTo(Reason.BUDGET_SPENT);

    now += TimeUnit.HOURS.toNanos(1);
    assertThat(decide(NEW_TABLE).reason()).isEqualTo(Reason.BUDGET_SPENT);
    now += 1;
    assertThat(decide(NEW_TABLE).isAllowed()).isTrue();
  }

  @Test
  void failuresInARowOpenTheBreaker() {
    for (int i = 0; i < 3; i++) {
      memory.repairBegins(now);
      memory.repairFailed(now);
    }

    assertThat(memory.breakerState(now)).isEqualTo(Breaker.State.OPEN);
    assertThat(decide(NEW_TABLE).reason()).isEqualTo(Reason.BREAKER_OPEN);
  }

  @Test
  void locksThatWereNotHadDoNotOpenTheBreaker() {
    for (int i = 0; i < 10; i++) {
      memory.repairBegins(now);
      memory.repairEndedOtherwise();
    }

    assertThat(memory.breakerState(now)).isEqualTo(Breaker.State.CLOSED);
  }

  private GuardDecision decide(RepairPlan plan) {
    Policy policy = new Policy(List.of(RelationPattern.parse("public.*")), List.of(), 10, false);
    return Guard.decide(new GuardInput(plan, catalog.snapshot(), policy, memory.history(now)));
  }
}
