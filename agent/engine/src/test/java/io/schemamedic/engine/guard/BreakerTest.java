package io.schemamedic.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.guard.Breaker.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerTest {
  private static final long MINUTE = 60L * 1_000_000_000;

  /** Clocks count from anywhere: this one overflows within the test. */
  private static final long NOW = Long.parseLong("9223372036854775000") - MINUTE;

  @Test
  void closedAdmits() {
    assertThat(Breaker.closed().admits(NOW)).isTrue();
    assertThat(Breaker.closed().state(NOW)).isEqualTo(State.CLOSED);
  }

  @Test
  void twoFailuresDoNotOpen() {
    assertThat(
            Breaker.closed()
                .failed(Reason.DDL_FAILED, NOW)
                .failed(Reason.DDL_FAILED, NOW)
                .state(NOW))
        .isEqualTo(State.CLOSED);
  }

  @Test
  void threeFailuresInARowOpen() {
    Breaker open = open();

    assertThat(open.state(NOW)).isEqualTo(State.OPEN);
    assertThat(open.admits(NOW)).isFalse();
    assertThat(open.admits(NOW + 5 * MINUTE - 1)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"DDL_FORBIDDEN", "UNPLANNED_CHANGE", "NO_PRIVILEGE"})
  void whatForbidsToGoOnOpensAtOnce(Reason reason) {
    Breaker open = Breaker.closed().failed(reason, NOW);

    assertThat(open.state(NOW + 5 * MINUTE - 1)).isEqualTo(State.OPEN);
    assertThat(open.state(NOW + 5 * MINUTE)).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void successInBetweenStartsOver() {
    Breaker breaker =
        Breaker.closed()
            .failed(Reason.DDL_FAILED, NOW)
            .failed(Reason.DDL_FAILED, NOW)
            .succeeded()
            .failed(Reason.DDL_FAILED, NOW)
            .failed(Reason.DDL_FAILED, NOW);

    assertThat(breaker.state(NOW)).isEqualTo(State.CLOSED);
  }

  @Test
  void whatSaysNothingNeitherCountsNorStartsOver() {
    Breaker breaker =
        Breaker.closed()
            .failed(Reason.DDL_FAILED, NOW)
            .failed(Reason.DDL_FAILED, NOW)
            .endedOtherwise();

    assertThat(breaker.state(NOW)).isEqualTo(State.CLOSED);
    assertThat(breaker.failed(Reason.DDL_FAILED, NOW).state(NOW)).isEqualTo(State.OPEN);
  }

  @Test
  void afterFiveMinutesOneIsAdmitted() {
    Breaker halfOpen = open();
    long later = NOW + 5 * MINUTE;

    assertThat(halfOpen.state(later)).isEqualTo(State.HALF_OPEN);
    assertThat(halfOpen.admits(later)).isTrue();
    assertThat(halfOpen.begun(later).admits(later)).isFalse();
  }

  @Test
  void successOfTheOneCloses() {
    assertThat(open().begun(NOW + 5 * MINUTE).succeeded().state(NOW + 5 * MINUTE))
        .isEqualTo(State.CLOSED);
  }

  @Test
  void failureOfTheOneOpensForAnotherFiveMinutes() {
    long later = NOW + 5 * MINUTE;
    Breaker again = open().begun(later).failed(Reason.DDL_FAILED, later);

    assertThat(again.state(later)).isEqualTo(State.OPEN);
    assertThat(again.state(later + 5 * MINUTE - 1)).isEqualTo(State.OPEN);
    assertThat(again.state(later + 5 * MINUTE)).isEqualTo(State.HALF_OPEN);
  }

  @Test
  void oneThatSaidNothingLetsTheNextTry() {
    long later = NOW + 5 * MINUTE;

    assertThat(open().begun(later).endedOtherwise().admits(later)).isTrue();
  }

  @Test
  void beginningWhileClosedChangesNothing() {
    assertThat(Breaker.closed().begun(NOW)).isSameAs(Breaker.closed());
  }

  private static Breaker open() {
    return Breaker.closed()
        .failed(Reason.DDL_FAILED, NOW)
        .failed(Reason.DDL_FAILED, NOW)
        .failed(Reason.DDL_FAILED, NOW);
  }
}
