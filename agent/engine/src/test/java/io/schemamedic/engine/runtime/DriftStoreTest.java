package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftStoreTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Drift TABLE = Drift.missing(DriftKind.MISSING_TABLE, name("public.items"));
  private static final Drift COLUMN =
      Drift.of(
          DriftKind.MISSING_COLUMN, name("public.orders"), Identifier.of("note"), "text", null);
  private static final Drift TYPE =
      Drift.of(
          DriftKind.COLUMN_TYPE, name("public.orders"), Identifier.of("id"), "bigint", "integer");

  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final List<String> out = new ArrayList<>();
  private final DriftStore store = new DriftStore(metrics, out::add);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void lackOfAllDatabasesIsCounted() {
    found("one", TABLE, COLUMN);
    found("two", COLUMN);

    assertThat(drift("missing_table")).isEqualTo("1.0");
    assertThat(drift("missing_column")).isEqualTo("2.0");
  }

  @Test
  void nothingMissingIsZero() {
    found("one");

    assertThat(drift("missing_table")).isEqualTo("0.0");
    assertThat(out).isEmpty();
  }

  @Test
  void oneUnknownDatabaseMakesTheSumUnknown() {
    found("one", TABLE);
    store.unknown("two", "two", "no session");

    assertThat(drift("missing_table")).isNotEqualTo("1.0").isNotEqualTo("0.0");
  }

  @Test
  void nothingIsKnownOnceTheLastDatabaseIsGone() {
    found("one", TABLE);

    store.retain(Set.of());

    assertThat(drift("missing_table")).isEqualTo("NaN");
  }

  @Test
  void unknownBecomesKnownAgain() {
    store.unknown("one", "one", "no session");
    found("one", TABLE);

    assertThat(drift("missing_table")).isEqualTo("1.0");
  }

  @Test
  void newsAreToldOnce() {
    found("one", TABLE);
    found("one", TABLE);

    assertThat(out)
        .singleElement()
        .asString()
        .startsWith("[schema-medic] drift ")
        .contains("database=\"one\"", "breaks=1", "missing_table public.items");
  }

  @Test
  void otherThingsMissingAreNewsEvenIfAsMany() {
    found("one", TABLE);
    found("one", COLUMN);

    assertThat(out).hasSize(2);
  }

  @Test
  void repairClosesWhatItAdded() {
    found("one", TABLE, COLUMN);

    store.closed("one", RepairPlan.builder().newTable(name("public.items")).build());
    assertThat(drift("missing_table")).isEqualTo("0.0");
    assertThat(drift("missing_column")).isEqualTo("1.0");

    store.closed(
        "one",
        RepairPlan.builder()
            .newColumns(name("public.orders"), Set.of(Identifier.of("note")))
            .build());
    assertThat(drift("missing_column")).isEqualTo("0.0");
  }

  @Test
  void repairOfAnUncheckedDatabaseSaysNothing() {
    store.closed("one", RepairPlan.builder().newTable(name("public.items")).build());

    assertThat(store.all()).isEmpty();
  }

  @Test
  void jsonTellsUnknownFromNothing() {
    found("one", TABLE, TYPE);
    found("two");
    store.unknown("three", "three", "no session");

    assertThat(DriftJson.of(store.all()))
        .startsWith(
            "{\"databases\":[{\"database\":\"one\",\"known\":true,"
                + "\"lastCompleteCheck\":\"2026-05-04T12:00:00Z\",\"counts\":{\"missing_table\":1,")
        .contains(
            "\"drift\":[{\"kind\":\"missing_table\",\"severity\":\"breaks\","
                + "\"relation\":\"public.items\",\"since\":\"2026-05-04T12:00:00Z\"},"
                + "{\"kind\":\"column_type\",\"severity\":\"differs\","
                + "\"relation\":\"public.orders\",\"name\":\"id\","
                + "\"wanted\":\"bigint\",\"found\":\"integer\","
                + "\"since\":\"2026-05-04T12:00:00Z\"}]}")
        .endsWith(
            "{\"database\":\"three\",\"known\":false,\"reason\":\"no session\",\"drift\":[]}]}");
  }

  /** However often it is found again, and though a check in between could not look. */
  @Test
  void jsonTellsSinceWhenSomethingIsMissing() {
    found("one", TABLE);
    store.unknown("one", "one", "no session");
    store.found("one", "one", SchemaDrift.of(List.of(TABLE, COLUMN), 0, 0), NOON.plusSeconds(60));

    assertThat(DriftJson.of(store.all()))
        .contains("\"relation\":\"public.items\",\"since\":\"2026-05-04T12:00:00Z\"")
        .containsPattern("\"name\":\"note\",.*\"since\":\"2026-05-04T12:01:00Z\"");
  }

  @Test
  void whatIsMissingOnceMoreIsMissingSinceThen() {
    found("one", TABLE);
    found("one");
    store.found("one", "one", SchemaDrift.of(List.of(TABLE), 0, 0), NOON.plusSeconds(60));

    assertThat(DriftJson.of(store.all())).contains("\"since\":\"2026-05-04T12:01:00Z\"");
  }

  @Test
  void jsonTellsWhenAnUnknownDatabaseWasLastKnown() {
    found("one");
    store.unknown("one", "one", "no session");

    assertThat(DriftJson.of(store.all()))
        .contains("\"lastCompleteCheck\":\"2026-05-04T12:00:00Z\"");
  }

  @Test
  void jsonEndsThoughThereIsNoEndOfDrift() {
    store.found("one", "one", SchemaDrift.of(Collections.nCopies(50_000, COLUMN), 0, 0), NOON);

    assertThat(DriftJson.of(store.all()))
        .contains("\"missing_column\":50000")
        .hasSizeLessThan(200_000);
  }

  @Test
  void aPoolThatCannotLookIsNoOtherDatabase() {
    store.unknown("app", "app", "no session");
    store.found("7000/app", "app", SchemaDrift.none(), NOON);

    assertThat(store.all()).singleElement().matches(known -> known.drift() != null);
    assertThat(drift("missing_table")).isEqualTo("0.0");
  }

  @Test
  void databaseThatIsGoneCountsNoMore() {
    found("one", TABLE);
    store.unknown("two", "two", "no session");

    store.retain(List.of("one"));

    assertThat(drift("missing_table")).isEqualTo("1.0");
  }

  @Test
  void unknownIsToldOnceForEachReason() {
    store.unknown("one", "one", DriftStore.NOT_CHECKED);
    store.unknown("one", "one", "no session");
    store.unknown("one", "one", "no session");

    assertThat(out).singleElement().asString().contains("drift unknown", "why=\"no session\"");
  }

  @Test
  void endOfDriftIsTold() {
    found("one", TABLE);
    found("one");

    assertThat(out).last().asString().startsWith("[schema-medic] no drift any more");
  }

  private void found(String database, Drift... drifts) {
    store.found(database, database, SchemaDrift.of(List.of(drifts), 0, 0), NOON);
  }

  private String drift(String kind) {
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith("schema_medic_drift{") && line.contains(kind))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("absent");
  }
}
