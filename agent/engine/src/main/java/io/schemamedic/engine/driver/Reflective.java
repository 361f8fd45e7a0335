package io.schemamedic.engine.driver;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Calls public methods of objects whose classes ours cannot see. */
final class Reflective {
  private Reflective() {}

  /**
   * The method's answer; null if it answers null, throws, or is missing in this driver. Only for
   * getters whose "unknown" leads to the more cautious decision.
   */
  static @Nullable Object call(Object target, String method, String... arguments) {
    Class<?>[] types = new Class<?>[arguments.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = String.class;
    }
    try {
      return target.getClass().getMethod(method, types).invoke(target, (Object[]) arguments);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return null;
    }
  }
}
