package io.schemamedic.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.guard.Breaker.State;
import org.junit.jupiter.api.Test;

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
    assertThat(Breaker.closed().failed(NOW).failed(NOW).state(NOW)).isEqualTo(State.CLOSED);
  }

  @Test
  void threeFailuresInARowOpen() {
    Breaker open = open();

    assertThat(open.state(NOW)).isEqualTo(State.OPEN);
    assertThat(open.admits(NOW)).isFalse();
    assertThat(open.admits(NOW + 5 * MINUTE - 1)).isFalse();
  }

  @Test
  void successInBetweenStartsOver() {
    Breaker breaker = Breaker.closed().failed(NOW).failed(NOW).succeeded().failed(NOW).failed(NOW);

    assertThat(breaker.state(NOW)).isEqualTo(State.CLOSED);
  }

  @Test
  void whatSaysNothingNeitherCountsNorStartsOver() {
    Breaker breaker = Breaker.closed().failed(NOW).failed(NOW).endedOtherwise();

    assertThat(breaker.state(NOW)).isEqualTo(State.CLOSED);
    assertThat(breaker.failed(NOW).state(NOW)).isEqualTo(State.OPEN);
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
    Breaker again = open().begun(later).failed(later);

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
    return Breaker.closed().failed(NOW).failed(NOW).failed(NOW);
  }
}
