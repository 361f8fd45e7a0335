package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.plan.Hazard;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the file of the status page says by itself; how it behaves is tested in a browser. */
class StatusPageTest {
  private static final String PAGE = PackagedText.required("status.html");

  @Test
  void everyCodeHasItsWords() {
    assertThat(codesWithWords("REASONS")).containsAll(codes(Reason.values(), Reason::code));
    assertThat(codesWithWords("DECISIONS"))
        .containsExactlyInAnyOrderElementsOf(codes(Decision.values(), Decision::code));
    assertThat(codesWithWords("KINDS")).containsAll(codes(FailureKind.values(), FailureKind::code));
    assertThat(codesWithWords("DRIFTS"))
        .containsExactlyInAnyOrderElementsOf(codes(DriftKind.values(), DriftKind::code));
    assertThat(codesWithWords("SEVERITIES"))
        .containsExactlyInAnyOrderElementsOf(codes(Severity.values(), Severity::code));
    assertThat(codesWithWords("HAZARDS"))
        .containsExactlyInAnyOrderElementsOf(codes(Hazard.Kind.values(), Hazard.Kind::code));
    assertThat(codesWithWords("MODES"))
        .containsExactlyInAnyOrderElementsOf(codes(Mode.values(), Mode::code));
  }

  @Test
  void nothingIsMadeOfTextsThatCouldBeMarkup() {
    assertThat(PAGE)
        .doesNotContain(
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(")
        .doesNotContainPattern("\\son[a-z]+=|\\sstyle=|javascript:");
  }

  @Test
  void nothingComesFromElsewhereOrIsKept() {
    assertThat(PAGE)
        .doesNotContain(
            "http://", "https://", " src=", "@import", "url(", "localStorage", "sessionStorage")
        .doesNotContain("document.cookie", "indexedDB", "serviceWorker");
  }

  private static <T> List<String> codes(T[] values, Function<T, String> code) {
    return Arrays.stream(values).map(code).toList();
  }

  /** The keys of a table of words in the script. */
  private static List<String> codesWithWords(String table) {
    Matcher object =
        Pattern.compile("const " + table + " = \\{(.*?)\\n};", Pattern.DOTALL).matcher(PAGE);
    assertThat(object.find()).as(table).isTrue();
    return Pattern.compile("(?m)^ {2}([a-z_]+): ")
        .matcher(object.group(1))
        .results()
        .map(key -> key.group(1))
        .toList();
  }
}
