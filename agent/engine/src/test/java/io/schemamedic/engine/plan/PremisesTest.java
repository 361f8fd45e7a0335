package io.schemamedic.engine.plan;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan holds exactly as long as the catalog says what it was decided on. */
class PremisesTest {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read(
          "test.sql",
          "CREATE TABLE parents (id int PRIMARY KEY);"
              + "CREATE TABLE orders (id int, note text);"
              + "CREATE TABLE items (id int, parent int REFERENCES parents)");

  @Test
  void planHoldsOnTheSameCatalog() {
    assertThat(columnHolds(catalog -> catalog)).isTrue();
    assertThat(tableHolds(catalog -> catalog)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Trait.class)
  void everyTraitOfTheAlteredTableCounts(Trait trait) {
    boolean usual = trait == Trait.ORDINARY_TABLE || trait == Trait.OWNED || trait == Trait.VISIBLE;

    assertThat(
            columnHolds(
                catalog ->
                    usual
                        ? catalog.tableThatIsNot(trait, "public.orders", "id")
                        : catalog.tableThatIs(trait, "public.orders", "id")))
        .isFalse();
  }

  @Test
  void tableThatWasMadeAnewIsAnother() {
    assertThat(
            columnHolds(
                catalog ->
                    new TestCatalog().table("public.parents", "id").table("public.orders", "id")))
        .isFalse();
  }

  @Test
  void columnOfTheAlteredTableCounts() {
    assertThat(columnHolds(catalog -> catalog.table("public.orders", "id", "undeclared")))
        .isFalse();
  }

  @Test
  void droppedColumnsCountOnlyAtTheLimit() {
    assertThat(columnHolds(catalog -> catalog.tableWithAttributes(1499, "public.orders", "id")))
        .isTrue();
    assertThat(columnHolds(catalog -> catalog.tableWithAttributes(1500, "public.orders", "id")))
        .isFalse();
  }

  @Test
  void otherTablesDoNotCount() {
    assertThat(columnHolds(catalog -> catalog.table("public.others", "id"))).isTrue();
  }

  @Test
  void namesakeCounts() {
    assertThat(columnHolds(catalog -> catalog.table("other.orders", "id"))).isFalse();
    assertThat(tableHolds(catalog -> catalog.table("public.Items", "id"))).isFalse();
  }

  @Test
  void newTableThatIsThereCounts() {
    assertThat(tableHolds(catalog -> catalog.table("public.items", "id"))).isFalse();
  }

  @Test
  void parentThatIsSomethingElseByNowCounts() {
    assertThat(tableHolds(catalog -> catalog.tableThatIs(Trait.PARTITION, "public.parents", "id")))
        .isFalse();
  }

  @Test
  void columnOfTheParentDoesNotCount() {
    assertThat(tableHolds(catalog -> catalog.table("public.parents", "id", "more"))).isTrue();
  }

  @Test
  void rightToCreateCountsForNewTablesOnly() {
    assertThat(tableHolds(catalog -> catalog.schema("public", true, false))).isFalse();
    assertThat(tableHolds(catalog -> catalog.withoutSchema("public"))).isFalse();
    assertThat(columnHolds(catalog -> catalog.schema("public", true, false))).isTrue();
  }

  @Test
  void publicationOfNewTablesCountsForNewTablesOnly() {
    assertThat(tableHolds(TestCatalog::newTablesPublished)).isFalse();
    assertThat(columnHolds(TestCatalog::newTablesPublished)).isTrue();
  }

  @Test
  void logicalSlotCounts() {
    assertThat(tableHolds(TestCatalog::logicalSlot)).isFalse();
    assertThat(columnHolds(TestCatalog::logicalSlot)).isFalse();
  }

  @Test
  void serverThatTakesNoWritesCounts() {
    assertThat(columnHolds(TestCatalog::inRecovery)).isFalse();
    assertThat(columnHolds(TestCatalog::readOnly)).isFalse();
  }

  @Test
  void serverAndRoleCount() {
    assertThat(columnHolds(catalog -> catalog.systemIdentifier("8"))).isFalse();
    assertThat(columnHolds(catalog -> catalog.currentUser("other"))).isFalse();
  }

  @Test
  void neighbourOfAnotherNameDoesNotCount() {
    assertThat(columnHolds(catalog -> catalog.table("other.order", "id"))).isTrue();
  }

  @Test
  void searchPathCounts() {
    assertThat(columnHolds(catalog -> catalog.searchPath("other", "public"))).isFalse();
  }

  @Test
  void planThatRestsOnNothingNeverHolds() {
    RepairPlan plan = RepairPlan.builder().newTable(name("public.items")).build();

    assertThat(plan.catalogFingerprint()).isEmpty();
    assertThat(plan.restsOn(catalog().snapshot())).isFalse();
  }

  @Test
  void bothFingerprintsAreApart() {
    RepairPlan plan = newTable(catalog());

    assertThat(plan.catalogFingerprint()).matches("[0-9a-f]{16}").isNotEqualTo(plan.fingerprint());
    assertThat(newTable(catalog().table("other.items")).fingerprint())
        .isEqualTo(plan.fingerprint());
  }

  private static TestCatalog catalog() {
    return new TestCatalog().table("public.orders", "id").table("public.parents", "id");
  }

  private static boolean columnHolds(UnaryOperator<TestCatalog> meanwhile) {
    RepairPlan plan =
        new Planner(DECLARED, catalog().snapshot(), true, null)
            .missingColumn(
                Objects.requireNonNull(DECLARED.table(name("public.orders"))),
                Identifier.of("note"))
            .plan();
    return Objects.requireNonNull(plan).restsOn(meanwhile.apply(catalog()).snapshot());
  }

  private static boolean tableHolds(UnaryOperator<TestCatalog> meanwhile) {
    return newTable(catalog()).restsOn(meanwhile.apply(catalog()).snapshot());
  }

  private static RepairPlan newTable(TestCatalog catalog) {
    return Objects.requireNonNull(
        new Planner(DECLARED, catalog.snapshot(), true, null)
            .missingTable(Objects.requireNonNull(DECLARED.table(name("public.items"))))
            .plan());
  }
}
