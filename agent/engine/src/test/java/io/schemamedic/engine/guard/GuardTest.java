package io.schemamedic.engine.guard;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule refuses by itself what all others let pass. */
class GuardTest {
  private final TestCatalog catalog = new TestCatalog().table("public.orders", "id");
  private List<RelationPattern> allow = patterns("public.*");
  private List<RelationPattern> deny = patterns();
  private History history = new History(Set.of(), RepairCounts.none(), false);
  private Set<Hazard.Kind> refusedHazards = Set.of();
  private boolean recreateDisappeared;

  @Test
  void whatNoRuleSpeaksAgainstIsAllowed() {
    assertThat(decide(newTable("public.items")).isAllowed()).isTrue();
    assertThat(decide(newColumn("public.orders", "note")).isAllowed()).isTrue();
  }

  @Test
  void emptyAllowListAllowsNothing() {
    allow = patterns();

    refused(newTable("public.items"), Reason.NOT_ALLOWED, "public.items");
    refused(newColumn("public.orders", "note"), Reason.NOT_ALLOWED, "public.orders");
  }

  @Test
  void everyTableOfThePlanHasToBeAllowed() {
    allow = patterns("public.items");

    refused(newTable("public.items", "public.parents"), Reason.NOT_ALLOWED, "public.parents");
  }

  @Test
  void deniedByTheOwnerIsRefusedEvenIfNamedExactlyInAllow() {
    allow = patterns("public.items");
    deny = patterns("public.it*");

    refused(newTable("public.items"), Reason.DENIED, "public.items");
  }

  @Test
  void builtInDenyListHoldsAgainstAWildcard() {
    refused(newTable("public.auth_tokens"), Reason.DENIED, "public.auth_tokens");
  }

  @Test
  void builtInDenyListYieldsToAnExactName() {
    allow = patterns("public.auth_tokens");

    assertThat(decide(newTable("public.auth_tokens")).isAllowed()).isTrue();
  }

  @Test
  void exactNameOfAnotherTableDoesNotSetTheDenyListAside() {
    allow = patterns("public.*", "public.items");

    refused(newTable("public.auth_tokens"), Reason.DENIED, "public.auth_tokens");
  }

  @Test
  void standbyIsRefused() {
    catalog.inRecovery();

    refused(newTable("public.items"), Reason.STANDBY, "in recovery");
  }

  @Test
  void readOnlyServerIsRefused() {
    catalog.readOnly();

    refused(newTable("public.items"), Reason.STANDBY, "read-only");
  }

  @ParameterizedTest
  @CsvSource({
    "VIEW, view",
    "FOREIGN_TABLE, foreign_table",
    "PARTITION, partition",
    "INHERITANCE, inheritance",
    "EXTENSION_OWNED, extension_owned",
    "ROW_SECURITY, row_security",
    "PUBLISHED, published",
  })
  void traitsThatForbidAnAlteration(Trait trait, String reason) {
    catalog.tableThatIs(trait, "public.special", "id");

    assertThat(decide(newColumn("public.special", "note")).reason().code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"ORDINARY_TABLE, not_a_table", "OWNED, not_owner"})
  void traitsWithoutWhichThereIsNoAlteration(Trait trait, String reason) {
    catalog.tableThatIsNot(trait, "public.special", "id");

    assertThat(decide(newColumn("public.special", "note")).reason().code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "VIEW, view",
    "FOREIGN_TABLE, foreign_table",
    "PARTITION, partition",
    "INHERITANCE, inheritance",
  })
  void traitsThatForbidAForeignKeyToATable(Trait trait, String reason) {
    catalog.tableThatIs(trait, "public.special", "id");

    assertThat(decide(newTableReferring("public.special")).reason().code()).isEqualTo(reason);
  }

  @Test
  void foreignKeyNeedsATableThatIsStillThere() {
    assertThat(decide(newTableReferring("public.orders")).isAllowed()).isTrue();
    refused(newTableReferring("public.gone"), Reason.STALE_PLAN, "public.gone");
  }

  private static RepairPlan newTableReferring(String parent) {
    return RepairPlan.builder()
        .newTable(name("public.items"))
        .referencedTable(name(parent))
        .build();
  }

  @Test
  void tableThatIsGoneMakesThePlanStale() {
    refused(newColumn("public.gone", "note"), Reason.STALE_PLAN, "public.gone");
  }

  @Test
  void logicalSlotForbidsEveryChange() {
    catalog.logicalSlot();

    assertThat(decide(newTable("public.items")).reason()).isEqualTo(Reason.PUBLISHED);
    assertThat(decide(newColumn("public.orders", "note")).reason()).isEqualTo(Reason.PUBLISHED);
  }

  @Test
  void newTableThatWouldBePublishedIsRefused() {
    catalog.newTablesPublished();

    assertThat(decide(newTable("public.items")).reason()).isEqualTo(Reason.PUBLISHED);
    assertThat(decide(newColumn("public.orders", "note")).isAllowed()).isTrue();
  }

  @Test
  void newTableNeedsItsSchema() {
    catalog.withoutSchema("public");

    refused(newTable("public.items"), Reason.NO_SCHEMA, "public");
  }

  @Test
  void newTableNeedsCreateOnItsSchema() {
    catalog.schema("public", true, false);

    refused(newTable("public.items"), Reason.NO_PRIVILEGE, "public");
  }

  @Test
  void newColumnNeedsNoRightOnTheSchema() {
    catalog.schema("public", true, false);

    assertThat(decide(newColumn("public.orders", "note")).isAllowed()).isTrue();
  }

  @Test
  void tableThatWasThereIsNotRecreated() {
    history =
        new History(Set.of(History.key(name("public.items"), null)), RepairCounts.none(), false);

    refused(newTable("public.items"), Reason.DISAPPEARED, "public.items");
  }

