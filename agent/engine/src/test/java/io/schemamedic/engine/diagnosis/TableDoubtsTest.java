package io.schemamedic.engine.diagnosis;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.Neighbourhood;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableDoubtsTest {
  private static final String ORDERS = "CREATE TABLE orders (id text, note text, at text);";

  private final TestCatalog catalog = new TestCatalog();
  private final List<String> withItsColumns = new ArrayList<>();
  private final List<String> notLookedInto = new ArrayList<>();
  private Failure failure = Failure.ofRelation(NameChain.of(List.of(Identifier.of("orders"))));
  private DeclaredSchema declared = DdlScriptReader.read("test.sql", ORDERS);
  private int declaredThere = 1;
  private int othersThere = 1;
  private @Nullable RelationName nowNamed;
  private boolean vouchedFor;
  private boolean knownDatabase;

  @Test
  void withoutAnythingBesideItThereIsNoDoubt() {
    assertThat(objection()).isNull();
  }

  @Test
  void nameThatItHasNowIsARenameWhateverTheOwnerAllows() {
    nowNamed = name("public.archive");
    vouchedFor = true;

    refused(Reason.LIKELY_RENAME, "public.orders is now public.archive");
  }

  @Test
  void nameThatItHasAgainIsNoRename() {
    nowNamed = name("public.orders");

    assertThat(objection()).isNull();
  }

  @Test
  void sameNameElsewhereIsMeantInsteadWhateverTheOwnerAllows() {
    catalog.table("legacy.orders", "id");
    vouchedFor = true;

    refused(Reason.EXISTS_ELSEWHERE, "legacy.orders, search_path: public");
  }

  @Test
  void sameNameElsewhereIsAnotherTableIfTheStatementAndTheOwnerNameTheSchema() {
    catalog.table("legacy.orders", "id");
    failure = qualified();
    refused(Reason.EXISTS_ELSEWHERE, "legacy.orders, search_path: public");

    vouchedFor = true;
    assertThat(objection()).isNull();
  }

  @Test
  void columnsQualifierIsNoSchema() {
    catalog.table("legacy.orders", "id");
    failure = Failure.ofColumn(Objects.requireNonNull(qualified().name()), false);
    vouchedFor = true;

    refused(Reason.EXISTS_ELSEWHERE, "legacy.orders, search_path: public");
  }

  @Test
  void sameNameInAnotherCaseIsMeantInsteadWhateverTheOwnerAllows() {
    catalog.table("legacy.orders", "id").table("legacy.Orders", "id");
    failure = qualified();
    vouchedFor = true;

    refused(Reason.NEAR_MISS, "legacy.Orders");
  }

  @Test
  void oneEditAwayIsMeantInsteadAlsoIfItWasNotLookedInto() {
    beside("public.archive", "id", "note", "at", "x");
    notLookedInto.add("public.order");

    refused(Reason.NEAR_MISS, "public.order");
  }

  @Test
  void oneOfThoseThatWereNotLookedIntoMayBeItsNewName() {
    declared = DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int, note text, at text)");
    beside("public.archive", "id", "note", "at");
    notLookedInto.addAll(List.of("public.old", "public.older"));

    refused(Reason.LIKELY_RENAME, "3 undeclared relations have its columns");
  }

  @Test
  void smallTableDoesNotResembleThoseThatWereNotLookedIntoIfTheyHaveMore() {
    declared = DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int, note text)");
    notLookedInto.add("public.old");
    beside("public.archive", "id", "note", "at");
    assertThat(objection()).isNull();

    beside("public.archive", "id", "note");
    refused(Reason.LIKELY_RENAME, "3 undeclared relations have its columns");
  }

  @Test
  void viewsThatWereNotLookedIntoAreNoRenamedTables() {
    catalog.tableThatIs(Trait.VIEW, "public.archive", "id", "note", "at");
    withItsColumns.add("public.archive");
    notLookedInto.add("public.old");

    assertThat(objection()).isNull();
  }

  @Test
  void tableWithoutColumnsResemblesNothing() {
    declared = DdlScriptReader.read("test.sql", "CREATE TABLE orders ()");
    notLookedInto.add("public.old");
    beside("public.archive");

    assertThat(objection()).isNull();
  }

  @Test
  void oneEditAwayIsMeantInstead() {
    beside("public.archive", "id", "note", "at").beside("public.order", "id", "note", "at", "x");

    refused(Reason.NEAR_MISS, "public.order");
  }

  @Test
  void viewOneEditAwayIsMeantInstead() {
    catalog.tableThatIs(Trait.VIEW, "public.order", "id", "note", "at");
    withItsColumns.add("public.order");

    refused(Reason.NEAR_MISS, "public.order");
  }

  @Test
  void allColumnsUnderAnotherNameAreALikelyRename() {
    beside("public.archive", "at", "note", "id", "more");

    refused(Reason.LIKELY_RENAME, "public.archive");
  }

  @Test
  void viewIsNoRenamedTable() {
    catalog.tableThatIs(Trait.VIEW, "public.archive", "id", "note", "at");
    withItsColumns.add("public.archive");

    assertThat(objection()).isNull();
  }

  @Test
  void columnOfAnotherTypeIsNoRename() {
    declared = DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int, note text, at text)");
    beside("public.archive", "id", "note", "at");

    assertThat(objection()).isNull();
  }

  @Test
  void smallTableResemblesOnlyWhatHasNothingElse() {
    declared = DdlScriptReader.read("test.sql", "CREATE TABLE orders (id text, note text)");
    beside("public.archive", "id", "note", "at");
    assertThat(objection()).isNull();

    beside("public.old", "id", "note");
    refused(Reason.LIKELY_RENAME, "public.old");
  }

  @Test
  void ownerWhoNamesTheTableExactlySetsLikenessAside() {
    beside("public.order", "id", "note", "at").beside("public.archive", "id", "note", "at");
    vouchedFor = true;

    assertThat(objection()).isNull();
  }

  @Test
  void noneOfThreeDeclaredTablesAmongOthersIsTheWrongDatabase() {
    declareThree();
    declaredThere = 0;

    refused(Reason.WRONG_DATABASE, "none of 3 declared tables is in shop");
  }

  @Test
  void oneDeclaredTableMakesItTheRightDatabase() {
    declareThree();
    declaredThere = 1;

    assertThat(objection()).isNull();
  }

  @Test
  void emptyDatabaseIsNotTheWrongOne() {
    declareThree();
    declaredThere = 0;
    othersThere = 0;

    assertThat(objection()).isNull();
  }

  @Test
  void databaseInWhichOneWasSeenIsNotTheWrongOne() {
    declareThree();
    declaredThere = 0;
    knownDatabase = true;

    assertThat(objection()).isNull();
  }

  @Test
  void twoDeclaredTablesTellNothingAboutTheDatabase() {
    declared = DdlScriptReader.read("test.sql", ORDERS + "CREATE TABLE items (id int)");
    declaredThere = 0;

    assertThat(objection()).isNull();
  }

  @Test
  void ownerWhoNamesTheTableExactlyKnowsTheDatabase() {
    declareThree();
    declaredThere = 0;
    vouchedFor = true;

    assertThat(objection()).isNull();
  }

  private void declareThree() {
    declared =
        DdlScriptReader.read(
            "test.sql", ORDERS + "CREATE TABLE items (id int); CREATE TABLE tags (id int)");
  }

  private static Failure qualified() {
    return Failure.ofRelation(
        NameChain.of(List.of(Identifier.of("public"), Identifier.of("orders"))));
  }

  private TableDoubtsTest beside(String relation, String... columns) {
    catalog.table(relation, columns);
    withItsColumns.add(relation);
    return this;
  }

  private void refused(Reason reason, String detail) {
    Diagnosis objection = Objects.requireNonNull(objection(), "objection");
    assertThat(objection.reason()).isEqualTo(reason);
    assertThat(objection.detail()).isEqualTo(detail);
  }

  private @Nullable Diagnosis objection() {
    List<RelationName> names = new ArrayList<>();
    List<LiveRelation> relations = new ArrayList<>();
    notLookedInto.forEach(relation -> names.add(name(relation)));
    for (String relation : withItsColumns) {
      names.add(name(relation));
      relations.add(Objects.requireNonNull(catalog.snapshot().relation(name(relation))));
    }
    DeclaredTable orders = Objects.requireNonNull(declared.table(name("public.orders")));
    return new TableDoubts(declared, catalog.snapshot(), failure, knownDatabase)
        .objection(
            orders,
            new Neighbourhood(names, relations, declaredThere, othersThere, nowNamed),
            vouchedFor);
  }
}
