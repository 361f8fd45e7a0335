package io.schemamedic.dist.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/**
 * The pictures in {@code agent/docs/images}, of the altered answers of {@link StandIn}. They are
 * written below {@code target}, or to the directory that {@code -Dpage.pictures} names.
 */
class PagePicturesIT {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("page.pictures", "target/page-pictures"));

  /** What a repository and a slow line can bear. */
  private static final long MOST_BYTES = 150_000;

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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "status-broken,         broken,             1000, 1160, false",
    "status-broken-phone,   broken,              360,  900, false",
    "status-refused,        refused,            1000,  760, true",
    "status-no-token,       no token,           1000,  860, false",
    "status-observing,      observing,          1000,  600, false",
    "status-stopped,        stopped,             360,  900, true",
    "status-database-down,  database down,      1000,  760, true",
    "status-healed,         healed,             1000,  600, false",
    "status-healthy,        healthy,            1000, 1060, true",
    "status-too-late,       too late,           1000,  860, false",
  })
  void picture(String name, String state, int width, int height, boolean dark) {
    AGENT.show(state);
    browser.open(AGENT.port(), width, height, dark);
    browser.awaitText("#fresh", "Live");

    take(name, height);
  }

  @Test
  void pictureOfTheSecondStep() {
    AGENT.show("broken");
    browser.open(AGENT.port(), 1000, 760, true);
    browser.awaitText("#verdict button", "Review and approve…");
    browser.tabTo("#verdict button");
    browser.press(Keys.ENTER);
    browser.tabTo("#token");
    browser.press("quiet-otter-crosses-rivers");

    take("status-approve", 760);
  }

  @Test
  void pictureOfAnAgentThatIsGone() {
    AGENT.show("broken");
    browser.open(AGENT.port(), 1000, 700, false);
    browser.awaitText("#fresh", "Live");
    AGENT.close();
    try {
      browser.awaitText("#fresh", "Old");
      take("status-gone", 700);
    } finally {
      AGENT.open("");
    }
  }

  private static void take(String name, int height) {
    Path file = DIRECTORY.resolve(name + ".png");
    browser.picture(file, height);
    assertThat(file.toFile()).size().isBetween(5_000L, MOST_BYTES);
  }
}
