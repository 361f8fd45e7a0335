package io.schemamedic.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The codes are public: dashboards, alerts and people's notes name them. Each has one row in {@code
 * agent/docs/reasons.md}, and no row is left of one that is gone.
 */
class ReasonsDocumentedTest {
  private static final Path PAGE = Path.of("..", "docs", "reasons.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| *`([a-z_]+)` *\\|(.*)\\|$");

  @Test
  void everyCodeHasItsRowAndNoRowIsLeftOfOneThatIsGone() throws IOException {
    List<String> codes = new ArrayList<>();
    for (Decision decision : Decision.values()) {
      codes.add(decision.code());
    }
    for (Reason reason : Reason.values()) {
      codes.add(reason.code());
    }

    assertThat(documented()).containsAll(codes).doesNotHaveDuplicates().isSubsetOf(codes);
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

  private static List<String> documented() throws IOException {
    List<String> rows = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      rows.add(row.group(1));
    }
    return rows;
  }
}
