package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallRecordTest {
  @Test
  void waitedIsTheTimeInTheAgentWithoutRepetitions() {
    CallRecord record = new CallRecord("i-1", 100);

    record.enters(100);
    record.leaves(130);
    record.enters(1_000);

    assertThat(record.waitedNanos(1_005)).isEqualTo(35);
  }

  @Test
  void callThatHasLeftWaitsNoMore() {
    CallRecord record = new CallRecord("i-1", 100);
    record.enters(100);
    record.leaves(130);

    assertThat(record.waitedNanos(5_000)).isEqualTo(30);
  }

  @Test
  void clockMayBeginAnywhere() {
    CallRecord record = new CallRecord("i-1", Long.MAX_VALUE - 5);
    record.enters(Long.MAX_VALUE - 5);

    assertThat(record.waitedNanos(Long.MIN_VALUE + 4)).isEqualTo(10);
  }
}
