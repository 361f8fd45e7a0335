package io.schemamedic.engine.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on only when told to. */
final class TestClock extends Clock {
  /** Anywhere, as System.nanoTime() begins anywhere; negative, to find out who compares with 0. */
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

  @Override
  long nanos() {
    return nanos.get();
  }

  @Override
  Instant now() {
    return Instant.EPOCH.plusNanos(nanos.get());
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
