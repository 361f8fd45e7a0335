package io.schemamedic.dist.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A browser with one page open, and what a person can do and see with it. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The page asks every five seconds; here its seconds are short, and nothing else is changed. */
  private static final String SHORT_SECONDS =
      """
      const timeout = window.setTimeout;
      window.setTimeout = (work, millis) => timeout(work, millis === 5000 ? 100 : millis);
      """;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start(Path directory) {
    Browser browser = new Browser(Chromium.start(directory));
    browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", SHORT_SECONDS));
    browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Berlin"));
    return browser;
  }

  /** Opens a page on a screen of its size, in points. */
  void open(int port, int width, int height, boolean dark) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    driver.get("http://127.0.0.1:" + port + "/");
  }

  void open(int port) {
    open(port, 1000, 800, false);
  }

  void allowScripts(boolean allowed) {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  /** The text of an element as a person sees it; empty if it is not there. */
  String text(String selector) {
    try {
      List<WebElement> found = driver.findElements(By.cssSelector(selector));
      return found.isEmpty() ? "" : found.get(0).getText();
    } catch (StaleElementReferenceException e) {
      // Drawn anew just now.
      return text(selector);
    }
  }

  /** Opens an address anew, on the screen as it is. */
  void load(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  /** From now on nothing comes from these addresses; from all if there are none. */
  void keepFrom(String... addresses) {
    command("Network.enable", Map.of());
    command("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
  }

  /** Waits until an element has this text in it. */
  void awaitText(String selector, String text) {
    await(() -> text(selector).contains(text), () -> selector + " says " + text(selector));
  }

  void await(BooleanSupplier happened, Supplier<String> instead) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      assertThat(System.nanoTime()).as(instead).isLessThan(deadline);
    }
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** As {@link #run}, of a script that says by itself when it has ended. */
  Object runToItsEnd(String script) {
    return driver.executeAsyncScript(script);
  }

  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Goes on by the Tab key until this element has the focus. */
  void tabTo(String selector) {
    for (int steps = 0; !hasFocus(selector); steps++) {
      assertThat(steps).as("steps to " + selector).isLessThan(60);
      press(Keys.TAB);
    }
  }

  boolean hasFocus(String selector) {
    return Boolean.TRUE.equals(
        run("return document.activeElement.matches(arguments[0])", selector));
  }

  /** The addresses of all requests since this was asked last. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(message -> new Json().<Map<String, Object>>toType(message, Json.MAP_TYPE))
        .map(entry -> inner(inner(inner(entry, "message"), "params"), "request"))
        .map(request -> String.valueOf(request.get("url")))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inner(Map<String, Object> object, String name) {
    return (Map<String, Object>) requireNonNull(object.get(name), name);
  }

  /** Leaves the page, and forgets what was complained of and asked: by then it says no more. */
  void forget() {
    driver.get("about:blank");
    complaints();
    requests();
  }

  /** What the browser complained of since this was asked last. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** A picture of the page from its top, as high as it is but no higher than given. */
  void picture(Path file, int mostHeight) {
    Map<String, Object> size = inner(command("Page.getLayoutMetrics", Map.of()), "cssContentSize");
    int width = ((Number) requireNonNull(size.get("width"))).intValue();
    int height = ((Number) requireNonNull(size.get("height"))).intValue();
    Map<String, Object> clip =
        Map.of("x", 0, "y", 0, "width", width, "height", Math.min(height, mostHeight), "scale", 1);
    Map<String, Object> answer =
        command("Page.captureScreenshot", Map.of("clip", clip, "captureBeyondViewport", true));
    try {
      Files.createDirectories(requireNonNull(file.getParent()));
      Files.write(file, Base64.getDecoder().decode((String) requireNonNull(answer.get("data"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
