package io.schemamedic.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.MigrationHistory;
import io.schemamedic.engine.catalog.MigrationHistory.Entry;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PendingMigrationsTest {
  private static final RelationName ORDERS =
      RelationName.of(Identifier.of("public"), Identifier.of("orders"));
  private static final Identifier NOTE = Identifier.of("note");

  @Test
  void migrationThatTheHistoryLacksIsPending() {
    assertThat(making(applied("1"))).containsExactly("V7__note.sql");
  }

  @Test
  void versionInTheHistoryHasRunHoweverItIsWritten() {
    assertThat(making(applied("1"), applied("7.0"))).isEmpty();
  }

  @Test
  void failedMigrationHasNotRun() {
    assertThat(making(applied("1"), new Entry("7", "V7__note.sql", "SQL", false)))
        .containsExactly("V7__note.sql");
  }

  @Test
  void undoneMigrationHasNotRun() {
    assertThat(making(applied("1"), applied("7"), new Entry("7", "U7__n.sql", "UNDO_SQL", true)))
        .containsExactly("V7__note.sql");
  }

  @Test
  void deletedMigrationHasNotRun() {
    assertThat(making(applied("1"), applied("7"), new Entry("7", "V7__note.sql", "DELETE", true)))
        .containsExactly("V7__note.sql");
  }

  @Test
  void baselineStandsForAllBelowIt() {
    assertThat(making(new Entry("8", "<< Flyway Baseline >>", "BASELINE", true))).isEmpty();
  }

  @Test
  void laterVersionDoesNotStandForAnEarlierOne() {
    assertThat(making(applied("1"), applied("8"))).containsExactly("V7__note.sql");
  }

  @Test
  void baselineMigrationIsNotNeededWhereItsVersionsHaveRun() {
    List<Migration> migrations =
        List.of(new Migration("5", "B5__all.sql", Set.of(ORDERS), Map.of(ORDERS, Set.of(NOTE))));

    assertThat(making(migrations, List.of(applied("1"), applied("5")))).isEmpty();
    assertThat(making(migrations, List.of(applied("4")))).containsExactly("B5__all.sql");
  }

  @Test
  void repeatableMigrationHasRunIfItsScriptIsThere() {
    List<Migration> migrations =
        List.of(new Migration("", "R__a.sql", Set.of(ORDERS), Map.of(ORDERS, Set.of(NOTE))));

    assertThat(making(migrations, List.of(applied("1")))).containsExactly("R__a.sql");
    assertThat(making(migrations, List.of(new Entry(null, "x/R__a.sql", "SQL", true)))).isEmpty();
  }

  @Test
  void withoutHistoryNothingIsTold() {
    assertThat(pending(MigrationHistory.unknown()).making(ORDERS, NOTE)).isEmpty();
  }

  @Test
  void historyOfAnotherServiceIsNotAsked() {
    List<Entry> other = List.of(new Entry("7", "V7__other.sql", "SQL", true));
    List<Entry> ours = List.of(applied("1"));

    assertThat(pending(new MigrationHistory(List.of(other, ours), false)).making(ORDERS, NOTE))
        .containsExactly("V7__note.sql");
    assertThat(pending(new MigrationHistory(List.of(other, other), false)).making(ORDERS, NOTE))
        .isEmpty();
  }

  @Test
  void toolAtWorkCountsIfSomethingIsPending() {
    assertThat(pending(new MigrationHistory(List.of(List.of(applied("1"))), true)).isUnderWay())
        .isTrue();
    assertThat(
            pending(new MigrationHistory(List.of(List.of(applied("1"), applied("7"))), true))
                .isUnderWay())
        .isFalse();
  }

  @Test
  void planThatMakesTheSameHasTheHazard() {
    RepairPlan noted = pending(history(applied("1"))).notedIn(plan(NOTE));

    assertThat(noted.pending()).containsExactly("V7__note.sql");
    assertThat(noted.hazards())
        .containsExactly(Hazard.of(Hazard.Kind.PENDING_MIGRATION, "V7__note.sql"));
    assertThat(noted.fingerprint()).isEqualTo(plan(NOTE).fingerprint());
  }

  @Test
  void migrationThatAsksBeforeItMakesIsNamedWithoutHazard() {
    Migration tolerant = migrations().get(1).tolerant();
    PendingMigrations pending =
        PendingMigrations.of(
            List.of(source(List.of(migrations().get(0), tolerant))), history(applied("1")));

    assertThat(pending.notedIn(plan(NOTE)).pending()).containsExactly("V7__note.sql");
    assertThat(pending.notedIn(plan(NOTE)).hazards()).isEmpty();
  }

  @Test
  void planThatMakesSomethingElseIsLeftAsItIs() {
    RepairPlan plan = plan(Identifier.of("other"));

    assertThat(pending(history(applied("1"))).notedIn(plan)).isSameAs(plan);
  }

  @Test
  void planThatMakesWhatAMigrationRenamesIsTold() {
    MigrationSteps steps = new MigrationSteps();
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("1", "CREATE TABLE old (id int); CREATE TABLE lines (text text)");
    scripts.put("2", "ALTER TABLE old RENAME TO orders; ALTER TABLE orders ADD COLUMN more text");
    scripts.put("3", "ALTER TABLE lines RENAME COLUMN text TO note");
    DdlScriptReader.readMigrations(scripts, steps);
    List<Migration> migrations =
        scripts.keySet().stream().map(id -> steps.of(id, id, "V" + id + "__note.sql")).toList();
    RelationName lines = RelationName.of(Identifier.of("public"), Identifier.of("lines"));
    RepairPlan table =
        RepairPlan.builder()
            .statement(PlannedStatement.creating(ORDERS, "CREATE TABLE"))
            .newTable(ORDERS)
            .build();
    RepairPlan column =
        RepairPlan.builder()
            .statement(PlannedStatement.creating(lines, "ALTER TABLE"))
            .newColumns(lines, Set.of(NOTE))
            .build();

    PendingMigrations first =
        PendingMigrations.of(List.of(source(migrations)), history(applied("1")));
    PendingMigrations all =
        PendingMigrations.of(
            List.of(source(migrations)), history(applied("1"), applied("2"), applied("3")));

    assertThat(first.renamingInto(table))
        .isEqualTo("V2__note.sql renames public.old to public.orders");
    assertThat(first.renamingInto(column))
        .isEqualTo("V3__note.sql renames public.lines.text to public.lines.note");
    assertThat(first.renamingInto(plan(Identifier.of("more")))).isNull();
    assertThat(all.renamingInto(table)).isNull();
    assertThat(all.renamingInto(column)).isNull();
  }

  private static RepairPlan plan(Identifier column) {
    return RepairPlan.builder()
        .statement(PlannedStatement.creating(ORDERS, "ALTER TABLE"))
        .newColumns(ORDERS, Set.of(column))
        .build();
  }

  private static Entry applied(String version) {
    return new Entry(version, "V" + version + "__note.sql", "SQL", true);
  }

  private static List<Migration> migrations() {
    return List.of(
        new Migration("1", "V1__note.sql", Set.of(ORDERS), Map.of()),
        new Migration("7", "V7__note.sql", Set.of(), Map.of(ORDERS, Set.of(NOTE))));
  }

  private static MigrationHistory history(Entry... entries) {
    return new MigrationHistory(List.of(List.of(entries)), false);
  }

  private static PendingMigrations pending(MigrationHistory history) {
    return PendingMigrations.of(List.of(source(migrations())), history);
  }

  private static SourceContent source(List<Migration> migrations) {
    return SourceContent.ofMigrations("test", DeclaredSchema.builder().build(), migrations);
  }

  private static List<String> making(Entry... entries) {
    return making(migrations(), List.of(entries));
  }

  private static List<String> making(List<Migration> migrations, List<Entry> entries) {
    return PendingMigrations.of(
            List.of(source(migrations)), new MigrationHistory(List.of(entries), false))
        .making(ORDERS, NOTE);
  }
}
