package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void close() {
    Gate.open(null);
  }

  @Test
  void closedGateAnswersNothing() {
    assertThat(Gate.call("event", new Object[0], null)).isNull();
  }

  @Test
  void openGateAnswersWhatTheAgentDoes() {
    Gate.open(hearing("answer"));

    assertThat(Gate.call("event", new Object[] {"a", 1}, null)).isEqualTo("answer");
    assertThat(heard).containsExactly("answer to event [a, 1]");
  }

  @Test
  void whatFollowsGoesToTheOneWhoAnsweredThoughItHasLeft() {
    BiFunction<String, Object[], Object> earlier = hearing("earlier");
    Gate.open(hearing("later"));

    assertThat(Gate.call("event", new Object[0], earlier)).isEqualTo("earlier");
    Gate.open(null);
    assertThat(Gate.call("event", new Object[0], earlier)).isEqualTo("earlier");
  }

  @Test
  void errorsAndNonsenseEndHere() {
    Gate.open(
        (event, arguments) -> {
          throw new OutOfMemoryError("for the test");
        });

    assertThat(Gate.call("event", new Object[0], null)).isNull();
    assertThatCode(() -> Gate.call("event", new Object[0], "never given"))
        .doesNotThrowAnyException();
  }

  private BiFunction<String, Object[], @Nullable Object> hearing(String answer) {
    return (event, arguments) -> {
      heard.add(answer + " to " + event + " " + List.of(arguments));
      return answer;
    };
  }
}
