package io.schemamedic.instrumentation;

import java.util.List;
import net.bytebuddy.description.NamedElement;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Looks before weaving whether the driver has what the advice uses. Without the look a missing
 * method would show itself only at the first failure, as one more failure.
 */
final class RequiredMembers {
  private RequiredMembers() {}

  /**
   * Those that the driver lacks.
   *
   * @param members as {@code class#name(parameters)result} for methods, {@code class#name} for
   *     fields of any type
   * @return separated by commas; null if none is missing
   */
  static @Nullable String missing(List<String> members, TypePool pool) {
    StringBuilder missing = new StringBuilder();
    for (String member : members) {
      int hash = member.indexOf('#');
      TypePool.Resolution owner = pool.describe(member.substring(0, hash));
      if (!owner.isResolved() || !declares(owner.resolve(), member.substring(hash + 1))) {
        missing.append(missing.length() == 0 ? "" : ", ").append(readable(member));
      }
    }
    return missing.length() == 0 ? null : missing.toString();
  }

  /** Class and name, without package and types. */
  private static String readable(String member) {
    int hash = member.indexOf('#');
    String simpleName = member.substring(member.lastIndexOf('.', hash) + 1, hash);
    int parenthesis = member.indexOf('(');
    return parenthesis < 0
        ? simpleName + "." + member.substring(hash + 1)
        : simpleName + "." + member.substring(hash + 1, parenthesis) + "()";
  }

  private static boolean declares(TypeDescription type, String member) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (member.equals(signature(method))) {
        return true;
      }
    }
    for (FieldDescription field : type.getDeclaredFields()) {
      if (member.equals(field.getName())) {
        return true;
      }
    }
    return false;
  }

  /** Name and descriptor, as in {@link WeavingRules}. */
  static <T extends NamedElement.WithRuntimeName & NamedElement.WithDescriptor> String signature(
      T method) {
    return method.getInternalName() + method.getDescriptor();
  }
}
