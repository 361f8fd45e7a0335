package io.schemamedic.dist.page;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.json.Json;

/** The page of the shipped agent in a service whose database really lacks what it needs. */
@ExtendWith(TestDatabaseExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusPageIT {
  private static final String TOKEN = "quiet-otter-crosses-rivers";
  private static final String MARKUP = "<img src=x onerror=alert(1)>";
  private static final String DECLARED =
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, note text DEFAULT '');
      CREATE TABLE "<img src=x onerror=alert(1)>" (id int);
      """;

  /** Not in every entry: there is nothing to be told, or not here. */
  private static final Set<String> SOMETIMES =
      Set.of(
          "incidents.incidents.detail",
          "incidents.incidents.pendingMigrations",
          "incidents.incidents.columns",
          "drift.databases.reason",
          "drift.databases.drift.found",
          "plans.plans.pendingMigrations");

  private static TestDatabase database;
  private static RunningService service;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path directory, TestDatabase ofAll) throws IOException {
    database = ofAll;
    database.execute("CREATE TABLE orders (id bigint PRIMARY KEY)");
    Path declared = Files.writeString(directory.resolve("declared.sql"), DECLARED);
    Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    Path drafts = Files.createDirectory(directory.resolve("drafts"));
    service =
        RunningService.withAgent(
            ("mode=propose;allow=public.*;check.interval=1s;declared=file:%s;http.token-file=%s"
                    + ";migrations.dir=%s")
                .formatted(declared, token, drafts));
    service.run(connect(database.url()));
    service.run(query("SELECT note FROM orders"));
    service.run(query("SELECT note FROM orders"));
    service.run(query("SELECT id FROM \"" + MARKUP + "\""));
    browser = Browser.start(directory);
  }

  @AfterAll
  static void end() {
    browser.close();
    service.close();
  }

  @Test
  @Order(1)
  void whatIsMissingIsSaidFirst() {
    open();

    browser.awaitText("h1", "2 things are missing in ");
    assertThat(browser.text("h1")).contains("and calls fail: 3 since ");
    assertThat(browser.text("#verdict")).contains("Column note of public.orders", "Approve plan ");
    assertThat(browser.text("#needs"))
        .contains("ALTER TABLE public.orders ADD COLUMN note text DEFAULT '';");
  }

  @Test
  @Order(2)
  void markupInNamesStaysText() {
    open();

    browser.awaitText("#needs", "Table public." + MARKUP + " is missing");
    browser.awaitText("#schema", "public." + MARKUP);
    assertThat(browser.run("return document.images.length")).isEqualTo(0L);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @Order(3)
  void nobodyButTheAgentIsAsked() {
    browser.forget();
    open();
    browser.awaitText("#schema", "public.orders.note");

    assertThat(browser.requests())
        .hasSizeGreaterThan(5)
        .allMatch(url -> url.startsWith("http://127.0.0.1:" + service.port() + "/"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @Order(4)
  void keyboardAloneRunsThePlan() {
    open();
    browser.awaitText("#verdict", "Review and approve…");
    String button = "#needs [aria-label$='column note of public.orders']";
    browser.tabTo(button);
    browser.press(Keys.ENTER);
    browser.awaitText("dialog h2", "Run this DDL in ");
    browser.tabTo("#token");
    browser.press(TOKEN);
    browser.tabTo("dialog button[type=submit]");
    browser.press(Keys.ENTER);

    browser.awaitText("dialog h2", "Done in ");
    browser.press(Keys.ESCAPE);
    assertThat(service.run(query("SELECT note FROM orders"))).isEqualTo("rows note");
    browser.awaitText("#history", "✔ Added column note of public.orders · approved by a person");
    browser.awaitText("h1", "Table public." + MARKUP + " is missing");
    assertThat(browser.text("#incidents")).contains("✔ mended since");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @Order(5)
  void draftOfTheRepairCanBeRead() {
    open();
    browser.awaitText("#needs", "1 repair has no migration yet");
    browser.tabTo("#needs a[href^='/drafts/']");
    browser.press(Keys.ENTER);

    browser.awaitText("body", "ADD COLUMN IF NOT EXISTS note text DEFAULT ''");
  }

  /** What {@link StandIn} answers has the fields that an agent's answers have. */
  @Test
  @Order(6)
  void answersHaveTheFormOfTheAlteredOnes() {
    database.execute("ALTER TABLE orders DROP COLUMN note");
    service.await(() -> service.get("/api/drift").contains("\"name\":\"note\""));
    Set<String> real = new TreeSet<>();
    for (String part : List.of("status", "incidents", "drift", "plans", "repairs")) {
      collect(part, new Json().toType(service.get("/api/" + part), Object.class), real);
    }
    Set<String> altered = new TreeSet<>();
    StandIn.read()
        .values()
        .forEach(state -> state.forEach((part, value) -> collect(part, value, altered)));
    altered.removeAll(SOMETIMES);
    altered.removeAll(real);

    assertThat(altered).isEmpty();
  }

  private static void collect(String path, Object value, Set<String> paths) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> collect(path + "." + key, inner, paths));
    } else if (value instanceof List<?> list) {
      paths.add(path);
      list.forEach(element -> collect(path, element, paths));
    } else {
      paths.add(path);
    }
  }

  @Test
  @Order(7)
  void endOfTheServiceIsSeen() {
    open();
    browser.awaitText("h1", "missing");
    service.end();

    browser.awaitText("h1", "The agent has not answered since ");
    assertThat(browser.text("#verdict"))
        .contains("Look whether process " + service.pid() + " still runs")
        .contains("Known before");
  }

  private static void open() {
    browser.open(service.port());
  }
}
