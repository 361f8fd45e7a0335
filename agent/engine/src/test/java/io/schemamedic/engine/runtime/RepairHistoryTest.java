package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepairHistoryTest {
  private static final RepairPlan PLAN =
      RepairPlan.builder()
          .newTable(name("public.a"))
          .statement(PlannedStatement.creating(name("public.a"), "CREATE TABLE public.a ()"))
          .build();

  private final UnreconciledRepairs unreconciled = new UnreconciledRepairs();
  private final RepairHistory history = new RepairHistory(unreconciled);

  @Test
  void repairIsShownWhole() {
    history.ended(repair("r-1", RepairOutcome.repaired(), "V1__a.sql"));

    assertThat(history.toJson())
        .isEqualTo(
            "{\"repairs\":[{\"time\":\"1970-01-01T00:00:00Z\",\"database\":\"host/db\","
                + "\"relation\":\"public.a\",\"columns\":[],"
                + "\"ddl\":[\"CREATE TABLE public.a ()\"],\"outcome\":\"repaired\","
                + "\"reason\":\"repaired\",\"advice\":\""
                + Reason.REPAIRED.advice()
                + "\",\"durationMillis\":92,\"repairId\":\"r-1\",\"incident\":\"i-1\","
                + "\"plan\":\"p-1\",\"by\":\"call\",\"draft\":\"V1__a.sql\","
                + "\"reconciled\":true}]}");
  }

  @Test
  void repairIsNotReconciledUntilItsMigrationHasLanded() {
    unreconciled.add("host/db", PLAN);
    history.ended(repair("r-1", RepairOutcome.repaired(), null));

    assertThat(history.toJson()).contains("\"reconciled\":false");
  }

  @Test
  void whatWasRolledBackHasNothingToReconcile() {
    history.ended(repair("r-1", RepairOutcome.failed(Reason.LOCK_TIMEOUT, "sqlstate 55P03"), null));

    assertThat(history.toJson())
        .contains("\"outcome\":\"failed\"", "\"detail\":\"sqlstate 55P03\"")
        .doesNotContain("reconciled", "draft");
  }

  @Test
  void lastComesFirstAndOnlyAHundredAreKept() {
    for (int i = 0; i <= RepairHistory.CAPACITY; i++) {
      history.ended(repair("r-" + i, RepairOutcome.repaired(), null));
    }

    assertThat(history.toJson())
        .contains("\"repairId\":\"r-1\"", "\"repairId\":\"r-100\"")
        .doesNotContain("\"repairId\":\"r-0\"");
    assertThat(history.toJson().indexOf("\"r-100\""))
        .isLessThan(history.toJson().indexOf("\"r-1\""));
  }

  private static RepairHistory.Repair repair(
      String repairId, RepairOutcome outcome, @Nullable String draft) {
    return new RepairHistory.Repair(
        Instant.EPOCH,
        "host/db",
        PLAN,
        outcome,
        Duration.ofMillis(92),
        repairId,
        "i-1",
        "p-1",
        "call",
        draft);
  }
}
