package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentErrorsTest {
  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final List<String> out = new ArrayList<>();
  private final AgentErrors errors = new AgentErrors(metrics, out::add);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void everyErrorIsCountedAndTheFirstOfItsKindTold() {
    for (int i = 0; i < 3; i++) {
      errors.count("plan", broken("secret " + i));
    }

    assertThat(metrics.scrape()).contains("schema_medic_agent_errors_total{where=\"plan\",} 3.0");
    assertThat(out).hasSize(1);
  }

  @Test
  void classAndPlaceAreToldButNoMessage() {
    errors.count("plan", new RuntimeException("secret one", broken("secret two")));

    assertThat(out)
        .singleElement()
        .asString()
        .contains("where=\"plan\"", "java.lang.IllegalStateException", "AgentErrorsTest.broken")
        .doesNotContain("secret");
  }

  @Test
  void otherStepOrClassIsToldAgain() {
    errors.count("plan", broken("x"));
    errors.count("guard", broken("x"));
    errors.count("guard", new IllegalArgumentException("x"));

    assertThat(out).hasSize(3);
  }

  @Test
  void floodIsBounded() {
    for (int i = 0; i < 200; i++) {
      errors.count("step " + i, broken("x"));
    }

    assertThat(out).hasSize(50);
  }

  @Test
  void errorWithoutStackTraceIsTold() {
    errors.count("plan", new StacklessError());

    assertThat(out).singleElement().asString().contains("StacklessError");
  }

  @Test
  void causeThatIsACircleEnds() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);

    errors.count("plan", one);

    assertThat(out).hasSize(1);
  }

  private static IllegalStateException broken(String message) {
    return new IllegalStateException(message);
  }

  private static final class StacklessError extends Error {
    private static final long serialVersionUID = 1L;

    StacklessError() {
      super("secret", null, false, false);
    }
  }
}
