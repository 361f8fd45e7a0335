package io.schemamedic.engine.admin;

import io.schemamedic.engine.log.LogLine;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells that somebody tries secrets, at most once a minute, and never which. Thread-safe. */
final class WrongSecrets {
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> stderr;
  private final LongSupplier nanoClock;
  private long untold;
  private long toldAt;
  private boolean told;

  WrongSecrets(Consumer<String> stderr, LongSupplier nanoClock) {
    this.stderr = stderr;
    this.nanoClock = nanoClock;
  }

  /**
   * @param client the address that the last one came from
   */
  synchronized void refused(String client) {
    untold++;
    long now = nanoClock.getAsLong();
    if (told && now - toldAt < PAUSE_NANOS) {
      return;
    }
    stderr.accept(
        LogLine.of("wrong token or password over HTTP, nothing was changed")
            .field("count", untold)
            .field("last-from", client)
            .field("advice", "If that is nobody you know, close the port to them or change it.")
            .toString());
    untold = 0;
    toldAt = now;
    told = true;
  }
}
