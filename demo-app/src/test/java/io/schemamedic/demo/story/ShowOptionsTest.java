package io.schemamedic.demo.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowOptionsTest {

  @Test
  void withoutRoundsItNeverEnds() {
    ShowOptions options = ShowOptions.of(Map.of());

    assertThat(options.isOverAfter(0)).isFalse();
    assertThat(options.isOverAfter(1_000_000)).isFalse();
    assertThat(options.pace()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void roundsAreAsManyAsAreGiven() {
    ShowOptions options = ShowOptions.of(Map.of("--rounds", "2", "--pace", "50"));

    assertThat(options.isOverAfter(1)).isFalse();
    assertThat(options.isOverAfter(2)).isTrue();
    assertThat(options.pace()).isEqualTo(Duration.ofMillis(50));
  }

  @ParameterizedTest
  @CsvSource({
    "--watch --once, two different things",
    "--rounds 2, only with --watch",
    "--watch --rounds, needs a value",
    "--watch --rounds two, needs a whole number",
    "--watch --pace -1, needs a whole number",
    "--watch --prometheus /no/such/program, no program",
    "--watsch, unknown argument"
  })
  void wrongArgumentsAreTold(String arguments, String told) {
    assertThatThrownBy(() -> StoryOptions.parse(Path.of("nowhere"), List.of(arguments.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }
}
