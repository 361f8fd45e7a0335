package io.schemamedic.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The codes are values of {@code repair.refuse}: each has its row, and no row is left over. */
class HazardsDocumentedTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Pattern SECTION = Pattern.compile("(?s)\n#### Hazards\n(.*?)\n###");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

  @Test
  void everyHazardHasItsRow() throws IOException {
    Matcher section = SECTION.matcher(Files.readString(PAGE));
    assertThat(section.find()).isTrue();
    List<String> documented = new ArrayList<>();
    Matcher row = ROW.matcher(section.group(1));
    while (row.find()) {
      documented.add(row.group(1));
    }
    List<String> codes = new ArrayList<>();
    for (Hazard.Kind kind : Hazard.Kind.values()) {
      codes.add(kind.code());
    }

    assertThat(documented).containsExactlyInAnyOrderElementsOf(codes);
  }
}
