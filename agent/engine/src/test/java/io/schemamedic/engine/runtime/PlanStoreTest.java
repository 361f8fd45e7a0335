package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome;
import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.TestCatalog;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class PlanStoreTest {
  private static final String DDL = "CREATE TABLE public.\"a\"";

  private final TestClock clock = new TestClock();
  private final PlanStore store = new PlanStore(Duration.ofMinutes(5), clock);
  private final MonitoredDatabase one = database("one");
  private final MonitoredDatabase two = database("two");

  @Test
  void planThatWaitsIsShownWhole() {
    RepairPlan plan = plan(DDL, "index x");

    String id = waits(one, plan);

    assertThat(id).endsWith(plan.fingerprint());
    assertThat(store.toJson())
        .isEqualTo(
            "{\"plans\":[{\"id\":\""
                + id
                + "\",\"database\":\"one:5432/shop\",\"relation\":\"public.a\",\"columns\":[],"
                + "\"made\":\"1969-12-31T23:59:55Z\",\"expires\":\"1970-01-01T00:04:55Z\","
                + "\"state\":\"waiting\",\"ddl\":[\"CREATE TABLE public.\\\"a\\\"\"],"
                + "\"hazards\":[\"left_out index x\"],\"pendingMigrations\":[],"
                + "\"incident\":\"i-1\",\"reason\":\"propose_mode\",\"advice\":\""
                + Reason.PROPOSE_MODE.advice()
                + "\"}]}");
  }

  @Test
  void emptyStoreIsAnEmptyList() {
    assertThat(store.toJson()).isEqualTo("{\"plans\":[]}");
  }

  @Test
  void planIsHandedOutOnce() {
    String id = waits(one, plan(DDL));

    assertThat(store.claim(id, false, "cli").refusal()).isNull();
    assertThat(store.claim(id, false, "http 127.0.0.1").refusal()).isEqualTo(Reason.PLAN_DECIDED);
  }

  @Test
  void planThatWasRunIsNotHandedOutAgain() {
    String id = waits(one, plan(DDL));
    KnownPlan claimed = store.claim(id, false, "cli").plan();
    store.decided(
        claimed, claimed.ended(KnownPlan.State.REPAIRED, Reason.REPAIRED, "", clock.now()));

    PlanClaim replay = store.claim(id, false, "cli");

    assertThat(replay.refusal()).isEqualTo(Reason.PLAN_DECIDED);
    assertThat(replay.detail()).isEqualTo("repaired");
  }

  @Test
  void planThatCouldNotBeTriedIsHandedOutAgain() {
    String id = waits(one, plan(DDL));
    KnownPlan claimed = store.claim(id, false, "cli").plan();

    assertThat(PlanText.linesOf(claimed)).noneMatch(line -> line.contains("last answer"));
    store.decided(claimed, claimed.waitsOn(Reason.LOCK_TIMEOUT, ""));

    assertThat(PlanText.linesOf(store.waiting().get(0)))
        .containsExactly(
            id + " public.a in one:5432/shop, until 1970-01-01T00:04:55Z, incident i-1",
            "    " + DDL + ";",
            "  last answer lock_timeout");
    assertThat(store.claim(id, false, "cli").refusal()).isNull();
  }

  @Test
  void planExpires() {
    String id = waits(one, plan(DDL));

    clock.pass(Duration.ofMinutes(5));

    assertThat(store.claim(id, false, "cli").refusal()).isEqualTo(Reason.PLAN_EXPIRED);
    assertThat(store.waiting()).isEmpty();
    assertThat(store.toJson()).contains("\"state\":\"expired\"", "\"reason\":\"plan_expired\"");
  }

  @Test
  void samePlanSeenAgainWaitsLongerUnderItsId() {
    String id = waits(one, plan(DDL));
    clock.pass(Duration.ofMinutes(4));

    waits(one, plan(DDL));
    clock.pass(Duration.ofMinutes(4));

    assertThat(store.all()).hasSize(1);
    assertThat(store.claim(id, false, "cli").refusal()).isNull();
  }

  /** Who has read the first one has not read the second. */
  @Test
  void sameDdlWithAnotherHazardIsAnotherPlan() {
    String first = waits(one, plan(DDL));

    waits(one, plan(DDL, "index x"));

    assertThat(store.claim(first, false, "cli").refusal()).isEqualTo(Reason.STALE_PLAN);
    assertThat(store.waiting())
        .singleElement()
        .satisfies(second -> assertThat(second.id()).isNotEqualTo(first));
  }

  @Test
  void samePlanOfAnotherDatabaseHasAnIdOfItsOwn() {
    waits(one, plan(DDL));
    waits(two, plan(DDL));

    assertThat(store.all()).extracting(KnownPlan::database).containsExactly(two, one);
    assertThat(store.all()).extracting(KnownPlan::id).doesNotHaveDuplicates();
  }

  /** Whoever has read the one of the first database must not run that of the second. */
  @Test
  void idThatWasReadNamesNoOtherPlanInAProcessThatBeganAnew() {
    String read = waits(one, plan(DDL));
    PlanStore anew = new PlanStore(Duration.ofMinutes(5), clock);

    anew.waits(two, origin(), plan(DDL));
    anew.waits(one, origin(), plan(DDL, "index x"));

    assertThat(anew.waiting()).hasSize(2);
    assertThat(anew.claim(read, false, "http").refusal()).isEqualTo(Reason.PLAN_UNKNOWN);
  }

  /** A replayed approval of the first must not run it once more. */
  @Test
  void planMadeAnewAfterItWasRunHasAnotherId() {
    String first = waits(one, plan(DDL));
    KnownPlan claimed = store.claim(first, false, "cli").plan();
    store.decided(
        claimed, claimed.ended(KnownPlan.State.REPAIRED, Reason.REPAIRED, "", clock.now()));

    waits(one, plan(DDL));

    assertThat(store.claim(first, false, "cli").refusal()).isEqualTo(Reason.PLAN_DECIDED);
    assertThat(store.waiting()).hasSize(1);
  }

  @Test
  void beginningOfAnIdWillDoIfItIsLongEnoughAndTheOnlyOne() {
    String id = waits(one, plan(DDL));

    assertThat(store.find(id.substring(0, 6), true)).isNotNull();
    assertThat(store.find(id.substring(0, 5), true)).isNull();
    assertThat(store.find(id.substring(0, 6), false)).isNull();
    assertThat(store.find("", true)).isNull();
    assertThat(store.find("zzzzzz", true)).isNull();
  }

  @Test
  void samePlanOfTheSameDatabaseThroughAnotherPoolEndsWithIt() {
    String first = waits(one, plan(DDL));
    waits(two, plan(DDL));
    KnownPlan claimed = store.claim(first, false, "cli").plan();

    store.added(claimed);

    assertThat(store.waiting()).isEmpty();
    assertThat(store.all().get(0).reason()).isEqualTo(Reason.ALREADY_PRESENT);
  }

  @Test
  void planRunByACallIsDoneAndNeverHandedOut() {
    RepairPlan plan = plan(DDL);
    store.begins(one, origin(), plan, "call");
    String id = store.all().get(0).id();
    assertThat(store.claim(id, false, "cli").refusal()).isEqualTo(Reason.PLAN_DECIDED);

    store.ended(one, plan, RepairOutcome.repaired());

    assertThat(store.claim(id, false, "cli").refusal()).isEqualTo(Reason.PLAN_DECIDED);
    assertThat(store.toJson()).contains("\"state\":\"done\"", "\"by\":\"call\"");
  }

  @Test
  void onlyAHundredAreKeptAndDecidedOnesGoFirst() {
    waits(one, plan("DDL first"));
    for (int i = 0; i < PlanStore.CAPACITY - 1; i++) {
      RepairPlan plan = plan("DDL " + i);
      store.begins(one, origin(), plan, "call");
      store.ended(one, plan, RepairOutcome.repaired());
    }

    waits(one, plan("DDL last"));

    assertThat(store.all()).hasSize(PlanStore.CAPACITY);
    assertThat(store.waiting())
        .extracting(known -> known.plan().ddl().get(0))
        .containsExactly("DDL last", "DDL first");
  }

  /** However long it takes, its end finds it again. */
  @Test
  void planThatRunsIsNeverPushedOut() {
    String id = waits(one, plan(DDL));
    store.claim(id, false, "cli");

    for (int i = 0; i < 2 * PlanStore.CAPACITY; i++) {
      waits(one, plan("DDL " + i));
    }

    assertThat(store.claim(id, false, "cli").detail()).isEqualTo("running");
  }

  @Test
  void manyAlikeDoNotPushOutAnother() {
    waits(two, plan("DDL of another"));

    for (int i = 0; i < 2 * PlanStore.CAPACITY; i++) {
      waits(database("one"), plan(DDL));
    }

    assertThat(store.waiting())
        .hasSize(PlanStore.CAPACITY)
        .anyMatch(known -> known.plan().ddl().contains("DDL of another"));
  }

  @Test
  void planWhoseTableIsSeenWaitsNoLongerButOnlyWhereItWasSeen() {
    waits(one, plan(DDL));
    waits(two, plan(DDL));
    List<RelationName> read = List.of(name("public.a"));

    store.saw(one, "", new TestCatalog().snapshot(), read);
    store.saw(one, "", new TestCatalog().table("public.a", "id").snapshot(), List.of());
    store.saw(one, "other", new TestCatalog().table("public.a", "id").snapshot(), read);
    assertThat(store.waiting()).hasSize(2);

    store.saw(one, "", new TestCatalog().table("public.a", "id").snapshot(), read);

    assertThat(store.waiting()).extracting(KnownPlan::database).containsExactly(two);
    assertThat(store.toJson()).contains("\"detail\":\"a check has found it there\"");
  }

  private String waits(MonitoredDatabase database, RepairPlan plan) {
    store.waits(database, origin(), plan);
    return store.all().get(0).id();
  }

  private static PlanOrigin origin() {
    return PlanOrigin.of(new DriftCause("i-1", name("public.a"), List.of()));
  }

  private MonitoredDatabase database(String host) {
    ServiceTarget target =
        new ServiceTarget(
            "jdbc:postgresql://" + host + ":5432/shop", "shop", null, getClass().getClassLoader());
    return new MonitoredDatabase(target, new RecentRepairs(), clock);
  }

  private static RepairPlan plan(String ddl, String... leftOut) {
    RepairPlan.Builder plan =
        RepairPlan.builder()
            .newTable(name("public.a"))
            .statement(PlannedStatement.creating(name("public.a"), ddl));
    for (String each : leftOut) {
      plan.hazard(Hazard.of(Hazard.Kind.LEFT_OUT, each));
    }
    return plan.build();
  }
}
