package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.testing.MarkdownPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * An alert that wakes somebody has an entry that tells what to do, and its links lead somewhere.
 */
class RunbookTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static final Path RULES =
      Path.of("..", "..", "dashboards", "prometheus", "rules", "alerts.yml");
  private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");

  @Test
  void everyAlertHasItsSectionAndNoSectionIsLeftOfOneThatIsGone() throws IOException {
    Set<String> alerts =
        ALERT
            .matcher(Files.readString(RULES))
            .results()
            .map(alert -> alert.group(1))
            .collect(Collectors.toSet());

    assertThat(alertSections().keySet()).isNotEmpty().containsExactlyInAnyOrderElementsOf(alerts);
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
