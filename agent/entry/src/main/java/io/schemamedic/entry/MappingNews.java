package io.schemamedic.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate tells: its schema tooling is about to do what its settings say, or has done so.
 * Same rules as {@link Gatekeeper}: no method throws. Thread-safe.
 */
public final class MappingNews {
  private MappingNews() {}

  /**
   * Woven code: a session factory is being built, and its mapping is complete.
   *
   * @param coordinator the class that was woven
   * @param over whether Hibernate's tooling has done its part, which may have been to create tables
   */
  public static void schemaManagement(
      @Nullable Class<?> coordinator,
      @Nullable Object metadata,
      @Nullable Object services,
      @Nullable Map<?, ?> settings,
      boolean over) {
    Engine current = null;
    try {
      if (InsideAgent.isCurrentThread()
          || coordinator == null
          || metadata == null
          || services == null
          || settings == null) {
        return;
      }
      current = Gatekeeper.engineForMapping();
      if (current != null) {
        InsideAgent.enter();
        try {
          current.mapped(new HibernateMapping(coordinator, metadata, services, settings), over);
        } finally {
          InsideAgent.leave();
        }
      }
    } catch (Throwable e) {
      Gatekeeper.report(current, e);
    }
  }
}
