package io.schemamedic.dist.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.admin.ApprovalAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * Approving on the page: two steps, the exact DDL before the eyes, and each answer in words. The
 * server and its checks are the real ones, the plan and what becomes of it are altered answers;
 * {@link StatusPageIT} has a plan of a real agent run.
 */
class PageApprovalIT {
  private static final String TOKEN = "quiet-otter-crosses-rivers";
  private static final StandIn AGENT = new StandIn();
  private static Browser browser;
  private static String settings;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    settings = ";http.token-file=" + file;
    AGENT.open(settings);
    browser = Browser.start(directory);
  }

  @AfterAll
  static void end() {
    browser.close();
    AGENT.close();
  }

  @BeforeEach
  void openPlan() {
    AGENT.forgetApprovals();
    AGENT.show("broken");
    browser.open(AGENT.port());
    browser.awaitText("#verdict button", "Review and approve…");
    browser.tabTo("#verdict button");
    browser.press(Keys.ENTER);
  }

  @Test
  void firstStepShowsTheExactDdlAndRunsNothing() {
    assertThat(browser.text("dialog"))
        .contains("Run this DDL in db1:5432/shop?")
        .contains("ALTER TABLE public.orders ADD COLUMN note text DEFAULT '';")
        .contains("Readers and writers wait for a moment: public.orders");
    assertThat(browser.hasFocus("#confirm-title")).isTrue();

    browser.press(Keys.ENTER);
    browser.press(Keys.SPACE);

    assertThat(AGENT.approved()).isEmpty();
  }

  @Test
  void escapeGoesBackToWhereOneWas() {
    browser.press(Keys.ESCAPE);

    assertThat(browser.text("dialog")).isEmpty();
    assertThat(browser.hasFocus("#verdict button")).isTrue();
    assertThat(AGENT.approved()).isEmpty();
  }

  @Test
  void tokenAndTheSecondStepRunThePlan() {
    AGENT.answerApprovals(
        ApprovalAnswer.of(
            ApprovalAnswer.Outcome.REPAIRED, "repaired", "repaired", "", "Land the draft."));

    giveToken(TOKEN);

    browser.awaitText("dialog h2", "Done in db1:5432/shop");
    assertThat(browser.text("dialog"))
        .contains("The agent added the missing piece. Land the draft.");
    assertThat(browser.hasFocus("#confirm-title")).isTrue();
    assertThat(AGENT.approved()).containsExactly("5d0c7e21ab12cd34ef567890");
  }

  @Test
  void wrongTokenMayBeCorrected() {
    giveToken("not-the-token-of-this");

    browser.awaitText("dialog", "This is not the token of this agent. Nothing was changed.");
    assertThat(browser.hasFocus("#token")).isTrue();
    assertThat(AGENT.approved()).isEmpty();
  }

  @Test
  void refusalIsToldInWords() {
    AGENT.answerApprovals(
        ApprovalAnswer.of(
            ApprovalAnswer.Outcome.DECIDED,
            "refused",
            "stale_plan",
            "",
            "The catalog changed. The next call plans anew."));

    giveToken(TOKEN);

    browser.awaitText("dialog h2", "Not done in db1:5432/shop");
    assertThat(browser.text("dialog"))
        .contains("The database changed after the plan was made.")
        .contains("The next call plans anew.", "stale_plan", "HTTP 409");
  }

  /** As when somebody has taken the token away, and the page was not loaded again. */
  @Test
  void serverWithoutTokenLeadsToTheCommand() {
    AGENT.close();
    AGENT.open("");
    try {
      // A page that has asked in between has found nobody, and takes no token until it asks again.
      browser.awaitText("dialog", "Token of this agent");
      giveToken(TOKEN);

      browser.awaitText("dialog h2", "Not done");
      assertThat(browser.text("dialog"))
          .contains("This agent takes no approval from this page")
          .contains("java -jar schema-medic.jar approve 4711 5d0c7e21ab12cd34ef567890");
    } finally {
      AGENT.close();
      AGENT.open(settings);
    }
  }

  @Test
  void planThatIsOverMeanwhileCannotBeApproved() {
    Map<String, Object> answers = AGENT.answers("broken");
    answers.put("plans", AGENT.answers("too late").get("plans"));
    AGENT.show(answers);

    browser.awaitText("dialog", "The plan is stale: the database has changed since");
    assertThat(browser.text("dialog form")).isEmpty();
  }

  @Test
  void tokenIsGoneWithThePage() {
    AGENT.answerApprovals(
        ApprovalAnswer.of(
            ApprovalAnswer.Outcome.COULD_NOT, "failed", "lock_timeout", "", "The next call."));
    giveToken(TOKEN);
    browser.awaitText("dialog h2", "Not done");

    assertThat(
            browser.run("return JSON.stringify([localStorage, sessionStorage, document.cookie])"))
        .isEqualTo("[{},{},\"\"]");
    assertThat(browser.run("return document.documentElement.outerHTML").toString())
        .doesNotContain(TOKEN);
    openPlan();
    assertThat(browser.run("return document.getElementById('token').value")).isEqualTo("");
  }

  private static void giveToken(String token) {
    browser.tabTo("#token");
    browser.press(token);
    browser.tabTo("dialog button[type=submit]");
    browser.press(Keys.ENTER);
  }
}
