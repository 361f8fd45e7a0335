package io.schemamedic.dist.program;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * A second agent, which makes methods of the first one throw. Its argument names the classes,
 * separated by commas; the system property {@value #PROPERTY} names one method of theirs and the
 * class of what it throws the next time, once.
 */
public final class FaultAgent {
  public static final String PROPERTY = "fault";

  private FaultAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String classes, Instrumentation jvm) {
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .ignore(none())
        .type(namedOneOf(classes.split(",")))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(Fault.class).on(isMethod().and(not(isSynthetic())))))
        .installOn(jvm);
  }

  /** Inlined into the agent's classes, which see nothing of the tests: JDK types only. */
  private static final class Fault {
    private Fault() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Origin("#t.#m") String method) throws Throwable {
      String fault = System.getProperty("fault");
      if (fault != null && fault.startsWith(method + " ")) {
        System.clearProperty("fault");
        throw (Throwable)
            Class.forName(fault.substring(method.length() + 1))
                .getDeclaredConstructor()
                .newInstance();
      }
    }
  }
}
