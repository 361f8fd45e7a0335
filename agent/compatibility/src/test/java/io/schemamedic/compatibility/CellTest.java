package io.schemamedic.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {
  private static final List<String> DRIVERS = List.of("1", "2", "3", "4", "5");
  private static final List<Jdk> JDKS =
      List.of(new Jdk(17, Path.of("17")), new Jdk(25, Path.of("25")));

  @Test
  void diagonalHasEachDriverPoolAndJdk() {
    List<Cell> cells = Cell.diagonal(DRIVERS, JDKS);

    assertThat(cells).extracting(Cell::pool).containsExactly(Pool.values());
    assertThat(cells).extracting(Cell::driver).containsAll(DRIVERS);
    assertThat(cells).extracting(Cell::jdk).containsAll(JDKS);
  }

  @Test
  void allHasEachCombinationOnce() {
    assertThat(Cell.all(DRIVERS, JDKS))
        .hasSize(DRIVERS.size() * Pool.values().length * JDKS.size())
        .doesNotHaveDuplicates();
  }
}
