package io.schemamedic.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An entry of apt's list of sources.
 *
 * @param fileName its ending tells apt which of its two forms it has
 */
record AptSource(String fileName, String text) {
  private static final Pattern LINE =
      Pattern.compile("(?m)^deb\\s+(\\[[^]]*]\\s+)?(\\S+/debian/?)\\s.*$");
  private static final Pattern STANZA_OF_ARCHIVE =
      Pattern.compile("(?m)^URIs:\\s*\\S+/debian/?\\s*$");

  /**
   * Another suite of Debian's archive, from the same mirror and with the same keys as the machine's
   * own packages.
   *
   * @param etcApt where apt is configured
   */
  static Optional<AptSource> ofDebian(Path etcApt, String suite) throws IOException {
    for (Path file : sources(etcApt)) {
      String text = Files.readString(file);
      Optional<AptSource> source =
          file.toString().endsWith(".sources") ? stanza(text, suite) : line(text, suite);
      if (source.isPresent()) {
        return source;
      }
    }
    return Optional.empty();
  }

  private static List<Path> sources(Path etcApt) throws IOException {
    Path parts = etcApt.resolve("sources.list.d");
    try (Stream<Path> files = Files.isDirectory(parts) ? Files.list(parts) : Stream.empty()) {
      return Stream.concat(Stream.of(etcApt.resolve("sources.list")), files.sorted())
          .filter(file -> file.toString().matches(".*\\.(list|sources)"))
          .filter(Files::isReadable)
          .toList();
    }
  }

  private static Optional<AptSource> stanza(String text, String suite) {
    return Pattern.compile("\\n\\s*\\n")
        .splitAsStream(text)
        .filter(stanza -> STANZA_OF_ARCHIVE.matcher(stanza).find())
        .findFirst()
        .map(stanza -> stanza.replaceAll("(?m)^Types:.*$", "Types: deb"))
        .map(stanza -> stanza.replaceAll("(?m)^Suites:.*$", "Suites: " + suite))
        .map(stanza -> stanza.replaceAll("(?m)^Components:.*$", "Components: main"))
        .map(stanza -> new AptSource("debian.sources", stanza.strip() + "\n"));
  }

  private static Optional<AptSource> line(String text, String suite) {
    Matcher line = LINE.matcher(text);
    if (!line.find()) {
      return Optional.empty();
    }
    String options = line.group(1) == null ? "" : line.group(1);
    return Optional.of(
        new AptSource("debian.list", "deb " + options + line.group(2) + " " + suite + " main\n"));
  }
}
