package io.schemamedic.dist.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.decision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table of cases holds, without running it. */
class SafetyTableTest {
  private static final SafetyTable TABLE = SafetyTable.read();

  /** Rows of the table of hazards of additive DDL. */
  private static final int HAZARDS = 48;

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

  static List<Integer> hazards() {
    return IntStream.rangeClosed(1, HAZARDS).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void everyHazardIsACaseOrSaysWhyNot(int hazard) {
    boolean isCase = TABLE.cases().stream().anyMatch(one -> one.hazards().contains(hazard));

    assertThat(isCase).isNotEqualTo(TABLE.hazardsElsewhere().containsKey(hazard));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasACaseOrATestElsewhere(Reason reason) {
    boolean isCase = TABLE.cases().stream().anyMatch(one -> one.reasons().contains(reason.code()));

    assertThat(isCase).isNotEqualTo(TABLE.reasonsElsewhere().containsKey(reason.code()));
  }

  static Set<Map.Entry<String, String>> reasonsElsewhere() {
    return TABLE.reasonsElsewhere().entrySet();
  }

  /** By its code or its constant; what it then asserts has to be read. */
  @ParameterizedTest
  @MethodSource("reasonsElsewhere")
  void testElsewhereNamesItsReason(Map.Entry<String, String> elsewhere) throws IOException {
    String file = "src/test/java/" + elsewhere.getValue().replace('.', '/') + ".java";
    String reason = elsewhere.getKey();
    String module = elsewhere.getValue().contains(".dist.") ? "dist" : "engine";

    assertThat(Files.readString(Path.of("..", module, file)))
        .containsPattern("\\b(" + reason + "|" + reason.toUpperCase(Locale.ROOT) + ")\\b");
  }

  @Test
  void knowsNoOtherReasons() {
    assertThat(Stream.of(Reason.values()).map(Reason::code))
        .containsAll(TABLE.reasonsElsewhere().keySet())
        .containsAll(TABLE.cases().stream().flatMap(one -> one.reasons().stream()).toList());
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
