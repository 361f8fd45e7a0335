package io.schemamedic.entry;

import io.schemamedic.entry.FailedCall.BatchEntries;
import io.schemamedic.entry.FailedCall.Form;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One permitted repetition of a driver's method: what the woven method holds, as an opaque object,
 * from the gate's yes to its next outcome.
 */
final class Attempt implements BiFunction<String, Object[], @Nullable Object> {
  /** The engine that permitted it; the one that hears how it went, even if the gate has closed. */
  final Engine engine;

  /** The engine's own opaque value. */
  final Object permission;

  /** What the driver threw before any repetition: what the caller gets in the end. */
  final Throwable first;

  final @Nullable BatchEntries entries;

  /**
   * The engine has said yes to a repetition. The entries of a batch are put back.
   *
   * @throws IllegalStateException if it must not be, whatever the engine says
   */
  static Attempt after(FailedCall call, Engine engine, Object permission, Throwable first) {
    BatchEntries entries = call.batchEntries();
    if (entries == null
        && (call.form() == Form.STATEMENT_BATCH || call.form() == Form.PREPARED_BATCH)) {
      // The driver has cleared the batch: repeating it would return an empty array, as if all were
      // done, and lose the entries without an error.
      throw new IllegalStateException("Asked to repeat a batch whose entries are gone");
    }
    if (!call.isAsItWas()) {
      throw new IllegalStateException("Asked to repeat what another thread has changed");
    }
    Attempt next = new Attempt(engine, permission, first, entries);
    if (entries != null) {
      entries.restore();
    }
    return next;
  }

  /** How {@link Gate} hands over the next outcome, whoever is there by then. */
  @Override
  public @Nullable Object apply(String event, Object[] arguments) {
    return WovenCalls.answer(event, arguments, this);
  }

  private Attempt(
      Engine engine, Object permission, Throwable first, @Nullable BatchEntries entries) {
    this.engine = engine;
    this.permission = permission;
    this.first = first;
    this.entries = entries;
  }
}
