package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WrongSecretsTest {
  private final List<String> lines = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private final WrongSecrets wrong = new WrongSecrets(lines::add, now::get);

  @Test
  void nextLineComesAMinuteLaterWithTheNumberOfThoseBetween() {
    wrong.refused("10.0.0.1");
    wrong.refused("10.0.0.2");
    now.set(Duration.ofSeconds(59).toNanos());
    wrong.refused("10.0.0.3");
    now.set(Duration.ofSeconds(60).toNanos());
    wrong.refused("10.0.0.4");

    assertThat(lines)
        .satisfiesExactly(
            first -> assertThat(first).contains("count=1 last-from=\"10.0.0.1\""),
            second -> assertThat(second).contains("count=3 last-from=\"10.0.0.4\""));
  }
}