  @Test
  void columnThatWasThereIsNotRecreated() {
    history =
        new History(
            Set.of(History.key(name("public.orders"), Identifier.of("note"))),
            RepairCounts.none(),
            false);

    refused(newColumn("public.orders", "note"), Reason.DISAPPEARED, "public.orders.note");
    assertThat(decide(newColumn("public.orders", "other")).isAllowed()).isTrue();
  }

  @Test
  void tableThatWasThereMayGetANewColumn() {
    history =
        new History(Set.of(History.key(name("public.orders"), null)), RepairCounts.none(), false);

    assertThat(decide(newColumn("public.orders", "note")).isAllowed()).isTrue();
  }

  @Test
  void ownerMayWantBackWhatDisappeared() {
    history =
        new History(Set.of(History.key(name("public.items"), null)), RepairCounts.none(), false);
    recreateDisappeared = true;

    assertThat(decide(newTable("public.items")).isAllowed()).isTrue();
  }

  @Test
  void keysOfNamesWithDotsDoNotCollide() {
    assertThat(History.key(name("a.b"), Identifier.of("c")))
        .isNotEqualTo(History.key(name("a.b.c"), null));
  }

  @Test
  void openBreakerRefuses() {
    history = new History(Set.of(), RepairCounts.none(), true);

    refused(newTable("public.items"), Reason.BREAKER_OPEN, "");
  }

  @Test
  void budgetOfTheDatabaseIsSpentAtTheMaximum() {
    counts(9, 0, Map.of());
    assertThat(decide(newTable("public.items")).isAllowed()).isTrue();

    counts(10, 0, Map.of());
    refused(
        newTable("public.items"),
        Reason.BUDGET_SPENT,
        "database: 10 in the last hour, repair.max-per-hour");
  }

  @Test
  void budgetOfTheProcessIsSpentAtTheMaximum() {
    counts(0, 29, Map.of());
    assertThat(decide(newTable("public.items")).isAllowed()).isTrue();

    counts(0, 30, Map.of());
    refused(
        newTable("public.items"),
        Reason.BUDGET_SPENT,
        "process: 30 in the last hour, repair.max-per-process");
  }

  @Test
  void budgetOfATableIsSpentByItsColumnsAsWell() {
    counts(3, 3, Map.of(name("public.orders"), 2, name("public.others"), 3));
    assertThat(decide(newColumn("public.orders", "note")).isAllowed()).isTrue();

    counts(3, 3, Map.of(name("public.orders"), 3));
    refused(
        newColumn("public.orders", "note"),
        Reason.BUDGET_SPENT,
        "public.orders: 3 in the last hour, repair.max-per-object");
    assertThat(decide(newTable("public.items")).isAllowed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Hazard.Kind.class)
  void hazardThatTheOwnerRefusesIsRefused(Hazard.Kind kind) {
    RepairPlan plan =
        RepairPlan.builder()
            .newTable(name("public.items"))
            .statement(PlannedStatement.creating(name("public.items"), "CREATE"))
            .hazard(Hazard.of(kind, "public.parents"))
            .build();
    assertThat(decide(plan).isAllowed()).isTrue();

    refusedHazards = EnumSet.of(kind);
    refused(plan, Reason.HAZARD_REFUSED, kind.code() + " public.parents");

    refusedHazards = EnumSet.complementOf(EnumSet.of(kind));
    assertThat(decide(plan).isAllowed()).isTrue();
  }

  @Test
  void exactNameDoesNotSetARefusedHazardAside() {
    allow = patterns("public.items");
    refusedHazards = EnumSet.of(Hazard.Kind.COMPUTED_DEFAULT);

    assertThat(
            decide(
                    RepairPlan.builder()
                        .newTable(name("public.items"))
                        .hazard(Hazard.of(Hazard.Kind.COMPUTED_DEFAULT, "public.items.at"))
                        .build())
                .reason())
        .isEqualTo(Reason.HAZARD_REFUSED);
  }

  @Test
  void targetOfASubscriptionIsRefusedAndSaid() {
    catalog.tableThatIs(Trait.SUBSCRIBED, "public.copy", "id");

    refused(
        newColumn("public.copy", "note"),
        Reason.PUBLISHED,
        "public.copy is the target of a subscription");
  }

  private void counts(int inDatabase, int inProcess, Map<RelationName, Integer> ofRelation) {
    history = new History(Set.of(), new RepairCounts(inDatabase, inProcess, ofRelation), false);
  }

  private void refused(RepairPlan plan, Reason reason, String detail) {
    GuardDecision decision = decide(plan);
    assertThat(decision.isAllowed()).isFalse();
    assertThat(decision.reason()).isEqualTo(reason);
    assertThat(decision.detail()).isEqualTo(detail);
  }

  private GuardDecision decide(RepairPlan plan) {
    Policy policy =
        new Policy(allow, deny, refusedHazards, new RepairBudget(10, 3, 30), recreateDisappeared);
    return Guard.decide(new GuardInput(plan, catalog.snapshot(), policy, history));
  }

  private static RepairPlan newTable(String... names) {
    RepairPlan.Builder plan = RepairPlan.builder();
    for (String table : names) {
      plan.newTable(name(table)).statement(PlannedStatement.creating(name(table), "CREATE"));
    }
    return plan.build();
  }

  private static RepairPlan newColumn(String table, String column) {
    return RepairPlan.builder()
        .newColumns(name(table), Set.of(Identifier.of(column)))
        .statement(PlannedStatement.altering(name(table), "ALTER", "ALTER"))
        .build();
  }

  private static List<RelationPattern> patterns(String... texts) {
    List<RelationPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(RelationPattern.parse(text));
    }
    return patterns;
  }
}
