package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final Closing closing = new Closing();
  private final List<String> ended = new ArrayList<>();

  @Test
  void lastBegunEndsFirstAndOnce() {
    closing.add(() -> ended.add("first"));
    closing.add(() -> ended.add("last"));

    closing.close();
    closing.close();

    assertThat(ended).containsExactly("last", "first");
  }

  @Test
  void othersEndThoughOneFails() {
    closing.add(() -> ended.add("first"));
    closing.add(
        () -> {
          throw new OutOfMemoryError("for the test");
        });

    assertThatThrownBy(closing::close).isInstanceOf(OutOfMemoryError.class);
    assertThat(ended).containsExactly("first");
  }
}
