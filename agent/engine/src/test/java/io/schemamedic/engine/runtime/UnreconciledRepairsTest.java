package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.MigrationHistory;
import io.schemamedic.engine.catalog.MigrationHistory.Entry;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.PendingMigrations;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnreconciledRepairsTest {
  private static final RelationName ORDERS =
      RelationName.of(Identifier.of("public"), Identifier.of("orders"));
  private static final Identifier NOTE = Identifier.of("note");
  private static final Migration BASE =
      new Migration("1", "V1__base.sql", Set.of(ORDERS), Map.of());
  private static final Migration ADDS_NOTE =
      new Migration("2", "V2__note.sql", Set.of(), Map.of(ORDERS, Set.of(NOTE)));

  private final UnreconciledRepairs repairs = new UnreconciledRepairs();

  UnreconciledRepairsTest() {
    repairs.add("here/shop", noteAdded());
  }

  @Test
  void repairCountsOnceForADatabase() {
    repairs.add("here/shop", noteAdded());
    repairs.add("there/shop", noteAdded());

    assertThat(repairs.count()).isEqualTo(2);
    assertThat(repairs.waitFor("here/shop")).isTrue();
    assertThat(repairs.waitFor("nowhere")).isFalse();
  }

  @Test
  void migrationThatHasRunMakesUpForIt() {
    look("here/shop", List.of(BASE, ADDS_NOTE), "1", "2");

    assertThat(repairs.count()).isZero();
  }

  @Test
  void migrationThatHasRunElsewhereOnlyDoesNot() {
    look("there/shop", List.of(BASE, ADDS_NOTE), "1", "2");

    assertThat(repairs.count()).isEqualTo(1);
  }

  @Test
  void pendingMigrationDoesNot() {
    look("here/shop", List.of(BASE, ADDS_NOTE), "1");

    assertThat(repairs.count()).isEqualTo(1);
  }

  @Test
  void migrationsWithoutItDoNot() {
    look("here/shop", List.of(BASE), "1");

    assertThat(repairs.count()).isEqualTo(1);
  }

  @Test
  void withoutAHistoryNothingIsKnown() {
    look("here/shop", List.of(BASE, ADDS_NOTE));

    assertThat(repairs.count()).isEqualTo(1);
  }

  @Test
  void oldestIsForgottenBeyondABound() {
    for (int i = 0; i < 2000; i++) {
      repairs.add("database " + i, noteAdded());
    }

    assertThat(repairs.count()).isEqualTo(1000);
    assertThat(repairs.waitFor("here/shop")).isFalse();
  }

  private void look(String database, List<Migration> migrations, String... ran) {
    List<SourceContent> declared =
        List.of(
            SourceContent.ofMigrations(
                "dir:migrations", DeclaredSchema.builder().build(), migrations));
    List<Entry> entries =
        Stream.of(ran)
            .map(version -> new Entry(version, "V" + version + "__x.sql", "SQL", true))
            .toList();
    MigrationHistory history =
        ran.length == 0
            ? MigrationHistory.unknown()
            : new MigrationHistory(List.of(entries), false);
    repairs.looked(database, declared, PendingMigrations.of(declared, history));
  }

  private static RepairPlan noteAdded() {
    return RepairPlan.builder()
        .statement(PlannedStatement.creating(ORDERS, "ALTER TABLE orders ADD COLUMN note text"))
        .newColumns(ORDERS, Set.of(NOTE))
        .build();
  }
}
