package io.schemamedic.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLogTest {
  @Test
  void errorThatWasThereBeforeIsNoNewOneAtAnotherTime() {
    ServerLog before = new ServerLog(List.of("10:15:01 SEVERE [main] no such port"));
    ServerLog after =
        new ServerLog(
            List.of("10:15:01 SEVERE [main] no such port", "11:16:12 SEVERE [main] no such port"));

    assertThat(after.errorsNotIn(before)).isEmpty();
  }

  @Test
  void whatWasThrownIsAnError() {
    ServerLog log =
        new ServerLog(
            List.of(
                "INFO started",
                "java.lang.NoClassDefFoundError: io/schemamedic/entry/Gate",
                "[schema-medic] saw a schema error"));

    assertThat(log.errorsNotIn(new ServerLog(List.of())))
        .containsExactly("java.lang.NoClassDefFoundError: io/schemamedic/entry/Gate");
  }
}
