package io.schemamedic.entry;

import io.schemamedic.entry.FailedCall.BatchEntries;
import org.jspecify.annotations.Nullable;

/**
 * One permitted repetition of a driver's method: what the woven method holds, as an opaque object,
 * from the gate's yes to its next outcome.
 */
final class Attempt {
  /** The engine that permitted it; the one that hears how it went, even if the gate has closed. */
  final Engine engine;

  /** The engine's own opaque value. */
  final Object permission;

  /** What the driver threw before any repetition: what the caller gets in the end. */
  final Throwable first;

  final @Nullable BatchEntries entries;

  Attempt(Engine engine, Object permission, Throwable first, @Nullable BatchEntries entries) {
    this.engine = engine;
    this.permission = permission;
    this.first = first;
    this.entries = entries;
  }
}
