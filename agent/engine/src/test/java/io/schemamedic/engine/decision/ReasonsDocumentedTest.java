package io.schemamedic.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.testing.MarkdownPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The codes are public: dashboards, alerts and people's notes name them. Each has one row in {@code
 * agent/docs/reasons.md}, and no row is left of one that is gone.
 */
class ReasonsDocumentedTest {
  private static final Path PAGE = Path.of("..", "docs", "reasons.md");

  @Test
  void everyCodeHasItsRowAndNoRowIsLeftOfOneThatIsGone() throws IOException {
    List<String> codes = new ArrayList<>();
    for (Decision decision : Decision.values()) {
      codes.add(decision.code());
    }
    for (Reason reason : Reason.values()) {
      codes.add(reason.code());
    }

    assertThat(MarkdownPage.read(PAGE).codeRows().keySet())
        .containsExactlyInAnyOrderElementsOf(codes);
  }

  /** Meaning, how to confirm it, what to do and what not: at night all four are asked for. */
  @Test
  void everyRowIsComplete() throws IOException {
    Map<String, List<String>> rows = MarkdownPage.read(PAGE).codeRows();

    for (Reason reason : Reason.values()) {
      assertThat(rows.get(reason.code())).as(reason.code()).hasSize(4).doesNotContain("");
    }
  }

  @Test
  void everyReasonTellsWhatToDo() {
    for (Reason reason : Reason.values()) {
      assertThat(reason.advice()).as(reason.code()).matches(".*[.]");
    }
  }

  /** A code that changes breaks dashboards: it belongs into the changelog. */
  @Test
  void codesThatPeopleRelyOnStay() {
    assertThat(Decision.REPAIRED_FOR_NEXT.code()).isEqualTo("repaired_for_next");
    assertThat(Reason.NOT_OWNER.code()).isEqualTo("not_owner");
    assertThat(Reason.NO_PRIVILEGE.code()).isEqualTo("no_privilege");
    assertThat(Reason.LATER_IN_TRANSACTION.code()).isEqualTo("later_in_transaction");
  }
}
