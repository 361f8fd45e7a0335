package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.runtime.DriftStore.Lack;
import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftStoreTest {
  private static final Lack TABLE = Lack.table(name("public.items"));
  private static final Lack COLUMN = Lack.column(name("public.orders"), Identifier.of("note"));

  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final List<String> out = new ArrayList<>();
  private final DriftStore store = new DriftStore(metrics, out::add);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void lackOfAllDatabasesIsCounted() {
    store.found("one", List.of(TABLE, COLUMN));
    store.found("two", List.of(COLUMN));

    assertThat(drift("missing_table")).isEqualTo("1.0");
    assertThat(drift("missing_column")).isEqualTo("2.0");
  }

  @Test
  void nothingMissingIsZero() {
    store.found("one", List.of());

    assertThat(drift("missing_table")).isEqualTo("0.0");
    assertThat(out).isEmpty();
  }

  @Test
  void oneUnknownDatabaseMakesTheSumUnknown() {
    store.found("one", List.of(TABLE));
    store.unknown("two");

    assertThat(drift("missing_table")).isNotEqualTo("1.0").isNotEqualTo("0.0");
  }

  @Test
  void unknownBecomesKnownAgain() {
    store.unknown("one");
    store.found("one", List.of(TABLE));

    assertThat(drift("missing_table")).isEqualTo("1.0");
  }

  @Test
  void newsAreToldOnce() {
    store.found("one", List.of(TABLE));
    store.found("one", List.of(TABLE));

    assertThat(out)
        .singleElement()
        .asString()
        .startsWith("[schema-medic] declared but missing")
        .contains("one", "public.items");
  }

  @Test
  void otherThingsMissingAreNewsEvenIfAsMany() {
    store.found("one", List.of(TABLE));
    store.found("one", List.of(COLUMN));

    assertThat(out).hasSize(2);
  }

  @Test
  void repairClosesWhatItAdded() {
    store.found("one", List.of(TABLE, COLUMN));

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
    store.found("one", List.of(TABLE, COLUMN));
    store.found("two", List.of());
    store.unknown("three");

    assertThat(store.toJson())
        .isEqualTo(
            "{\"databases\":["
                + "{\"database\":\"one\",\"known\":true,\"missing\":["
                + "{\"kind\":\"missing_table\",\"relation\":\"public.items\","
                + "\"severity\":\"breaks\"},"
                + "{\"kind\":\"missing_column\",\"relation\":\"public.orders\","
                + "\"column\":\"note\",\"severity\":\"breaks\"}]},"
                + "{\"database\":\"two\",\"known\":true,\"missing\":[]},"
                + "{\"database\":\"three\",\"known\":false,\"missing\":[]}]}");
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
