package io.schemamedic.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.Namesakes;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveNeighboursTest {
  private final TestCatalog catalog =
      new TestCatalog().schema("app", true, true).searchPath("public", "shop");
  private final List<RelationName> similar = new ArrayList<>();
  private boolean temporaryElsewhere;

  @Test
  void nothingIsLikeIt() {
    assertThat(relation("stock")).isNull();
  }

  @Test
  void whatIsThereByNowIsNotMeantInstead() {
    catalog.table("app.stock").table("shop.stock");

    assertThat(relation("stock")).isNull();
    assertThat(relation("app", "stock")).isNull();
  }

  @Test
  void sameNameOutsideOfTheSearchPathIsElsewhere() {
    catalog.table("app.stock");

    told(relation("stock"), Reason.EXISTS_ELSEWHERE, "app.stock, search_path: public, shop");
  }

  @Test
  void sameNameInAnotherSchemaThanTheOneNamedIsElsewhere() {
    catalog.table("public.stock");

    told(
        relation("app", "stock"),
        Reason.EXISTS_ELSEWHERE,
        "public.stock, search_path: public, shop");
  }

  @Test
  void sameNameThatTheRoleMayNotSeeLacksUsage() {
    catalog.tableThatIsNot(Trait.VISIBLE, "app.stock");

    told(relation("stock"), Reason.NO_USAGE, "app.stock, search_path: public, shop");
  }

  @Test
  void whatMayBeSeenElsewhereIsTheLikelierOne() {
    catalog.tableThatIsNot(Trait.VISIBLE, "app.stock").table("other.stock");

    told(relation("stock"), Reason.EXISTS_ELSEWHERE, "other.stock, search_path: public, shop");
  }

  @Test
  void temporaryTableElsewhereIsLikelierThanAHiddenOne() {
    catalog.tableThatIsNot(Trait.VISIBLE, "app.stock");
    temporaryElsewhere = true;

    told(relation("stock"), Reason.TEMPORARY_TABLE_GONE, "stock is temporary in another session");
  }

  @Test
  void temporaryTableIsNotMeantByASchema() {
    temporaryElsewhere = true;

    assertThat(relation("app", "stock")).isNull();
  }

  @Test
  void otherCaseIsMeantWhereItIsSearched() {
    catalog.table("app.Stock");
    assertThat(relation("stock")).isNull();
    told(relation("app", "stock"), Reason.NEAR_MISS, "app.Stock");

    catalog.table("shop.STOCK");
    told(relation("stock"), Reason.NEAR_MISS, "shop.STOCK");
  }

  @Test
  void oneSlipAwayIsANearMissAndMoreIsNot() {
    similar.add(TestCatalog.name("public.stok"));
    similar.add(TestCatalog.name("public.stocks"));
    told(relation("stock"), Reason.NEAR_MISS, "public.stok");

    assertThat(relation("stuff")).isNull();
  }

  @Test
  void schemaThatIsNotThereIsSaid() {
    told(relation("nowhere", "stock"), Reason.NO_SCHEMA, "nowhere");
  }

  @Test
  void schemaThatMayBeAValueIsNotTold() {
    NameChain quoted = NameChain.quoted(List.of(Identifier.of("Smith"), Identifier.of("stock")));

    told(relation(quoted), Reason.NO_SCHEMA, "a quoted name");
  }

  @Test
  void columnOneSlipAwayIsANearMiss() {
    catalog.table("public.stock", "id", "colour");

    told(column("SELECT color FROM stock", "color"), Reason.NEAR_MISS, "public.stock.colour");
    told(
        column("SELECT s.color FROM stock s", "s", "color"),
        Reason.NEAR_MISS,
        "public.stock.colour");
    assertThat(column("SELECT weight FROM stock", "weight")).isNull();
  }

  @Test
  void columnOfWhatTheStatementDoesNotNameIsNotMeant() {
    catalog.table("public.stock", "id").table("public.paint", "colour");

    assertThat(column("SELECT color FROM stock", "color")).isNull();
  }

  @Test
  void columnOfAnythingButAnOrdinaryTableIsNotMeant() {
    catalog.tableThatIsNot(Trait.ORDINARY_TABLE, "public.stock", "colour");

    assertThat(column("SELECT color FROM stock", "color")).isNull();
  }

  @Test
  void columnOfAShadowedTableIsNotMeant() {
    catalog.table("public.stock", "id").table("shop.stock", "colour");

    assertThat(column("SELECT color FROM stock", "color")).isNull();
    told(column("SELECT color FROM shop.stock", "color"), Reason.NEAR_MISS, "shop.stock.colour");
  }

  @Test
  void columnOfATargetIsNotAnotherTables() {
    catalog.table("public.stock", "id").table("public.paint", "colour");

    String sql = "INSERT INTO stock (color) SELECT 1 FROM paint";
    assertThat(diagnose(Failure.ofColumn(chain("color"), true), sql)).isNull();
  }

  private static void told(@Nullable Diagnosis diagnosis, Reason reason, String detail) {
    Diagnosis found = Objects.requireNonNull(diagnosis);
    assertThat(found.reason()).isEqualTo(reason);
    assertThat(found.detail()).isEqualTo(detail);
  }

  private @Nullable Diagnosis relation(String... parts) {
    return relation(chain(parts));
  }

  private @Nullable Diagnosis relation(NameChain name) {
    return LiveNeighbours.ofRelation(
        name, new Namesakes(catalog.snapshot(), similar, temporaryElsewhere));
  }

  private @Nullable Diagnosis column(String sql, String... parts) {
    return diagnose(Failure.ofColumn(chain(parts), false), sql);
  }

  private @Nullable Diagnosis diagnose(Failure failure, String sql) {
    return LiveNeighbours.ofColumn(
        failure, NamedRelations.of(StatementShape.of(sql)), catalog.snapshot());
  }

  private static NameChain chain(String... parts) {
    return NameChain.of(Stream.of(parts).map(Identifier::of).toList());
  }
}
