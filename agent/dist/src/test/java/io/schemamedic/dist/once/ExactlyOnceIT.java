package io.schemamedic.dist.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While a saboteur takes away columns and tables, callers store rows in every supported way. In the
 * end there are exactly the rows that they were told are stored, each once, and the books of the
 * service, the agent and the server agree. Prints its seed; {@code -Donce.seed=} makes the same
 * choices again, {@code -Donce.calls=} more or fewer calls.
 */
class ExactlyOnceIT {
  private static final int CALLS = Integer.getInteger("once.calls", 5_200);

  /** As many as one process may repair for. */
  private static final int CALLS_OF_A_ROUND = 20_000;

  private static final long SEED =
      Long.getLong("once.seed", System.currentTimeMillis() % 1_000_000_000);

  /** How a call may end; what is missing here must not come up. */
  private static final Set<String> EXPLAINED =
      Set.of(
          "healed/repaired",
          "healed/already_present",
          "healed/cached_plan",
          "repaired_for_next/later_in_transaction",
          "repaired_for_next/rewrite_unknown",
          "repaired_for_next/batch_partly_applied",
          "failed/batch_partly_applied",
          "failed/lock_timeout",
          "failed/deploy_in_progress",
          "failed/no_progress",
          "failed/retry_failed",
          "failed/wait_budget_spent",
          "refused/caller_holds_lock",
          "refused/stale_plan",
          "refused/unreadable_name",
          "refused/later_in_transaction",
          "refused/rewrite_unknown",
          "refused/batch_partly_applied");

  private static final List<OnceRound> ROUNDS = new ArrayList<>();

  @BeforeAll
  static void play(@TempDir Path directory) throws Exception {
    System.out.println("ExactlyOnceIT: -Donce.seed=" + SEED + " -Donce.calls=" + CALLS);
    int rounds = (CALLS + CALLS_OF_A_ROUND - 1) / CALLS_OF_A_ROUND;
    for (int number = 0; number < rounds; number++) {
      Path records = Files.createDirectory(directory.resolve("round" + number));
      OnceRound round = OnceRound.play(SEED + number, (CALLS + rounds - 1) / rounds, records);
      System.out.println("ExactlyOnceIT: " + round);
      ROUNDS.add(round);
    }
  }

  @Test
  void everyAcknowledgedRowIsThere() {
    assertThat(ROUNDS).allSatisfy(round -> assertThat(round.rowsLost()).isEmpty());
    assertThat(sum(round -> round.service().acknowledgedWrites())).isGreaterThanOrEqualTo(CALLS);
  }

  @Test
  void everyRowIsAcknowledged() {
    assertThat(ROUNDS).allSatisfy(round -> assertThat(round.rowsNobodyKnows()).isEmpty());
  }

  @Test
  void nobodyIsStuckOrSeesWhatMustNotBe() {
    assertThat(ROUNDS).allSatisfy(round -> assertThat(round.service().complaints()).isEmpty());
  }

  @Test
  void auditAndServerAgree() {
    assertThat(ROUNDS).allSatisfy(round -> assertThat(round.disagreements()).isEmpty());
  }

  @Test
  void everyRepairIsInTheAuditAndInTheMetrics() {
    assertThat(ROUNDS)
        .allSatisfy(
            round -> assertThat(round.repairs("repaired")).isEqualTo(round.auditedRepairs()));
  }

  @Test
  void whatWorkedInTheEndIsWhatTheAgentCountsAsHealed() {
    assertThat(ROUNDS)
        .allSatisfy(
            round -> {
              int healed =
                  round.service().healedWays().values().stream().mapToInt(Integer::intValue).sum();
              assertThat(round.decisions("healed")).isEqualTo(healed);
              assertThat(round.retries("repeated")).isEqualTo(healed);
            });
  }

  @Test
  void everyExceptionHasItsDecision() {
    assertThat(ROUNDS)
        .allSatisfy(
            round -> {
              TreeMap<String, Integer> exceptions = new TreeMap<>(round.service().exceptions());
              // The agent does not ask why a transaction is over.
              exceptions.remove("25P02");
              assertThat(exceptions.keySet()).isSubsetOf(Set.of("42P01", "42703", "0A000"));
              assertThat(exceptions.values().stream().mapToInt(Integer::intValue).sum())
                  .isEqualTo(
                      round.decisions("repaired_for_next")
                          + round.decisions("refused")
                          + round.decisions("failed"));
            });
  }

  @Test
  void everyExceptionHasAReasonThatIsExpected() {
    assertThat(ROUNDS)
        .allSatisfy(round -> assertThat(EXPLAINED).containsAll(round.decisions().keySet()));
  }

  @Test
  void everyRepetitionHasItsDecision() {
    assertThat(ROUNDS)
        .allSatisfy(
            round ->
                assertThat(round.retries("not_repeated") + round.retries("failed_again"))
                    .isGreaterThanOrEqualTo(round.decisions("repaired_for_next"))
                    .isLessThanOrEqualTo(
                        round.decisions("repaired_for_next")
                            + round.decisions("failed")
                            + round.decisions("refused")));
  }

  @Test
  void agentHasNoErrors() {
    assertThat(ROUNDS).allSatisfy(round -> assertThat(round.agentErrors()).isEmpty());
  }

  /** Random is worth nothing if nothing happens. */
  @Test
  void muchIsHealed() {
    assertThat(sum(OnceRound::strikes)).isGreaterThan(CALLS / 50);
    assertThat(sum(round -> round.decisions("healed"))).isGreaterThan(sum(OnceRound::strikes));
    assertThat(sum(round -> round.repairs("repaired"))).isGreaterThan(sum(OnceRound::strikes) / 2);
  }

  @Test
  void everyWayThatMayBeRepeatedAndEveryKindOfConnectionIsHealed() {
    assertThat(Way.values())
        .filteredOn(Way::isHealedAnywhere)
        .allSatisfy(way -> assertThat(healed(ServiceBooks::healedWays, way)).isPositive());
    assertThat(Link.values())
        .allSatisfy(link -> assertThat(healed(ServiceBooks::healedLinks, link)).isPositive());
  }

  private static int sum(ToIntFunction<OnceRound> number) {
    return ROUNDS.stream().mapToInt(number).sum();
  }

  private static <K> int healed(Function<ServiceBooks, Map<K, Integer>> healed, K key) {
    return sum(round -> healed.apply(round.service()).getOrDefault(key, 0));
  }
}
