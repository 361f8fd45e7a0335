package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.program.Pattern;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All three systems of the demo app in every broken variant: 32 callers at once whose first call
 * meets the gap, in one process and in a fleet of three.
 */
@ParameterizedClass(name = "{0} {1}, {2} processes with {3} callers each")
@CsvSource({
  "NO_TABLES,  AUTOCOMMIT,  1, 32",
  "NO_TABLES,  TRANSACTION, 1, 32",
  "NO_TABLES,  BATCH,       1, 32",
  "NO_TABLES,  READ_FIRST,  1, 32",
  "NO_TABLES,  READ_SCATTERED, 1, 32",
  "NO_TABLES,  BATCH,       3, 8",
  "NO_TABLES,  READ_SCATTERED, 3, 8",
  "INCOMPLETE, AUTOCOMMIT,  1, 32",
  "INCOMPLETE, TRANSACTION, 1, 32",
  "INCOMPLETE, BATCH,       1, 32",
  "INCOMPLETE, READ_FIRST,  1, 32",
  "INCOMPLETE, TRANSACTION, 3, 8"
})
record HealingUnderLoadIT(Variant variant, Pattern pattern, int processes, int callers) {
  private static @Nullable LoadRun current;
  private static Map<String, String> declared = Map.of();
  private static List<String> declaredOrder = List.of();

  @BeforeParameterizedClassInvocation
  static void load(Variant variant, Pattern pattern, int processes, int callers)
      throws IOException {
    current = LoadRun.of(variant, pattern, processes, callers);
    if (declared.isEmpty()) {
      try (TestDatabase asDeclared = TestPostgres.instance().newDatabase()) {
        DemoSchema.createAll(asDeclared);
        declared = LoadRun.catalogOf(asDeclared);
        declaredOrder = LoadRun.columnOrderOf(asDeclared);
      }
    }
  }

  @AfterParameterizedClassInvocation
  static void dropDatabase() throws IOException {
    run().close();
  }

  private static LoadRun run() {
    return requireNonNull(current);
  }

  @Test
  void everyCallSucceeds() {
    assertThat(run().failures()).as("with decisions " + run().decisions()).isEmpty();
    assertThat(run().decisions()).isNotEmpty();
    assertThat(run().decisions().keySet()).allMatch(labels -> labels.contains("\"healed\""));
    assertThat(run().agentErrors()).isZero();
  }

  /** Or the load would not be one. */
  @Test
  void manyCallersMeetTheGapAtOnce() {
    assertThat(run().decisions().values().stream().mapToLong(Long::longValue).sum())
        .isGreaterThanOrEqualTo(processes * callers / 2L);
  }

  @Test
  void everyAcknowledgedRowIsThereOnceAndNoOther() {
    assertThat(run().acknowledged()).hasSizeGreaterThanOrEqualTo(processes * callers * 8);
    assertThat(run().stored()).isEqualTo(run().acknowledged());
  }

  @Test
  void serverRanOneStatementForEachMissingTable() {
    List<String> tables =
        run().serverDdl().stream().filter(sql -> !sql.startsWith("CREATE INDEX")).toList();

    // The log also has a statement that met a lock timeout and was rolled back; that each was
    // repaired only once is what the audit tells.
    assertThat(new HashSet<>(tables)).hasSameSizeAs(variant.missing());
    assertThat(tables)
        .extracting(sql -> sql.replaceFirst("(?s)^((CREATE|ALTER) TABLE [a-z_.]+).*", "$1"))
        .containsOnlyElementsOf(variant.missing());
  }

  @Test
  void auditAndMetricsTellOfTheSameRepairs() {
    List<String> repaired = run().audited("outcome", "repaired");

    assertThat(run().repairs()).isEqualTo(repaired.size());
    assertThat(variant.missing())
        .allSatisfy(ddl -> assertThat(String.join("", repaired)).containsOnlyOnce(ddl + " "));
    assertThat(run().audited("outcome", "failed")).isEmpty();
    // Of two overlapping plans one comes first, and the other is made anew.
    assertThat(run().audited("outcome", "refused"))
        .allMatch(line -> line.contains("\"reason\":\"stale_plan\""));
  }

  /**
   * Column by column, constraint by constraint, index by index. The listing leaves out the position
   * of columns: a column that was added later is last, wherever the declaration has it.
   */
  @Test
  void healedTablesEqualTheDeclaredOnes() {
    assertThat(run().catalog()).isEqualTo(declared);
  }

  @Test
  void columnsOfNewTablesHaveTheDeclaredOrder() {
    assertThat(variant.missing())
        .filteredOn(ddl -> ddl.startsWith("CREATE TABLE "))
        .extracting(ddl -> ddl.substring("CREATE TABLE ".length()))
        .allSatisfy(
            table ->
                assertThat(run().columnOrder())
                    .filteredOn(order -> order.startsWith(table + " "))
                    .isEqualTo(
                        declaredOrder.stream()
                            .filter(order -> order.startsWith(table + " "))
                            .toList())
                    .hasSize(1));
  }

  @Test
  void oldRowsLieWhereTheyLay() {
    assertThat(run().oldRows()).isEqualTo(run().oldRowsBefore());
  }

  @Test
  void nothingIsLeftBehind() {
    assertThat(run().sessionsLeft()).isEqualTo("0");
    assertThat(run().locksLeft()).isEmpty();
  }

  @Test
  void poolKeepsItsConnections() {
    assertThat(run().backends()).hasSize(processes).containsOnly(callers);
  }

  @Test
  void logTellsOfEveryAddition() {
    assertThat(variant.missing())
        .allSatisfy(
            ddl -> assertThat(run().errorLines()).anyMatch(line -> line.contains(ddl + " ")));
  }

  @Test
  void logHasFewLines() {
    assertThat(run().errorLines())
        .allMatch(line -> line.startsWith("[schema-medic] "))
        .hasSizeLessThan(processes * 30);
  }
}
