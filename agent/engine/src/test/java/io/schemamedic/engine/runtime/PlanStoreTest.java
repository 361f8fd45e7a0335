package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlanStoreTest {
  private final PlanStore store = new PlanStore();

  @Test
  void planIsShownAsJson() {
    RepairPlan plan = plan("CREATE TABLE public.\"a\"");

    store.made("host/db", plan, Instant.EPOCH);

    assertThat(store.toJson())
        .isEqualTo(
            "{\"plans\":[{\"id\":\""
                + plan.fingerprint()
                + "\",\"database\":\"host/db\",\"made\":\"1970-01-01T00:00:00Z\","
                + "\"ddl\":[\"CREATE TABLE public.\\\"a\\\"\"],"
                + "\"hazards\":[\"left_out index x\"]}]}");
  }

  @Test
  void emptyStoreIsAnEmptyList() {
    assertThat(store.toJson()).isEqualTo("{\"plans\":[]}");
  }

  @Test
  void samePlanForTheSameDatabaseIsKeptOnce() {
    store.made("one", plan("A"), Instant.EPOCH);
    store.made("one", plan("A"), Instant.EPOCH.plusSeconds(1));
    store.made("two", plan("A"), Instant.EPOCH);

    assertThat(store.all()).extracting(PlanStore.Made::database).containsExactly("one", "two");
    assertThat(store.all().get(0).when()).isEqualTo(Instant.EPOCH.plusSeconds(1));
  }

  @Test
  void onlyTheLastHundredAreKept() {
    for (int i = 0; i < 101; i++) {
      store.made("db", plan("DDL " + i), Instant.EPOCH);
    }

    assertThat(store.all()).hasSize(100);
    assertThat(store.all().get(0).plan().ddl()).containsExactly("DDL 1");
  }

  private static RepairPlan plan(String ddl) {
    return RepairPlan.builder()
        .newTable(name("public.a"))
        .statement(PlannedStatement.creating(name("public.a"), ddl))
        .hazard(Hazard.of(Hazard.Kind.LEFT_OUT, "index x"))
        .build();
  }
}
