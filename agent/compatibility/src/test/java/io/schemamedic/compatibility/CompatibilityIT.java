package io.schemamedic.compatibility;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.compatibility.program.PooledSource;
import io.schemamedic.compatibility.program.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The same scenes with each driver, pool and JDK: a diagonal of them, or all by profile. */
@ParameterizedClass(name = "{0}")
@MethodSource("cells")
record CompatibilityIT(Cell cell) {
  private static @Nullable CellRun current;

  static List<Cell> cells() {
    return Cell.chosen();
  }

  @BeforeParameterizedClassInvocation
  static void play(Cell cell, @TempDir Path records) throws IOException {
    current = new CellRun(cell, records);
  }

  @AfterParameterizedClassInvocation
  static void dropDatabase() {
    run().close();
  }

  private static CellRun run() {
    return requireNonNull(current);
  }

  private static Played played(Scene scene) {
    return run().played(scene);
  }

  /** One failure, one decision, one repair, and the caller sees nothing of it. */
  private static void assertHealed(Scene scene, String kind, String... seen) {
    assertThat(played(scene).seen()).containsExactly(seen);
    assertThat(played(scene).failures()).isEqualTo(Map.of(kind, 1));
    assertThat(played(scene).decisions()).isEqualTo(Map.of("healed/repaired", 1));
    assertThat(played(scene).repairs()).isEqualTo(Map.of("repaired", 1));
  }

  @Test
  void callInAutocommitHeals() {
    assertHealed(Scene.AUTOCOMMIT, "undefined_table", "updated 1", "same session");
  }

  @Test
  void firstStatementOfTransactionHeals() {
    assertHealed(
        Scene.FIRST_IN_TRANSACTION, "undefined_column", "updated 1", "updated 1", "same session");
  }

  @Test
  void preparedBatchHeals() {
    assertHealed(Scene.BATCH, "undefined_table", "updated [1, 1, 1]", "same session");
  }

  @Test
  void healedStatementWorksWhenThePoolUsesItAgain() {
    assertHealed(
        Scene.CACHED_STATEMENT,
        "undefined_column",
        "updated 7",
        cell.pool().keepsStatements() ? "statement kept" : "new statements",
        "same session");
  }

  /** HikariCP closes a session that it sees fail like this. */
  @Test
  void sessionWithAStalePlanSurvives() {
    Played stale = played(Scene.STALE_PLAN);

    assertThat(stale.seen()).containsExactly("updated 1", "2 columns", "same session");
    assertThat(stale.failures()).isEqualTo(Map.of("undefined_column", 1, "cached_plan", 1));
    assertThat(stale.decisions()).isEqualTo(Map.of("healed/repaired", 1, "healed/cached_plan", 1));
    assertThat(stale.repairs()).isEqualTo(Map.of("repaired", 1));
  }

  @Test
  void manyCallersAtOnceShareOneRepair() {
    Played many = played(Scene.MANY_AT_ONCE);

    assertThat(many.seen()).containsExactly(PooledSource.SESSIONS + " updated 1, same session");
    assertThat(many.repairs()).isEqualTo(Map.of("repaired", 1));
    assertThat(many.decisions().keySet()).allMatch(decision -> decision.startsWith("healed/"));
    assertThat(many.decisions().values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThan(1)
        .isEqualTo(many.failures().get("undefined_column"));
  }

  @Test
  void laterInTransactionTheCallerGetsItsException() {
    Played later = played(Scene.LATER_IN_TRANSACTION);

    assertThat(later.seen())
        .isEqualTo(run().seenWithoutAgent(Scene.LATER_IN_TRANSACTION))
        .contains("  SQLSTATE 42703, vendor code 0", "same session");
    assertThat(later.failures()).isEqualTo(Map.of("undefined_column", 1));
    assertThat(later.decisions()).isEqualTo(Map.of("repaired_for_next/later_in_transaction", 1));
    assertThat(later.repairs()).isEqualTo(Map.of("repaired", 1));
  }

  @Test
  void transactionAfterThatWorks() {
    assertThat(played(Scene.NEXT_TRANSACTION).seen())
        .containsExactly("updated 1", "updated 1", "same session");
    assertThat(played(Scene.NEXT_TRANSACTION).failures()).isEmpty();
  }

  @Test
  void exceptionThatIsNotOursIsTheOneWithoutTheAgent() {
    Played undeclared = played(Scene.UNDECLARED);

    assertThat(undeclared.seen())
        .isEqualTo(run().seenWithoutAgent(Scene.UNDECLARED))
        .contains("  SQLSTATE 42P01, vendor code 0", "same session");
    assertThat(undeclared.failures()).isEqualTo(Map.of("undefined_table", 2));
    assertThat(undeclared.decisions()).isEqualTo(Map.of("refused/undeclared", 2));
    assertThat(undeclared.repairs()).isEmpty();
  }

  @Test
  void poolNoticesWhatItNoticesWithoutTheAgent() {
    assertThat(played(Scene.UNDECLARED).noticed()).isEqualTo(run().noticedWithoutAgent());
  }

  @Test
  void poolNoticesNothingOfHealedCalls() {
    Set<Scene> healed = EnumSet.range(Scene.NEXT_TRANSACTION, Scene.STALE_PLAN);

    assertThat(healed)
        .allSatisfy(
            scene ->
                assertThat(played(scene).noticed()).isEqualTo(played(Scene.UNDECLARED).noticed()));
  }

  @Test
  void poolKeepsItsSessions() {
    Set<Scene> beforeTheLoss = EnumSet.complementOf(EnumSet.of(Scene.LOST_SESSION));

    assertThat(run().sessionsAtFirst()).hasSize(cell.pool().kept());
    assertThat(beforeTheLoss)
        .allSatisfy(
            scene -> assertThat(played(scene).sessions()).isEqualTo(run().sessionsAtFirst()));
  }

  /** Or nothing would follow from its silence. */
  @Test
  void poolNoticesALostSession() {
    Played lost = played(Scene.LOST_SESSION);
    boolean pooled = cell.pool().kept() > 0;

    assertThat(lost.seen()).containsExactly("57P01");
    assertThat(!lost.noticed().equals(played(Scene.STALE_PLAN).noticed())).isEqualTo(pooled);
    assertThat(!lost.sessions().equals(run().sessionsAtFirst())).isEqualTo(pooled);
  }

  @Test
  void nobodyButTheAgentLogs() {
    assertThat(run().errorLines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("[schema-medic] "));
    assertThat(run().agentErrors()).isZero();
  }

  @Test
  void everyAcknowledgedRowIsThereOnceAndNoOther() {
    assertThat(run().rows())
        .isEqualTo(
            Map.of(
                "present", ids(2, 3),
                "later", ids(2, 2),
                "first", ids(1, 1),
                "missing", ids(1, 1),
                "batch", ids(1, 3),
                "cached", ids(1, 7),
                "many", ids(1, PooledSource.SESSIONS),
                "planned", ids(1, 1)));
  }

  private static List<String> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
  }
}
