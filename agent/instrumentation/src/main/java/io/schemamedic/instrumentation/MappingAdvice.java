package io.schemamedic.instrumentation;

import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;

/**
 * For {@code SchemaManagementToolCoordinator.process}, to which Hibernate hands the complete
 * mapping of every session factory, whatever its settings make of it. Same rules as {@link
 * StatementAdvice}, and not even Hibernate's own types.
 */
@NullUnmarked
final class MappingAdvice {
  private MappingAdvice() {}

  /** Tells the gate first, since the tooling may be about to compare mapping and database. */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Origin Class<?> coordinator,
      @Advice.Argument(0) Object metadata,
      @Advice.Argument(1) Object services,
      @Advice.Argument(2) Map<?, ?> settings)
      throws ReflectiveOperationException {
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("call", String.class, Object[].class, Object.class)
        .invoke(
            null,
            "schemaManagement",
            new Object[] {coordinator, metadata, services, settings, false},
            null);
  }

  /** And again when the tooling has done its part, unless that has failed. */
  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Origin Class<?> coordinator,
      @Advice.Argument(0) Object metadata,
      @Advice.Argument(1) Object services,
      @Advice.Argument(2) Map<?, ?> settings)
      throws ReflectiveOperationException {
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("call", String.class, Object[].class, Object.class)
        .invoke(
            null,
            "schemaManagement",
            new Object[] {coordinator, metadata, services, settings, true},
            null);
  }
}
