package io.schemamedic.dashboards;

import io.schemamedic.dashboards.DebianPrograms.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Chromium, which shows a page to nobody and keeps a picture of it. */
final class Chromium {
  private final Path directory;

  /**
   * @param directory an existing one, for all that it writes beside pictures
   */
  Chromium(Path directory) {
    this.directory = directory;
  }

  /**
   * Takes one for the documentation.
   *
   * @param address of the page, whose scripts get some seconds
   * @param name of the picture
   */
  Path picture(String address, String name, int width, int height) {
    Path file = Shipped.file("images/" + name + ".png");
    try {
      Files.deleteIfExists(file);
      Path profile = Files.createTempDirectory(directory, "chromium");
      Path fonts =
          Files.writeString(
              profile.resolve("fonts.conf"),
              """
              <?xml version="1.0"?>
              <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
              <fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>
              """
                  .formatted(DebianPrograms.fonts(), profile.resolve("fonts")));
      List<String> options =
          new ArrayList<>(List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"));
      options.addAll(List.of("--no-first-run", "--disable-background-networking"));
      options.addAll(List.of("--disable-component-update", "--disable-sync"));
      options.addAll(List.of("--disable-dev-shm-usage", "--hide-scrollbars"));
      options.add("--user-data-dir=" + profile);
      options.add("--virtual-time-budget=3000");
      options.add("--window-size=" + width + "," + height);
      options.add("--screenshot=" + file);
      options.add(address);
      ProcessBuilder builder = DebianPrograms.chromium(options.toArray(String[]::new));
      builder.environment().put("FONTCONFIG_FILE", fonts.toString());
      builder.environment().put("HOME", profile.toString());
      Ended ended = DebianPrograms.run(builder);
      if (!Files.exists(file)) {
        throw new IllegalStateException(ended.output());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
