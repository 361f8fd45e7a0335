package io.schemamedic.dist.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The runbook as somebody meets it who follows a line of the log at night. */
class RunbookPageIT {
  private static final String IDS_OF_ENTRIES =
      "return Array.from(document.querySelectorAll('.entry'), e => e.id)";

  private static final StandIn AGENT = new StandIn();
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path directory) {
    AGENT.open("");
    browser = Browser.start(directory);
    browser.open(AGENT.port(), 390, 844, true);
  }

  @AfterAll
  static void end() {
    browser.close();
    AGENT.close();
  }

  @Test
  void everyCodeAndEveryAlertHasAnEntry() {
    load("");

    List<String> codes =
        Stream.concat(
                Stream.of(Decision.values()).map(Decision::code),
                Stream.of(Reason.values()).map(Reason::code))
            .toList();
    assertThat(browser.run(IDS_OF_ENTRIES))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsAll(codes)
        .contains("SchemaMedicBreakerOpen", "SchemaMedicAgentMissing")
        .doesNotHaveDuplicates()
        .allMatch(id -> codes.contains(id) || id.startsWith("SchemaMedic"));
  }

  @Test
  void everyAnchorIsThereOnce() {
    load("");

    assertThat(browser.run("return Array.from(document.querySelectorAll('[id]'), e => e.id)"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .doesNotHaveDuplicates();
  }

  @Test
  void reasonIsACardWithMeaningProofDeedAndMisdeed() {
    load("#not_owner");

    assertThat(browser.text("#not_owner h4")).isEqualTo("not_owner");
    assertThat(
            browser.run(
                "return Array.from(document.querySelectorAll('#not_owner dt'), e => e.textContent)"))
        .isEqualTo(List.of("What it means", "Confirm", "Do", "Do not"));
    assertThat(browser.text("#not_owner")).contains("Make the service a superuser.");
  }

  /** Also the last entry of all, below which there is not a screen of text. */
  @ParameterizedTest
  @CsvSource({
    "not_owner, not_owner",
    "SchemaMedicBreakerOpen, SchemaMedicBreakerOpen",
    "schemamedicbreakeropen, SchemaMedicBreakerOpen",
    "repaired, repaired",
    "no_progress, no_progress"
  })
  void addressShowsItsEntryAtTheTop(String name, String entry) {
    load("#" + name);

    assertThat(browser.hasFocus("#" + entry + ".sought")).isTrue();
    assertThat(topOf(entry)).isBetween(0, 24);
  }

  @Test
  void codeInTheTextLeadsToItsEntry() {
    load("#SchemaMedicRepairRefused");

    browser.run(
        "document.querySelector('#SchemaMedicRepairRefused a[href=\"#disappeared\"]').focus()");
    browser.press(Keys.ENTER);

    browser.await(() -> browser.hasFocus("#disappeared"), () -> "no focus on the entry");
    assertThat(topOf("disappeared")).isBetween(0, 24);
  }

  @Test
  void contentsAreReachedByTheKeyboard() {
    load("");

    browser.tabTo("#contents summary");
    browser.press(Keys.ENTER);
    browser.tabTo("#contents a[href='#SchemaMedicDatabaseDown']");
    browser.press(Keys.ENTER);

    browser.await(
        () -> browser.hasFocus("#SchemaMedicDatabaseDown"), () -> "no focus on the entry");
  }

  @Test
  void unknownNameIsTold() {
    load("#no_such_code");

    assertThat(browser.text("#said")).contains("no entry “no_such_code”");
  }

  @Test
  void nothingIsLeftOfTheMarkdownAndNothingIsWiderThanThePhone() {
    load("");

    assertThat(browser.text("#text"))
        .doesNotContain("**", "](", "`")
        .doesNotContainPattern("(?m)^\\|");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
  }

  @Test
  void onlyTheAgentIsAsked() {
    browser.forget();
    load("");

    assertThat(browser.requests())
        .contains(address("/runbook"), address("/docs/runbook.md"), address("/docs/reasons.md"))
        .allMatch(request -> request.startsWith(address("/")) || request.equals("about:blank"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void documentThatDoesNotComeIsToldAndTheOtherIsShown() {
    browser.keepFrom("*/docs/reasons.md");
    try {
      browser.load(address("/runbook"));
      browser.awaitText(".warn", "The agent did not give reasons.md");

      assertThat(browser.text("#SchemaMedicBreakerOpen h3")).isEqualTo("SchemaMedicBreakerOpen");
    } finally {
      browser.keepFrom();
    }
  }

  @Test
  void withoutScriptsItNamesThePlainTexts() {
    browser.allowScripts(false);
    try {
      browser.load(address("/runbook"));

      assertThat(browser.text("#main"))
          .contains("This page needs JavaScript")
          .contains("what to do for each alert", "what each reason means");
    } finally {
      browser.allowScripts(true);
    }
  }

  private static void load(String hash) {
    browser.load(address("/runbook" + hash));
    browser.awaitText("#text", "no_progress");
  }

  private static String address(String path) {
    return "http://127.0.0.1:" + AGENT.port() + path;
  }

  /** How far below the upper edge of the screen, in points. */
  private static int topOf(String entry) {
    return ((Number)
            requireNonNull(
                browser.run(
                    "return Math.round(document.getElementById(arguments[0])"
                        + ".getBoundingClientRect().top)",
                    entry)))
        .intValue();
  }
}
