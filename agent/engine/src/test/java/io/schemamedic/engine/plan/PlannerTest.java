package io.schemamedic.engine.plan;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private final TestCatalog catalog = new TestCatalog();
  private boolean wholeRelation = true;
  private @Nullable Identifier grantee;

  @Test
  void missingTableIsCreatedWithItsConstraintsAndIndexes() {
    RepairPlan plan =
        planned(
            table(
                """
                CREATE TABLE orders (
                  id bigint PRIMARY KEY,
                  state varchar(10) NOT NULL DEFAULT 'new' CHECK (state <> ''),
                  note text UNIQUE);
                CREATE INDEX orders_state ON orders (state);
                """,
                "public.orders"));

    assertThat(plan.ddl()).hasSize(2);
    assertThat(plan.ddl().get(0))
        .startsWith("CREATE TABLE public.orders (")
        .contains("PRIMARY KEY", "CHECK", "UNIQUE", "DEFAULT 'new'", "NOT NULL");
    assertThat(plan.ddl().get(1)).startsWith("CREATE INDEX orders_state ON public.orders ");
    assertThat(plan.newTables()).containsExactly(name("public.orders"));
    assertThat(plan.newColumns()).isEmpty();
    assertThat(plan.referencedTables()).isEmpty();
    assertThat(plan.hazards()).extracting(Hazard::kind).containsOnly(Hazard.Kind.BUILDS_INDEX);
    assertThat(plan.statements()).allMatch(statement -> statement.twinDdl() == null);
  }

  @Test
  void missingParentsComeFirst() {
    RepairPlan plan =
        planned(
            table(
                """
                CREATE TABLE c (id int PRIMARY KEY, b int REFERENCES b (id), a int REFERENCES a);
                CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a (id));
                CREATE TABLE a (id int PRIMARY KEY);
                """,
                "public.c"));

    assertThat(plan.newTables())
        .containsExactly(name("public.a"), name("public.b"), name("public.c"));
    assertThat(plan.ddl())
        .extracting(ddl -> ddl.substring(0, 21))
        .containsExactly("CREATE TABLE public.a", "CREATE TABLE public.b", "CREATE TABLE public.c");
  }

  @Test
  void parentThatExistsIsLocked() {
    catalog.table("public.a", "id");

    RepairPlan plan =
        planned(
            table(
                """
                CREATE TABLE a (id int PRIMARY KEY);
                CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a (id));
                """,
                "public.b"));

    assertThat(plan.newTables()).containsExactly(name("public.b"));
    assertThat(plan.referencedTables()).containsExactly(name("public.a"));
    assertThat(plan.hazards())
        .extracting(Hazard::toString)
        .containsExactly("locks_referenced_table public.a");
  }

  @Test
  void tableMayReferToItself() {
    RepairPlan plan =
        planned(
            table("CREATE TABLE a (id int PRIMARY KEY, parent int REFERENCES a (id))", "public.a"));

    assertThat(plan.newTables()).containsExactly(name("public.a"));
    assertThat(plan.referencedTables()).isEmpty();
  }

  @Test
  void parentThatIsNeitherThereNorDeclaredIsRefused() {
    refused(
        table("CREATE TABLE b (id int, a int REFERENCES a (id))", "public.b"),
        Reason.MISSING_PARENT,
        "public.a");
  }

  @Test
  void tablesThatReferToEachOtherAreRefused() {
    assertThat(
            table(
                    """
                    CREATE TABLE a (id int PRIMARY KEY, b int);
                    CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a (id));
                    ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b (id);
                    """,
                    "public.a")
                .reason())
        .isEqualTo(Reason.UNSUPPORTED_DEFINITION);
  }

  @Test
  void parentThatIsUnfitMakesTheChildUnfit() {
    assertThat(
            table(
                    """
                    CREATE TABLE a (id int PRIMARY KEY);
                    ALTER TABLE a ENABLE ROW LEVEL SECURITY;
                    CREATE TABLE b (id int, a int REFERENCES a (id));
                    """,
                    "public.b")
                .reason())
        .isEqualTo(Reason.ROW_SECURITY);
  }

  @Test
  void partitionedTableIsNotSupported() {
    assertThat(table("CREATE TABLE a (id int) PARTITION BY RANGE (id)", "public.a").reason())
        .isEqualTo(Reason.UNSUPPORTED_DEFINITION);
  }

  @ParameterizedTest
  @CsvSource({"%s, id, id_x", "orders, %s, id_x"})
  void namesThatWouldBeCutAreRefused(String tableName, String column, String index) {
    String longName = "n".repeat(64);
    DeclaredTable declared =
        DeclaredTable.builder(name("public." + tableName.formatted(longName)), "test")
            .column(
                io.schemamedic.engine.schema.DeclaredColumn.of(
                    Identifier.of(column.formatted(longName)), "int"))
            .build();

    PlanResult result =
        new Planner(DeclaredSchema.builder().build(), catalog.snapshot(), wholeRelation, grantee)
            .missingTable(declared);

    refused(result, Reason.IDENTIFIER_TOO_LONG, longName);
  }

  @Test
  void columnOfAUniqueIndexIsRefused() {
    catalog.table("public.orders", "id");

    refused(
        column(
            "CREATE TABLE orders (id int, code int); CREATE UNIQUE INDEX ON orders (code)", "code"),
        Reason.WOULD_SCAN,
        "public.orders.code");
  }

  @Test
  void columnOfATableThatIsNotWhollyUnderstoodIsRefused() {
    catalog.table("public.orders", "id");

    refused(
        column("CREATE TABLE orders (id int, code int) INHERITS (elder)", "code"),
        Reason.UNSUPPORTED_DEFINITION,
        "public.orders.code");
  }

  @Test
  void tableWithTriggersIsRefused() {
    refused(
        table(
            "CREATE TABLE orders (id int);"
                + "CREATE TRIGGER t AFTER INSERT ON orders EXECUTE FUNCTION f()",
            "public.orders"),
        Reason.UNSUPPORTED_DEFINITION,
        "public.orders: its triggers are not created");
  }

  @Test
  void namesThatTheServerHasCutAreRefused() {
    String cut = "n".repeat(63);
    String script = "CREATE TABLE orders (id int, " + cut + "nn int)";

    refused(
        table("CREATE TABLE " + cut + "n (id int)", "public." + cut),
        Reason.IDENTIFIER_TOO_LONG,
        cut);
    refused(table(script, "public.orders"), Reason.IDENTIFIER_TOO_LONG, cut);
  }

  @Test
  void ownedSequenceComesBeforeItsTableAndIsOwnedAfterIt() {
    RepairPlan plan =
        planned(
            table(
                """
                CREATE SEQUENCE order_numbers START 100 INCREMENT 5;
                CREATE TABLE orders (id bigint DEFAULT nextval('order_numbers') PRIMARY KEY);
                ALTER SEQUENCE order_numbers OWNED BY orders.id;
                """,
                "public.orders"));

    assertThat(plan.ddl()).hasSize(3);
    assertThat(plan.ddl().get(0)).startsWith("CREATE SEQUENCE public.order_numbers");
    assertThat(plan.ddl().get(1)).startsWith("CREATE TABLE public.orders");
    assertThat(plan.ddl().get(2))
        .isEqualTo("ALTER SEQUENCE public.order_numbers OWNED BY public.orders.id");
  }

  @Test
  void otherRoleGrantsWhatTheServiceNeeds() {
    grantee = Identifier.of("Chat App");

    RepairPlan plan = planned(table("CREATE TABLE orders (id int)", "public.orders"));

    assertThat(plan.ddl())
        .last()
        .isEqualTo("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.orders TO \"Chat App\"");
  }

  @Test
  void otherRoleGrantsTheSequencesToo() {
    grantee = Identifier.of("app");

    RepairPlan plan =
        planned(
            table(
                """
                CREATE SEQUENCE numbers;
                CREATE TABLE orders (
                  id serial, number int DEFAULT nextval('numbers'),
                  other int GENERATED ALWAYS AS IDENTITY);
                ALTER SEQUENCE numbers OWNED BY orders.number;
                """,
                "public.orders"));

    assertThat(plan.ddl())
        .filteredOn(ddl -> ddl.startsWith("GRANT"))
        .containsExactly(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.orders TO app",
            "GRANT USAGE, SELECT ON SEQUENCE public.orders_id_seq TO app",
            "GRANT USAGE, SELECT ON SEQUENCE public.numbers TO app");
  }

  @Test
  void missingColumnIsAddedWithItsTwin() {
    catalog.table("public.orders", "id");

    RepairPlan plan = planned(column("CREATE TABLE orders (id int, note text DEFAULT '')", "note"));

    assertThat(plan.ddl())
        .containsExactly("ALTER TABLE public.orders ADD COLUMN note text DEFAULT ''");
    assertThat(plan.statements().get(0).twinDdl())
        .isEqualTo("ALTER TABLE pg_temp.schema_medic_twin ADD COLUMN note text DEFAULT ''");
    assertThat(plan.newColumns())
        .containsExactly(java.util.Map.entry(name("public.orders"), names("note")));
    assertThat(plan.hazards())
        .extracting(Hazard::kind)
        .containsExactlyInAnyOrder(
            Hazard.Kind.BRIEF_EXCLUSIVE_LOCK, Hazard.Kind.CACHED_PLANS_FAIL_ONCE);
  }

  @Test
  void everythingThatTheRelationLacksIsAddedInOneStatement() {
    catalog.table("public.orders", "id", "b");

    RepairPlan plan =
        planned(column("CREATE TABLE orders (id int, a int, b int, c jsonb, d text)", "c"));

    assertThat(plan.ddl())
        .containsExactly(
            "ALTER TABLE public.orders ADD COLUMN a int, ADD COLUMN c jsonb, ADD COLUMN d text");
    assertThat(plan.newColumns().get(name("public.orders"))).isEqualTo(names("a", "c", "d"));
  }

  @Test
  void scopeStatementAddsOnlyWhatWasNamed() {
    catalog.table("public.orders", "id");
    wholeRelation = false;

    assertThat(planned(column("CREATE TABLE orders (id int, a int, c int)", "c")).ddl())
        .containsExactly("ALTER TABLE public.orders ADD COLUMN c int");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          note text NOT NULL                             | not_null_without_default
          note serial                                    | would_rewrite
          note bigint GENERATED ALWAYS AS IDENTITY       | would_rewrite
          note int GENERATED ALWAYS AS (id + 1) STORED   | would_rewrite
          note int CHECK (note > 0)                      | would_scan
          note int UNIQUE                                | would_scan
          note int, UNIQUE (id, note)                    | would_scan
          note int, CHECK (id < note)                    | would_scan
          note int DEFAULT 1 REFERENCES parents (id)     | would_scan
          note int REFERENCES nowhere (id)               | missing_parent
          """)
  void columnThatCannotBeAddedForFree(String definition, String reason) {
    catalog.table("public.orders", "id").table("public.parents", "id");
    String script =
        "CREATE TABLE parents (id int PRIMARY KEY); CREATE TABLE orders (id int, %s)"
            .formatted(definition);

    assertThat(column(script, "note").reason().code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          note text NOT NULL                             | not_null_without_default
          note serial                                    | would_rewrite
          note int CHECK (note > 0)                      | would_scan
          note int REFERENCES nowhere (id)               | missing_parent
          """)
  void siblingThatCannotBeAddedForFreeIsLeftOutAndSaid(String definition, String reason) {
    catalog.table("public.orders", "id");

    RepairPlan plan =
        planned(column("CREATE TABLE orders (id int, a int, %s)".formatted(definition), "a"));

    assertThat(plan.ddl()).containsExactly("ALTER TABLE public.orders ADD COLUMN a int");
    assertThat(plan.hazards())
        .extracting(Hazard::toString)
        .contains("left_out public.orders: column note (" + reason + ")");
  }

  @Test
  void foreignKeyOfANewColumnComesWithIt() {
    catalog.table("public.orders", "id").table("public.parents", "id");

    RepairPlan plan =
        planned(
            column(
                """
                CREATE TABLE parents (id int PRIMARY KEY);
                CREATE TABLE orders (id int, parent int REFERENCES parents (id));
                """,
                "parent"));

    assertThat(plan.ddl().get(0)).contains("parent int").contains("REFERENCES public.parents");
    assertThat(plan.statements().get(0).twinDdl()).doesNotContain("REFERENCES");
    assertThat(plan.referencedTables()).containsExactly(name("public.parents"));
    assertThat(plan.hazards())
        .extracting(Hazard::toString)
        .contains("locks_referenced_table public.parents");
  }

  @Test
  void foreignKeyToTheTableItselfNeedsNoOther() {
    catalog.table("public.orders", "id");

    RepairPlan plan =
        planned(
            column(
                "CREATE TABLE orders (id int PRIMARY KEY, parent int REFERENCES orders (id))",
                "parent"));

    assertThat(plan.referencedTables()).isEmpty();
  }

  @Test
  void indexOfANewColumnIsLeftToTheMigration() {
    catalog.table("public.orders", "id");

    RepairPlan plan =
        planned(
            column(
                """
                CREATE TABLE orders (id int, a int, b int);
                CREATE INDEX by_a ON orders (a, b);
                CREATE INDEX by_id ON orders (id);
                CREATE INDEX ON orders (b);
                """,
                "a"));

    assertThat(plan.ddl()).hasSize(1);
    assertThat(plan.hazards())
        .extracting(Hazard::toString)
        .contains("left_out public.orders: index by_a")
        .noneMatch(hazard -> hazard.contains("by_id"));
  }

  @Test
  void tableOfUnsupportedKindGetsNoColumn() {
    catalog.table("public.orders", "id");

    assertThat(column("CREATE TABLE orders (id int, a int) PARTITION BY RANGE (id)", "a").reason())
        .isEqualTo(Reason.UNSUPPORTED_DEFINITION);
  }

  @ParameterizedTest
  @CsvSource({"1499, true", "1500, false"})
  void droppedColumnsCountAgainstTheLimit(int attributes, boolean fits) {
    catalog.tableWithAttributes(attributes, "public.orders", "id");

    PlanResult result = column("CREATE TABLE orders (id int, a int)", "a");

    assertThat(result.plan() != null).isEqualTo(fits);
    if (!fits) {
      assertThat(result.reason()).isEqualTo(Reason.TOO_MANY_COLUMNS);
    }
  }

  @Test
  void tableThatIsGoneMakesThePlanStale() {
    refused(column("CREATE TABLE orders (id int, a int)", "a"), Reason.STALE_PLAN, "public.orders");
  }

  @Test
  void fingerprintFollowsTheStatements() {
    catalog.table("public.orders", "id");
    String script = "CREATE TABLE orders (id int, a int, b int)";

    String fingerprint = planned(column(script, "a")).fingerprint();
    wholeRelation = false;

    assertThat(fingerprint).matches("[0-9a-f]{16}");
    assertThat(planned(column(script, "a")).fingerprint()).isNotEqualTo(fingerprint);
    wholeRelation = true;
    assertThat(planned(column(script, "b")).fingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void repairedRelationsAreTheNewAndTheAltered() {
    RepairPlan plan =
        RepairPlan.builder()
            .newTable(name("public.a"))
            .newColumns(name("public.b"), names("x"))
            .referencedTable(name("public.c"))
            .build();

    assertThat(plan.repairedRelations()).containsExactly(name("public.a"), name("public.b"));
  }

  @Test
  void hazardsAreSaidOnce() {
    RepairPlan plan =
        RepairPlan.builder()
            .hazard(Hazard.of(Hazard.Kind.LEFT_OUT, "x"))
            .hazard(Hazard.of(Hazard.Kind.LEFT_OUT, "x"))
            .build();

    assertThat(plan.hazards()).hasSize(1);
  }

  private static RepairPlan planned(PlanResult result) {
    RepairPlan plan = result.plan();
    assertThat(plan).as(plan == null ? result.reason().code() : "plan").isNotNull();
    return Objects.requireNonNull(plan);
  }

  private static void refused(PlanResult result, Reason reason, String detail) {
    assertThat(result.plan()).isNull();
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(result.detail()).isEqualTo(detail);
  }

  private PlanResult table(String script, String table) {
    DeclaredSchema declared = DdlScriptReader.read("test.sql", script);
    return planner(declared)
        .missingTable(Objects.requireNonNull(declared.table(name(table)), "not declared"));
  }

  private PlanResult column(String script, String column) {
    DeclaredSchema declared = DdlScriptReader.read("test.sql", script);
    return planner(declared)
        .missingColumn(
            Objects.requireNonNull(declared.table(name("public.orders")), "not declared"),
            Identifier.of(column));
  }

  private Planner planner(DeclaredSchema declared) {
    return new Planner(declared, catalog.snapshot(), wholeRelation, grantee);
  }

  private static Set<Identifier> names(String... names) {
    return Set.copyOf(List.of(names).stream().map(Identifier::of).toList());
  }
}
