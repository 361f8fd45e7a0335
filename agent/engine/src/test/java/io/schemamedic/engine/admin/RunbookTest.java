package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.testing.MarkdownPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * An alert that wakes somebody has an entry that tells what to do, and its links lead somewhere.
 */
class RunbookTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static final List<String> ALERTS =
      List.of(
          "SchemaMedicFailureBurst",
          "SchemaMedicRepairRefused",
          "SchemaMedicRepairUnreconciled",
          "SchemaMedicBreakerOpen",
          "SchemaMedicDatabaseDown",
          "SchemaMedicAgentErrors",
          "SchemaMedicDriftBreaks",
          "SchemaMedicAgentMissing",
          "SchemaMedicApprovalWaiting",
          "SchemaMedicKillSwitchOn");

  @Test
  void everyAlertHasItsSectionAndNoSectionIsLeftOfOneThatIsGone() throws IOException {
    assertThat(alertSections().keySet()).containsExactlyInAnyOrderElementsOf(ALERTS);
  }

  @Test
  void everySectionTellsMeaningProofDeedMisdeedAndEnd() throws IOException {
    assertThat(alertSections())
        .allSatisfy(
            (alert, text) ->
                assertThat(text)
                    .containsSubsequence(
                        "**Means.** ",
                        "**Confirm.** ",
                        "\n    ",
                        "**Do.**",
                        "**Do not.** ",
                        "**Ends.** "));
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    assertThat(MarkdownPage.read(DOCS.resolve("runbook.md")).deadLinks()).isEmpty();
    assertThat(MarkdownPage.read(DOCS.resolve("reasons.md")).deadLinks()).isEmpty();
    assertThat(MarkdownPage.read(DOCS.resolve("shipping.md")).deadLinks()).isEmpty();
  }

  private static Map<String, String> alertSections() throws IOException {
    return MarkdownPage.read(DOCS.resolve("runbook.md")).sections().entrySet().stream()
        .filter(section -> section.getKey().startsWith("SchemaMedic"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
