package io.schemamedic.engine.plan;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plan says what it would do to others. */
class PlanHazardsTest {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read(
          "test.sql",
          """
          CREATE TABLE parents (id int PRIMARY KEY);
          CREATE TABLE items (id serial, parent int REFERENCES parents);
          CREATE SEQUENCE numbers;
          CREATE TABLE numbered (id int DEFAULT nextval('numbers'));
          ALTER SEQUENCE numbers OWNED BY numbered.id;
          CREATE TABLE indexed (id int);
          CREATE INDEX by_id ON indexed (id);
          CREATE TABLE orders (
            id int, made_at timestamptz DEFAULT now(), state text DEFAULT 'new', parent int
            REFERENCES parents);
          CREATE INDEX by_state ON orders (state);
          """);

  @Test
  void missingParentIsCreated() {
    assertThat(ofTable(new TestCatalog(), "public.items", null))
        .contains("creates_parent public.parents");
  }

  @Test
  void parentThatIsThereIsLocked() {
    assertThat(ofTable(new TestCatalog().table("public.parents", "id"), "public.items", null))
        .contains("locks_referenced_table public.parents")
        .doesNotContain("creates_parent public.parents");
  }

  @Test
  void numbersOfANewTableStartAnew() {
    assertThat(ofTable(new TestCatalog(), "public.items", null))
        .contains("sequence_starts_anew public.items.id");
    assertThat(ofTable(new TestCatalog(), "public.numbered", null))
        .anyMatch(hazard -> hazard.startsWith("sequence_starts_anew public.number"));
  }

  @Test
  void indexOfANewTableIsBuilt() {
    assertThat(ofTable(new TestCatalog(), "public.indexed", null))
        .singleElement()
        .asString()
        .startsWith("builds_index public.indexed: CREATE INDEX by_id");
  }

  @Test
  void otherRoleGrants() {
    assertThat(ofTable(new TestCatalog(), "public.parents", Identifier.of("app")))
        .containsExactly("grants_to_service public.parents to app");
    assertThat(ofTable(new TestCatalog(), "public.parents", null)).isEmpty();
  }

  @Test
  void computedDefaultOfANewColumnIsSaid() {
    assertThat(ofColumn("made_at")).contains("computed_default public.orders.made_at");
  }

  @Test
  void constantDefaultIsNone() {
    assertThat(ofColumn("state"))
        .containsExactlyInAnyOrder(
            "left_out public.orders: index by_state",
            "brief_exclusive_lock public.orders",
            "cached_plans_fail_once public.orders");
  }

  @Test
  void foreignKeyOfANewColumnLocksTheParent() {
    assertThat(ofColumn("parent")).contains("locks_referenced_table public.parents");
  }

  private static List<String> ofTable(
      TestCatalog catalog, String table, @Nullable Identifier grantee) {
    return hazards(
        new Planner(DECLARED, catalog.snapshot(), true, grantee)
            .missingTable(Objects.requireNonNull(DECLARED.table(name(table)))));
  }

  private static List<String> ofColumn(String column) {
    TestCatalog catalog =
        new TestCatalog().table("public.orders", "id").table("public.parents", "id");
    return hazards(
        new Planner(DECLARED, catalog.snapshot(), false, null)
            .missingColumn(
                Objects.requireNonNull(DECLARED.table(name("public.orders"))),
                Identifier.of(column)));
  }

  private static List<String> hazards(PlanResult result) {
    return Objects.requireNonNull(result.plan()).hazards().stream().map(Hazard::toString).toList();
  }
}
