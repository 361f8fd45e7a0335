package io.schemamedic.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Diagnosis.Finding;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiagnoserTest {
  private DeclaredSchema declared =
      DdlScriptReader.read("test.sql", "CREATE TABLE orders (id bigint, note text)");
  private final TestCatalog catalog = new TestCatalog();
  private final Set<RelationName> vouchedFor = new HashSet<>();
  private Identities identities = Identities.none();

  @Test
  void declaredTableThatIsNotThereIsMissing() {
    Diagnosis diagnosis = table("SELECT * FROM orders", "orders");

    assertThat(diagnosis.finding()).isEqualTo(Finding.MISSING_TABLE);
    assertThat(diagnosis.table().name()).hasToString("public.orders");
    assertThat(diagnosis.column()).isNull();
  }

  @Test
  void tableThatIsThereByNowIsPresent() {
    catalog.table("public.orders", "id");

    assertThat(table("SELECT * FROM orders", "orders").finding()).isEqualTo(Finding.PRESENT);
  }

  @Test
  void somethingElseOfThatNameIsNoTable() {
    catalog.tableThatIsNot(Trait.ORDINARY_TABLE, "public.orders");

    other(table("SELECT * FROM orders", "orders"), Reason.NOT_A_TABLE);
  }

  @Test
  void somethingElseOfThatNameElsewhereIsNotMeantInstead() {
    catalog.tableThatIsNot(Trait.ORDINARY_TABLE, "legacy.orders");

    assertThat(table("SELECT * FROM orders", "orders").finding()).isEqualTo(Finding.MISSING_TABLE);
  }

  @Test
  void tableInASchemaWithoutUsageIsNotVisible() {
    catalog.tableThatIsNot(Trait.VISIBLE, "public.orders", "id").schema("public", false, false);

    other(table("SELECT * FROM public.orders", "public", "orders"), Reason.NO_USAGE);
  }

  @Test
  void schemaWithoutUsageHidesWhetherTheTableIsMissing() {
    catalog.schema("public", false, true);

    other(table("SELECT * FROM public.orders", "public", "orders"), Reason.NO_USAGE);
  }

  @Test
  void missingSchemaIsNotMadeUp() {
    catalog.withoutSchema("public");

    other(table("SELECT * FROM public.orders", "public", "orders"), Reason.NO_SCHEMA);
  }

  @Test
  void unqualifiedNameNeedsTheDeclaredSchemaInTheSearchPath() {
    catalog.searchPath("app", "pg_temp");

    Diagnosis diagnosis = table("SELECT * FROM orders", "orders");

    other(diagnosis, Reason.WRONG_SEARCH_PATH);
    assertThat(diagnosis.detail())
        .isEqualTo("declared as public.orders, search_path: app, pg_temp");
  }

  @Test
  void emptySearchPathFindsNothing() {
    catalog.searchPath();

    Diagnosis diagnosis = table("SELECT * FROM orders", "orders");

    other(diagnosis, Reason.WRONG_SEARCH_PATH);
    assertThat(diagnosis.detail()).isEqualTo("declared as public.orders, search_path: empty");
  }

  @Test
  void tableOutsideOfTheSearchPathIsSaidToBeThere() {
    catalog.searchPath("app").table("public.orders", "id");

    Diagnosis diagnosis = table("SELECT * FROM orders", "orders");

    other(diagnosis, Reason.WRONG_SEARCH_PATH);
    assertThat(diagnosis.detail()).isEqualTo("public.orders is there, search_path: app");
  }

  @Test
  void standbyIsSaidBeforeAnythingElse() {
    catalog.inRecovery().withoutSchema("public").searchPath();

    Diagnosis diagnosis = table("SELECT * FROM orders", "orders");

    other(diagnosis, Reason.STANDBY);
    assertThat(diagnosis.detail()).isEqualTo("in recovery");
  }

  @Test
  void serverThatTakesNoChangesIsSaidBeforeAnythingElse() {
    catalog.readOnly().table("public.orders", "id", "Note");

    Diagnosis diagnosis = column("SELECT note FROM orders", "note");

    other(diagnosis, Reason.STANDBY);
    assertThat(diagnosis.detail()).isEqualTo("read-only");
  }

  @Test
  void firstDeclaredSchemaOfTheSearchPathIsMeant() {
    declared =
        DdlScriptReader.read(
            "test.sql", "CREATE TABLE orders (id int); CREATE TABLE app.orders (id int)");
    catalog.schema("app", true, true).searchPath("other", "app", "public");

    assertThat(table("SELECT * FROM orders", "orders").table().name()).hasToString("app.orders");
  }

  @Test
  void sameNameInAnotherSchemaIsMeantInstead() {
    catalog.table("legacy.orders", "id");

    Diagnosis diagnosis = table("SELECT * FROM orders", "orders");

    other(diagnosis, Reason.EXISTS_ELSEWHERE);
    assertThat(diagnosis.detail()).isEqualTo("legacy.orders, search_path: public");
  }

  @Test
  void sameNameElsewhereIsAnotherTableIfTheStatementAndTheOwnerNameTheSchema() {
    catalog.table("legacy.orders", "id");
    other(table("SELECT * FROM public.orders", "public", "orders"), Reason.EXISTS_ELSEWHERE);

    vouchedFor.add(TestCatalog.name("public.orders"));
    other(table("SELECT * FROM orders", "orders"), Reason.EXISTS_ELSEWHERE);
    assertThat(table("SELECT * FROM public.orders", "public", "orders").finding())
        .isEqualTo(Finding.MISSING_TABLE);
  }

  @Test
  void sameNameInAnotherCaseIsMeantInsteadWhateverTheOwnerAllows() {
    catalog.table("legacy.ORDERS", "id");
    vouchedFor.add(TestCatalog.name("public.orders"));

    other(table("SELECT * FROM public.orders", "public", "orders"), Reason.NEAR_MISS);
  }

  @Test
  void sameNameInAnotherCaseIsMeantInstead() {
    catalog.table("public.ORDERS", "id");

    other(table("SELECT * FROM orders", "orders"), Reason.NEAR_MISS);
  }

  @Test
  void lookalikeThatIsDeclaredItselfIsNotMeantInstead() {
    declared =
        DdlScriptReader.read(
            "test.sql", "CREATE TABLE orders (id int); CREATE TABLE app.orders (id int)");
    catalog.table("app.orders", "id");

    assertThat(table("SELECT * FROM orders", "orders").finding()).isEqualTo(Finding.MISSING_TABLE);
  }

  @Test
  void declaredColumnThatTheTableLacksIsMissing() {
    catalog.table("public.orders", "id");

    Diagnosis diagnosis = column("SELECT note FROM orders", "note");

    assertThat(diagnosis.finding()).isEqualTo(Finding.MISSING_COLUMN);
    assertThat(diagnosis.column()).hasToString("note");
    assertThat(diagnosis.tables()).hasSize(1);
  }

  @Test
  void columnThatIsThereByNowIsPresent() {
    catalog.table("public.orders", "id", "note");

    assertThat(column("SELECT note FROM orders", "note").finding()).isEqualTo(Finding.PRESENT);
  }

  @Test
  void columnInAnotherCaseIsMeantInstead() {
    catalog.table("public.orders", "id", "Note");

    Diagnosis diagnosis = column("SELECT note FROM orders", "note");

    other(diagnosis, Reason.NEAR_MISS);
    assertThat(diagnosis.detail()).isEqualTo("public.orders.\"Note\"");
  }

  @Test
  void undeclaredColumnOneEditAwayIsMeantInstead() {
    catalog.table("public.orders", "id", "noet");

    Diagnosis diagnosis = column("SELECT note FROM orders", "note");

    other(diagnosis, Reason.NEAR_MISS);
    assertThat(diagnosis.detail()).isEqualTo("public.orders.noet");
  }

  @Test
  void declaredColumnOneEditAwayIsAnotherColumn() {
    declared =
        DdlScriptReader.read("test.sql", "CREATE TABLE orders (id bigint, note text, notes text)");
    catalog.table("public.orders", "id", "notes");

    assertThat(column("SELECT note FROM orders", "note").finding())
        .isEqualTo(Finding.MISSING_COLUMN);
  }

  @Test
  void columnOfAnotherTypeOneEditAwayIsAnotherColumn() {
    declared = DdlScriptReader.read("test.sql", "CREATE TABLE orders (id bigint, note date)");
    catalog.table("public.orders", "id", "noet");

    assertThat(column("SELECT note FROM orders", "note").finding())
        .isEqualTo(Finding.MISSING_COLUMN);
  }

  @Test
  void ownerWhoNamesTheTableExactlyKnowsTheColumnOneEditAway() {
    catalog.table("public.orders", "id", "noet");
    vouchedFor.add(TestCatalog.name("public.orders"));

    assertThat(column("SELECT note FROM orders", "note").finding())
        .isEqualTo(Finding.MISSING_COLUMN);
  }

  @Test
  void ownerWhoNamesTheTableExactlyMayStillHaveWrittenAnotherCase() {
    catalog.table("public.orders", "id", "Note");
    vouchedFor.add(TestCatalog.name("public.orders"));

    other(column("SELECT note FROM orders", "note"), Reason.NEAR_MISS);
  }

  @Test
  void columnThatWasSeenUnderTheOldNameIsRenamedForCertain() {
    identities = identities.seeing(List.of(seen(catalog.table("public.orders", "id", "note"))));
    catalog.table("public.orders", "id", "remark");
    vouchedFor.add(TestCatalog.name("public.orders"));

    Diagnosis diagnosis = column("SELECT note FROM orders", "note");

    other(diagnosis, Reason.LIKELY_RENAME);
    assertThat(diagnosis.detail()).isEqualTo("public.orders.note is now remark");
  }

  @Test
  void severalTablesThatLackTheColumnHaveToBeProven() {
    declared =
        DdlScriptReader.read(
            "test.sql",
            "CREATE TABLE orders (id int, note text); CREATE TABLE items (id int, note text)");
    catalog.table("public.orders", "id").table("public.items", "id");

    Diagnosis diagnosis = column("SELECT note FROM orders, items", "note");

    assertThat(diagnosis.finding()).isEqualTo(Finding.MISSING_COLUMN_OF_ONE);
    assertThat(diagnosis.tables()).hasSize(2);
  }

  @Test
  void tableThatHasTheColumnDoesNotHideAnotherThatLacksIt() {
    declared =
        DdlScriptReader.read(
            "test.sql",
            "CREATE TABLE orders (id int, note text); CREATE TABLE items (id int, note text)");
    catalog.table("public.orders", "id", "note").table("public.items", "id");

    Diagnosis diagnosis = column("SELECT i.note FROM orders o, items i", "i", "note");

    assertThat(diagnosis.finding()).isEqualTo(Finding.MISSING_COLUMN);
    assertThat(diagnosis.table().name()).hasToString("public.items");
  }

  @Test
  void unqualifiedTableThatIsShadowedIsNotMeant() {
    catalog
        .schema("app", true, true)
        .searchPath("app", "public")
        .table("app.orders", "id")
        .table("public.orders", "id");

    other(column("SELECT note FROM orders", "note"), Reason.UNDECLARED);
  }

  @Test
  void qualifiedTableIsMeantWhateverTheSearchPath() {
    catalog.searchPath("app").table("public.orders", "id");

    assertThat(column("SELECT note FROM public.orders", "note").finding())
        .isEqualTo(Finding.MISSING_COLUMN);
  }

  @Test
  void tableOutsideOfTheSearchPathIsNotMeant() {
    catalog.searchPath("app").table("public.orders", "id");

    other(column("SELECT note FROM orders", "note"), Reason.UNDECLARED);
  }

  @Test
  void columnOfATableThatIsMissingItselfIsNotTheGap() {
    other(column("SELECT note FROM orders", "note"), Reason.UNDECLARED);
  }

  private static LiveRelation seen(TestCatalog catalog) {
    return Objects.requireNonNull(catalog.snapshot().relation(TestCatalog.name("public.orders")));
  }

  private static void other(Diagnosis diagnosis, Reason reason) {
    assertThat(diagnosis.finding()).isEqualTo(Finding.OTHER);
    assertThat(diagnosis.reason()).isEqualTo(reason);
  }

  private Diagnosis table(String sql, String... parts) {
    return diagnose(Failure.ofRelation(chain(parts)), sql);
  }

  private Diagnosis column(String sql, String... parts) {
    return diagnose(Failure.ofColumn(chain(parts), false), sql);
  }

  private Diagnosis diagnose(Failure failure, String sql) {
    NamedRelations named = NamedRelations.of(StatementShape.of(sql));
    Candidates candidates = Candidates.of(failure, named, declared);
    assertThat(candidates.isEmpty()).isFalse();
    return new Diagnoser(declared, catalog.snapshot(), identities, vouchedFor::contains)
        .diagnose(failure, named, candidates);
  }

  private static NameChain chain(String... parts) {
    return NameChain.of(Stream.of(parts).map(Identifier::of).toList());
  }
}
