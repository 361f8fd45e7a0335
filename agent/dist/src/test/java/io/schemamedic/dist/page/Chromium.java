package io.schemamedic.dist.page;

import io.schemamedic.dist.DebianPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.opentest4j.TestAbortedException;

/** Debian's Chromium with fonts of its own, so that it looks alike on every machine. */
final class Chromium {
  /** It would say that it has no typed form of this browser's protocol, which nobody asks for. */
  private static final Logger LOGGER = Logger.getLogger("org.openqa.selenium");

  private Chromium() {}

  /**
   * Starts one without a window.
   *
   * @param directory an existing one, for all that it writes
   * @throws IllegalStateException if it cannot be had: without it nothing of the page is tested
   */
  static ChromeDriver start(Path directory) {
    LOGGER.setLevel(Level.SEVERE);
    DebianPackages packages = packages();
    try {
      Path fonts =
          Files.writeString(
              directory.resolve("fonts.conf"),
              """
              <?xml version="1.0"?>
              <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
              <fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>
              """
                  .formatted(packages.file("usr/share/fonts"), directory.resolve("fonts")));
      Map<String, String> environment = packages.command("usr/bin/chromedriver").environment();
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(packages.file("usr/bin/chromedriver").toFile())
              .usingAnyFreePort()
              .withEnvironment(
                  Map.of(
                      "LD_LIBRARY_PATH", environment.getOrDefault("LD_LIBRARY_PATH", ""),
                      "FONTCONFIG_FILE", fonts.toString(),
                      "HOME", directory.toString()))
              .build();
      return new ChromeDriver(service, options(packages, directory));
    } catch (IOException e) {
      throw new IllegalStateException("Chromium cannot be set up", e);
    }
  }

  private static DebianPackages packages() {
    try {
      return DebianPackages.unpacked(
          "chromium", "chromium-common", "chromium-driver", "fonts-dejavu-core");
    } catch (TestAbortedException e) {
      throw new IllegalStateException("No Chromium to test the page in", e);
    }
  }

  private static ChromeOptions options(DebianPackages packages, Path directory) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(packages.file("usr/lib/chromium/chromium").toFile());
    options.setCapability("goog:loggingPrefs", logs);
    return options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=en",
        "--user-data-dir=" + directory.resolve("profile"));
  }
}
