package io.schemamedic.instrumentation;

import io.schemamedic.entry.UnsupportedDriverException;
import java.util.List;
import net.bytebuddy.description.NamedElement;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;

/**
 * Looks before weaving whether the driver has what the advice uses. Without the look a missing
 * method would show itself only at the first failure, as one more failure.
 */
final class RequiredMembers {
  private RequiredMembers() {}

  /**
   * @param members as {@code class#name(parameters)result} or {@code class#name:type}
   * @throws UnsupportedDriverException naming the first that is missing
   */
  static void check(List<String> members, TypePool pool) throws UnsupportedDriverException {
    for (String member : members) {
      int hash = member.indexOf('#');
      TypePool.Resolution owner = pool.describe(member.substring(0, hash));
      if (!owner.isResolved() || !declares(owner.resolve(), member.substring(hash + 1))) {
        throw new UnsupportedDriverException("this driver has no " + member);
      }
    }
  }

  private static boolean declares(TypeDescription type, String member) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (member.equals(signature(method))) {
        return true;
      }
    }
    for (FieldDescription field : type.getDeclaredFields()) {
      if (member.equals(field.getName() + ":" + field.getDescriptor())) {
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
