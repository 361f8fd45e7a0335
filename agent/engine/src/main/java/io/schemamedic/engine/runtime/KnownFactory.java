package io.schemamedic.engine.runtime;

import java.lang.ref.WeakReference;

/** A session factory by its service registry, which is held weakly. Immutable. */
final class KnownFactory {
  private final String source;
  private final WeakReference<Object> services;

  KnownFactory(String source, Object services) {
    this.source = source;
    this.services = new WeakReference<>(services);
  }

  /** The name under which its model is declared. */
  String source() {
    return source;
  }

  boolean isOf(Object otherServices) {
    return services.get() == otherServices;
  }

  /** Whether it has not been closed, as far as can be told. */
  boolean isOpen() {
    Object current = services.get();
    if (current == null) {
      return false;
    }
    try {
      return !Boolean.FALSE.equals(current.getClass().getMethod("isActive").invoke(current));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A registry of another make: taken for open, so that no other model takes its place.
      return true;
    }
  }
}
