package io.schemamedic.dist.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/**
 * The page in the states that it was designed for. It is served as ever; the answers that it gets
 * are altered ones, since most of these states are hard to bring about.
 */
class PageStatesIT {
  private static final StandIn AGENT = new StandIn();
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path directory) {
    AGENT.open("");
    browser = Browser.start(directory);
  }

  @AfterAll
  static void end() {
    browser.close();
    AGENT.close();
  }

  @BeforeEach
  void forget() {
    browser.forget();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          broken                | ✖ BROKEN    | 2 things are missing in db1:5432/shop, and calls fail:                | Approve plan 5d0c7e21ab12cd34ef567890, which adds it: 46 min left to approve it.
          healthy               | ✔ ALL WELL  | Nothing is missing and no call fails.                                 | Nothing.
          nothing seen yet      | ○ QUIET     | No call has failed. No database has been compared yet.                | Wait for the first check
          observing             | ✖ BROKEN    | Column note of public.orders is missing in db1:5432/shop, and calls fail: | Run the migration that adds it: the agent changes nothing in mode observe.
          no token              | ✖ BROKEN    | Column note of public.orders is missing in db1:5432/shop, and calls fail: | Run migration V7__order_notes.sql, which has not run here and adds what is missing.
          healed                | ▲ TO DO     | Nothing is failing now. 1 repair has no migration yet.                | draft V20261123031200__users_nick.sql
          refused               | ✖ BROKEN    | Column note of public.orders is missing in db1:5432/shop, and calls fail: | The role does not own the table. Set repair.user to the owner.
          stopped               | ✖ BROKEN    | Column note of public.orders is missing in db1:5432/shop, and calls fail: | Repairs are switched off, by: /etc/shop/stop-schema-medic.
          database down         | ? NOT KNOWN | The agent cannot reach db1:5432/shop.                                 | Check from the machine of the service whether the server takes connections (it says: connection refused).
          nothing declared      | ▲ TO DO     | The agent does not know which schema the service wants.               | Set declared
          running               | ✖ BROKEN    | Column note of public.orders is missing in db1:5432/shop, and calls fail: | Wait: the plan is running now.
          too late              | ✔ ALL WELL  | Nothing is missing and no call fails.                                 | Nothing.
          not failing any more  | ▲ TO DO     | Nothing is failing now. Table public.order is not found.              | Fix the statement or declare the object.
          """)
  void firstSentenceAndFirstStep(String state, String badge, String sentence, String step) {
    open(state);

    assertThat(browser.text("#verdict .badge")).isEqualTo(badge);
    assertThat(browser.text("h1")).contains(sentence);
    assertThat(browser.text("#verdict .now")).contains(step);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void sinceWhenHowManyAndWhatWasDoneStandBelowTheFirstStep() {
    open("broken");

    assertThat(browser.text("#verdict dl").replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME"))
        .contains("Since\nTIME (TIME UTC), 14 min ago")
        .contains("Calls that failed\n1,281 in this process, the last TIME (TIME UTC), 1")
        .contains("Column note of public.orders: Nothing was changed. The agent made a plan")
        .contains("Table public.audit_log: Nothing was changed. The agent refused to repair it")
        .contains("not_allowed");
  }

  @Test
  void planWithoutTokenShowsTheCommand() {
    open("no token");

    assertThat(browser.text("#needs .command"))
        .isEqualTo("java -jar schema-medic.jar approve 4711 5d0c7e21ab12cd34ef567890");
    assertThat(browser.text("#needs")).contains("(no http.token-file is set)");
    assertThat(browser.run("return document.querySelectorAll('button').length")).isEqualTo(0L);
  }

  @Test
  void stalePlansAndExpiredOnesAreHistory() {
    open("too late");

    assertThat(browser.text("#needs")).contains("Nothing waits for a person.");
    assertThat(browser.text("#history"))
        .contains(
            "5d0c7e21ab12cd34ef567890 is stale: the database has changed since, so it will not be run")
        .contains("40fe19a677bb12cd34ef5678 has expired: nobody approved it in time");
  }

  @Test
  void stopIsSaidAboveAndBelow() {
    open("stopped");

    assertThat(browser.text("header")).contains("✖ KILL SWITCH ON");
    assertThat(browser.text("#needs")).contains("Set by: /etc/shop/stop-schema-medic.");
    assertThat(browser.text("#agent")).contains("Nothing is repaired or retried");
  }

  @Test
  void everySingleDifferenceIsARowWithHeaders() {
    open("broken");

    assertThat(browser.text("#schema table"))
        .contains("Table is missing", "public.audit_log", "✖ Statements fail")
        .contains("Column has another type", "public.users.age", "bigint", "integer");
    assertThat(browser.run("return document.querySelectorAll('#schema tbody tr').length"))
        .isEqualTo(3L);
    assertThat(browser.run("return document.querySelectorAll('#schema th[scope=col]').length"))
        .isEqualTo(6L);
  }

  @Test
  void twoHundredIncidentsAreShownInTwoSteps() {
    Map<String, Object> answers = AGENT.answers("healthy");
    answers.put("incidents", Map.of("incidents", incidents(200)));
    AGENT.show(answers);
    browser.open(AGENT.port());
    browser.awaitText("#incidents h2", "What happened (200)");
    assertThat(shownIncidents()).isEqualTo(20L);
    assertThat(browser.run("return document.querySelectorAll('#needs article').length"))
        .isEqualTo(10L);

    browser.run("document.querySelector('#incidents summary').focus()");
    browser.tabTo("[data-part=incidents]");
    browser.press(Keys.ENTER);

    assertThat(shownIncidents()).isEqualTo(200L);
    assertThat(browser.run("return document.activeElement.closest('li').dataset.key"))
        .isEqualTo("incident-20");
  }

  private static Object shownIncidents() {
    return browser.run("return document.querySelectorAll('#incidents ol > li').length");
  }

  private static List<Object> incidents(int number) {
    List<Object> incidents = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Map<String, Object> incident = new LinkedHashMap<>(firstIncident());
      incident.put("id", "incident-" + i);
      incident.put("relation", "public.table_" + i);
      incidents.add(incident);
    }
    return incidents;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> firstIncident() {
    Map<String, List<Map<String, Object>>> incidents =
        (Map<String, List<Map<String, Object>>>)
            requireNonNull(AGENT.answers("broken").get("incidents"));
    return requireNonNull(incidents.get("incidents")).get(0);
  }

  @Test
  void repairThatNobodyKnowsTheEndOfIsNotCalledRolledBackAndNoneIsLost() {
    open("tried twice");
    int asked = AGENT.asked();
    browser.await(() -> AGENT.asked() > asked + 1, () -> "asked no more than " + asked);

    assertThat(browser.text("#history"))
        .contains("✔ Added", "? ended, nobody knows how: look whether it is there")
        .doesNotContain("rolled back");
  }

  @Test
  void newNumbersLeaveFocusAndOpenPartsAndAreNotSpoken() {
    open("broken");
    browser.tabTo("#incidents summary");
    browser.press(Keys.ENTER);
    browser.run(
        "window.spoken = 0; new MutationObserver(() => window.spoken++)"
            + ".observe(document.getElementById('said'), {childList: true, characterData: true,"
            + " subtree: true});");

    Map<String, Object> answers = AGENT.answers("broken");
    Map<String, Object> incident = new LinkedHashMap<>(firstIncident());
    incident.put("count", 1300);
    answers.put("incidents", Map.of("incidents", List.of(incident)));
    AGENT.show(answers);

    browser.awaitText("#incidents summary", "1,300 calls");
    assertThat(browser.hasFocus("#incidents li:first-child summary")).isTrue();
    assertThat(browser.text("#incidents details[open]")).contains("SQLSTATE 42703");
    assertThat(browser.run("return window.spoken")).isEqualTo(0L);
  }

  @Test
  void changeOfTheVerdictIsSpokenOnce() {
    open("broken");
    AGENT.show("healthy");

    browser.await(
        () -> "Nothing is missing and no call fails.".equals(said()), () -> "it says " + said());
  }

  private static Object said() {
    return browser.run("return document.getElementById('said').textContent");
  }

  @Test
  void hiddenPageAsksNothing() {
    open("healthy");
    browser.run(
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
            + "document.dispatchEvent(new Event('visibilitychange'))");
    browser.runToItsEnd("setTimeout(arguments[0], 300)");
    int asked = AGENT.asked();
    browser.runToItsEnd("setTimeout(arguments[0], 600)");
    assertThat(AGENT.asked()).isEqualTo(asked);

    browser.run("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");

    browser.await(() -> AGENT.asked() > asked + 2, () -> "asked no more than " + asked);
  }

  @Test
  void whatAnAgentThatIsGoneSaidIsMarkedAsOldUntilItIsBack() {
    open("broken");
    AGENT.close();

    browser.awaitText("h1", "The agent has not answered since ");
    assertThat(browser.text("#verdict"))
        .contains("? NO ANSWER", "Look whether process 4711 still runs")
        .contains("✖ BROKEN. 2 things are missing in db1:5432/shop, and calls fail: 1,281 since ");
    assertThat(browser.text("#needs h2")).isEqualTo("Needs you (3) (old)");
    assertThat(browser.text("header")).contains("? Old: as of ");
    assertThat(browser.text("#needs")).contains("Was to do then").doesNotContain("Do now");
    assertThat(browser.run("return document.querySelectorAll('button:enabled').length"))
        .isEqualTo(0L);

    AGENT.open("");
    browser.awaitText("#verdict .badge", "✖ BROKEN");
    assertThat(browser.text("#needs h2")).isEqualTo("Needs you (3)");
  }

  @Test
  void partThatFailsIsNamedAndTheRestIsShown() {
    open("broken");
    AGENT.fail("drift");

    browser.awaitText("#schema .warn", "This part could not be read (HTTP 500) since ");
    assertThat(browser.text("#schema")).contains("public.audit_log");
    assertThat(browser.text("h1")).contains("2 things are missing");

    browser.open(AGENT.port());
    browser.awaitText("h1", "calls fail");
    AGENT.show("healthy");
    AGENT.fail("incidents");
    browser.open(AGENT.port());
    browser.awaitText(
        "h1", "Whether anything is broken is not known: the agent does not tell its incidents.");
  }

  @Test
  void nothingIsCalledWellOnceAPartCannotBeReadAnyMore() {
    open("healthy");
    browser.awaitText("#verdict .badge", "✔ ALL WELL");

    AGENT.fail("status");

    browser.awaitText(
        "h1", "Whether anything is broken is not known: the agent does not tell its status.");
    assertThat(browser.text("#verdict")).contains("? NOT KNOWN", "Look for [schema-medic]");
    AGENT.show("healthy");
    browser.awaitText("#verdict .badge", "✔ ALL WELL");
  }

  private static Stream<String> states() {
    return StandIn.read().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void fitsASmallPhoneAndHasContrastInLightAndDark(String state) throws IOException {
    String contrast = Files.readString(Path.of("src/test/resources/page/contrast.js"));
    for (boolean dark : new boolean[] {false, true}) {
      AGENT.show(state);
      browser.open(AGENT.port(), 320, 640, dark);
      browser.awaitText("#fresh", "Live");

      assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(320L);
      assertThat(browser.run(contrast)).asList().isEmpty();
      assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
          .isEqualTo(dark ? "rgb(20, 24, 28)" : "rgb(255, 255, 255)");
    }
  }

  @Test
  void readersOfScreensFindTheirWay() {
    open("broken");

    assertThat(browser.run("return document.querySelectorAll('h1').length")).isEqualTo(1L);
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('section, nav, article, dialog[open]')]"
                    + ".filter((part) => !part.hasAttribute('aria-label') &&"
                    + " !document.getElementById(part.getAttribute('aria-labelledby')))"
                    + ".map((part) => part.textContent)"))
        .asList()
        .isEmpty();
    browser.press(Keys.TAB);
    assertThat(browser.hasFocus("a.skip")).isTrue();
    browser.press(Keys.ENTER);
    assertThat(browser.hasFocus("#verdict")).isTrue();
  }

  @Test
  void withoutScriptsTheDataCanBeReached() {
    AGENT.show("broken");
    browser.allowScripts(false);
    try {
      browser.open(AGENT.port());

      assertThat(browser.text("main"))
          .contains("This page needs JavaScript")
          .contains("java -jar schema-medic.jar status PID");
      assertThat(browser.text("main a[href='/api/incidents']")).isEqualTo("incidents");
    } finally {
      browser.allowScripts(true);
    }
  }

  private static void open(String state) {
    AGENT.show(state);
    browser.open(AGENT.port());
    browser.awaitText("#fresh", "Live");
  }
}
