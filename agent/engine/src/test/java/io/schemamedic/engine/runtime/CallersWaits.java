package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.entry.Cancellation;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The patience of callers whom nobody disturbs. */
final class CallersWaits {
  private CallersWaits() {}

  static CallersWait of(Duration patience) {
    return of(patience, new Cancellation(statement()));
  }

  static CallersWait of(Duration patience, Cancellation cancellation) {
    return of(patience, cancellation, () -> null);
  }

  static CallersWait of(Duration patience, Supplier<@Nullable String> closed) {
    return of(patience, new Cancellation(statement()), closed);
  }

  private static CallersWait of(
      Duration patience, Cancellation cancellation, Supplier<@Nullable String> closed) {
    Clock clock = new Clock();
    return new CallersWait(
        clock, clock.nanos() + patience.toNanos(), Reason.WAIT_BUDGET_SPENT, cancellation, closed);
  }

  /** Which only can be told from others. */
  static Statement statement() {
    return (Statement)
        Proxy.newProxyInstance(
            CallersWaits.class.getClassLoader(),
            new Class<?>[] {Statement.class},
            (self, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
