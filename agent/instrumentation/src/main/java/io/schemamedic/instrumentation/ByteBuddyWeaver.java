package io.schemamedic.instrumentation;

import io.schemamedic.entry.UnsupportedDriverException;
import io.schemamedic.entry.Weaver;
import io.schemamedic.entry.WovenClass;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the advice into the driver's classes with Byte Buddy. Advice and driver are read as class
 * files: the agent's loader could not load advice that names the driver's classes. Adds no members,
 * so that a loaded class can be woven and restored. Thread-safe.
 */
final class ByteBuddyWeaver implements Weaver {

  @Override
  public WovenClass weave(@Nullable ClassLoader loader, String className, byte[] classFile)
      throws UnsupportedDriverException {
    WeavingRules rules = WeavingRules.of(className);
    if (rules == null) {
      throw new UnsupportedDriverException("no advice is meant for it");
    }
    ClassFileLocator locator = new DriverClassFiles(loader, className, classFile);
    // Lazy, since a class may name types of optional libraries that are not there.
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
    String missing = RequiredMembers.missing(rules.requiredMembers, pool);
    if (missing == null) {
      return WovenClass.whole(weave(className, rules.rules, pool, locator));
    }
    return WovenClass.strict(weave(className, rules.strictRules, pool, locator), missing);
  }

  private static byte[] weave(
      String className, List<WeavingRules.Rule> rules, TypePool pool, ClassFileLocator locator) {
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            // Otherwise all that the class inherits would be read, down to optional libraries.
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .decorate(pool.describe(className).resolve(), locator);
    for (WeavingRules.Rule rule : rules) {
      TypeDescription advice = pool.describe(rule.advice.getName()).resolve();
      builder = builder.visit(Advice.to(advice, locator).on(new Methods(rule.methods)));
    }
    return builder.make(TypeResolutionStrategy.Passive.INSTANCE, pool).getBytes();
  }

  /** Matches by name and descriptor. */
  private static final class Methods implements ElementMatcher<MethodDescription> {
    private final List<String> signatures;

    Methods(List<String> signatures) {
      this.signatures = signatures;
    }

    @Override
    public boolean matches(MethodDescription method) {
      return signatures.contains(RequiredMembers.signature(method));
    }
  }
}
