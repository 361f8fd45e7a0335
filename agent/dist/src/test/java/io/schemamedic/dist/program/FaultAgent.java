package io.schemamedic.dist.program;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.locks.LockSupport;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * A second agent, which makes methods of the first one throw or pause. Its argument names the
 * classes, separated by commas; the system property {@value #PROPERTY} names one method of theirs
 * and the class of what it throws the next time, once. With {@value #PAUSE} instead of a class it
 * sets {@value #PAUSED} and waits until that is cleared.
 */
public final class FaultAgent {
  public static final String PROPERTY = "fault";
  public static final String PAUSE = "pause";
  public static final String PAUSED = "fault.paused";

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
        if (fault.endsWith(" pause")) {
          System.setProperty("fault.paused", method);
          while (System.getProperty("fault.paused") != null) {
            LockSupport.parkNanos(1_000_000);
          }
          return;
        }
        throw (Throwable)
            Class.forName(fault.substring(method.length() + 1))
                .getDeclaredConstructor()
                .newInstance();
      }
    }
  }
}
