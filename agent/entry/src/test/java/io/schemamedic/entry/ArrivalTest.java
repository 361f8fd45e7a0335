package io.schemamedic.entry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Properties;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalTest {
  private static final String ATTACH = "schema-medic/1 attach 0123456789abcdef medic.jar|";

  private final Properties before = System.getProperties();

  @AfterEach
  void restore() {
    System.setProperties(before);
  }

  /** A JVM that has loaded no class of a driver. */
  private static Instrumentation jvm() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            Instrumentation.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                method.getReturnType() == boolean.class
                    ? (Object) true
                    : method.getReturnType() == Class[].class ? new Class<?>[0] : null);
  }

  /** As where a service lets nobody write what it does not know. */
  private void refuseReplies() {
    Properties refusing =
        new Properties() {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized Object setProperty(String name, String value) {
            if (name.startsWith("io.schemamedic.reply.")) {
              throw new SecurityException(name);
            }
            return super.setProperty(name, value);
          }
        };
    refusing.putAll(before);
    System.setProperties(refusing);
  }

  @Test
  void agentThatCannotAnswerIsThereAndCanBeTakenOut() {
    refuseReplies();

    Predicate<String> agent =
        requireNonNull(new Arrival().apply(new Object[] {ATTACH, jvm(), false}));

    assertThat(agent.test("mode=observe")).isTrue();
    assertThat(agent.test("detach")).isFalse();
  }
}
