package io.schemamedic.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs after {@link ServersIT}, by its name. */
class TableOfServersIT {
  @Test
  @EnabledIfSystemProperty(named = "servers.write", matches = "false")
  void documentationHasTheRowsThatRan() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Setup setup : Setups.chosen()) {
      List<CellResult> results = CellResult.read(setup);
      assertThat(results).as("results of " + setup).isNotEmpty();
      results.forEach(result -> rows.add(result.row()));
    }

    assertThat(CompatibilityPage.rows()).containsAll(rows);
  }

  /** So does the long run, unless it was told otherwise. */
  @Test
  @EnabledIfSystemProperty(named = "servers.write", matches = "true")
  void documentationIsWrittenFromTheRowsThatRan() throws IOException {
    List<String> known = CompatibilityPage.rows();
    List<String> rows = new ArrayList<>();
    for (Setup setup : Setups.all()) {
      List<String> measured = CellResult.read(setup).stream().map(CellResult::row).toList();
      rows.addAll(measured.isEmpty() ? startingWith(setup.rowStart(), known) : measured);
    }

    CompatibilityPage.write(rows);

    assertThat(CompatibilityPage.rows()).isEqualTo(rows);
  }

  /** What an earlier run has written, if this one leaves something out. */
  private static List<String> startingWith(String start, List<String> rows) {
    return rows.stream().filter(row -> row.startsWith(start)).toList();
  }
}
