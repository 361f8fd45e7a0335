package io.schemamedic.dist.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the table of cases holds, without running it. */
class SafetyTableTest {
  private static final SafetyTable TABLE = SafetyTable.read();

  private static final Map<String, Object> CASE =
      Map.of(
          "case", "something",
          "steps", List.of(Map.of("query", "SELECT 1")),
          "decides", "refused undeclared",
          "before 15", Map.of("decides", "refused alias"),
          "in simple mode", Map.of("left out", "another protocol"));

  @Test
  void holdsNinetyCasesOrMore() {
    assertThat(TABLE.cases()).hasSizeGreaterThanOrEqualTo(90);
  }

  @Test
  void nameStandsForOneCase() {
    assertThat(TABLE.cases()).extracting(SafetyCase::name).doesNotHaveDuplicates();
    assertThat(TABLE.chapters()).extracting(Object::toString).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"13, refused/alias", "14, refused/alias", "15, refused/undeclared"})
  void sectionReplacesKeysWhereItApplies(int release, String decision) {
    SafetyCase read = SafetyCase.read("file", CASE);

    assertThat(read.scenario(release, false).decisions()).containsOnlyKeys(decision);
    assertThat(read.leftOut(release, false)).isEmpty();
    assertThat(read.leftOut(release, true)).isEqualTo("another protocol");
  }

  @Test
  void unknownKeyIsAnError() {
    assertThatThrownBy(() -> SafetyCase.read("file", Map.of("case", "a", "colour", "red")))
        .hasMessageContaining("case \"a\"")
        .hasMessageContaining("colour");
  }

  @Test
  void unknownKeyInASectionIsAnError() {
    assertThatThrownBy(
            () ->
                SafetyCase.read("file", Map.of("case", "a", "before 15", Map.of("colour", "red"))))
        .hasMessageContaining("colour");
  }

  @Test
  void unknownVerbIsAnError() {
    assertThatThrownBy(
            () ->
                SafetyCase.read(
                    "file", Map.of("case", "a", "steps", List.of(Map.of("ask", "SELECT 1")))))
        .hasMessageContaining("ask");
  }
}
