package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.diagnosis.Candidates;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenGapsTest {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read(
          "test.sql",
          """
          CREATE TABLE orders (id int, note text, amount int);
          CREATE TABLE items (id int);
          CREATE TABLE app.items (id int);
          """);
  private static final Gap NOTE = column("orders", "note");
  private static final Gap AMOUNT = column("orders", "amount");
  private static final Gap APP_ITEMS = table("app", "items");
  private static final Gap ITEMS = table("items");
  private static final RepairPlan ADD_NOTE = adding("note");
  private static final RepairPlan MAKE_APP_ITEMS =
      RepairPlan.builder().newTable(name("app.items")).build();

  private final OpenGaps gaps = new OpenGaps();

  @Test
  void repairClosesWhatTheFirstCallMissed() {
    gaps.missed("one", NOTE, seconds(10));
    gaps.missed("one", NOTE, seconds(15));

    assertThat(gaps.closedBy("one", ADD_NOTE, seconds(22))).containsExactly(Duration.ofSeconds(12));
    assertThat(gaps.closedBy("one", ADD_NOTE, seconds(23))).isEmpty();
  }

  @Test
  void relationCountsOnceFromItsFirstFailure() {
    gaps.missed("one", AMOUNT, seconds(1));
    gaps.missed("one", NOTE, seconds(4));

    assertThat(gaps.closedBy("one", adding("note", "amount"), seconds(6)))
        .containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void whatAnotherRepairAddsStaysOpen() {
    gaps.missed("one", AMOUNT, seconds(1));

    assertThat(gaps.closedBy("one", ADD_NOTE, seconds(2))).isEmpty();
    assertThat(gaps.closedBy("two", adding("amount"), seconds(2))).isEmpty();
    assertThat(gaps.closedBy("one", adding("amount"), seconds(3)))
        .containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void nobodyMissedWhatACheckHasHealed() {
    assertThat(gaps.closedBy("one", MAKE_APP_ITEMS, seconds(1))).isEmpty();
  }

  @Test
  void nameOfSeveralRelationsIsClosedByAnyOfThem() {
    gaps.missed("one", ITEMS, seconds(1));

    assertThat(gaps.closedBy("one", MAKE_APP_ITEMS, seconds(2))).hasSize(1);
  }

  @Test
  void whatSomebodyElseHasAddedBeginsAnew() {
    gaps.missed("one", NOTE, seconds(1));
    gaps.isThere("one", NOTE);
    gaps.missed("one", NOTE, seconds(100));

    assertThat(gaps.closedBy("one", ADD_NOTE, seconds(101))).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void whatACheckFindsThereBeginsAnew() {
    gaps.missed("one", NOTE, seconds(1));
    gaps.missed("one", APP_ITEMS, seconds(1));
    Drift missing = Drift.missing(DriftKind.MISSING_TABLE, name("app.items"));

    gaps.found("one", SchemaDrift.of(List.of(missing), 0, 0));

    assertThat(gaps.closedBy("one", ADD_NOTE, seconds(2))).isEmpty();
    assertThat(gaps.closedBy("one", MAKE_APP_ITEMS, seconds(2))).hasSize(1);
  }

  @Test
  void columnThatACheckFindsMissingStaysOpen() {
    gaps.missed("one", NOTE, seconds(1));
    Drift missing =
        Drift.of(
            DriftKind.MISSING_COLUMN, name("public.orders"), Identifier.of("note"), "text", null);

    gaps.found("one", SchemaDrift.of(List.of(missing), 0, 0));

    assertThat(gaps.closedBy("one", ADD_NOTE, seconds(2))).hasSize(1);
  }

  @Test
  void databaseKeepsItsGapsUnderItsNewKeyAndTheEarlierTimeCounts() {
    gaps.missed("label", NOTE, seconds(1));
    gaps.missed("7/app", NOTE, seconds(2));
    gaps.identified("label", "7/app");

    assertThat(gaps.closedBy("7/app", ADD_NOTE, seconds(4))).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void databaseThatIsGoneIsForgotten() {
    gaps.missed("one", NOTE, seconds(1));
    gaps.retain(Set.of("two"));

    assertThat(gaps.closedBy("one", ADD_NOTE, seconds(4))).isEmpty();
  }

  @Test
  void memoryIsBoundedAndTheFirstKeepTheirTimes() {
    for (int i = 0; i < OpenGaps.MOST + 100; i++) {
      gaps.missed("database " + i, NOTE, seconds(1));
    }

    assertThat(gaps.closedBy("database 0", ADD_NOTE, seconds(2))).hasSize(1);
    assertThat(gaps.closedBy("database " + OpenGaps.MOST, ADD_NOTE, seconds(2))).isEmpty();
    gaps.missed("another", NOTE, seconds(3));
    assertThat(gaps.closedBy("another", ADD_NOTE, seconds(4))).hasSize(1);
  }

  private static RepairPlan adding(String... columns) {
    Set<Identifier> names = new LinkedHashSet<>();
    for (String column : columns) {
      names.add(Identifier.of(column));
    }
    return RepairPlan.builder().newColumns(name("public.orders"), names).build();
  }

  private static Gap column(String relation, String column) {
    return gap(
        Failure.ofColumn(NameChain.of(List.of(Identifier.of(column))), false),
        "SELECT " + column + " FROM " + relation);
  }

  private static Gap table(String... parts) {
    List<Identifier> names = List.of(parts).stream().map(Identifier::of).toList();
    return gap(Failure.ofRelation(NameChain.of(names)), "SELECT * FROM " + String.join(".", parts));
  }

  private static Gap gap(Failure failure, String sql) {
    StatementShape shape = StatementShape.of(sql);
    Candidates candidates = Candidates.of(failure, NamedRelations.of(shape), DECLARED);
    return new Gap("test-1", failure, shape, DECLARED, candidates, 0, null);
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
