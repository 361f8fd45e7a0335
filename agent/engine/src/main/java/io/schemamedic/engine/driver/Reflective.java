package io.schemamedic.engine.driver;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Uses objects whose classes ours cannot see. */
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

  /** Calls a setter; false if it throws, or is missing in this driver. */
  static boolean set(Object target, String method, int value) {
    try {
      target.getClass().getMethod(method, int.class).invoke(target, value);
      return true;
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /**
   * Puts another value into a field that holds this very one; what holds another one, or cannot be
   * reached in this driver, stays as it is.
   */
  static void replace(Object target, String name, Object value, Object by) {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        if (field.get(target) == value) {
          field.set(target, by);
        }
        return;
      } catch (NoSuchFieldException e) {
        // It may be a class further up.
        continue;
      } catch (IllegalAccessException | RuntimeException e) {
        return;
      }
    }
  }

  /**
   * The value of a field, whoever may see it, of the class or one above it.
   *
   * @throws NoSuchFieldException also if the driver's module does not let us look
   */
  static @Nullable Object field(Object target, String name) throws NoSuchFieldException {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(target);
      } catch (NoSuchFieldException e) {
        // It may be a class further up.
        continue;
      } catch (IllegalAccessException | RuntimeException e) {
        throw new NoSuchFieldException(name);
      }
    }
    throw new NoSuchFieldException(name);
  }
}
