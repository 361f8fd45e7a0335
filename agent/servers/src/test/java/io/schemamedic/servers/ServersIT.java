package io.schemamedic.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever runs the application is healed, and notices nothing else. */
class ServersIT {
  static List<Setup> chosen() {
    return Setups.chosen();
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void healsWhatIsDeclaredAndChangesNothingElse(Setup setup, @TempDir Path directory)
      throws IOException {
    CellResult.write(setup, new SetupRun(setup, directory).run());
  }
}
