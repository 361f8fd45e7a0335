package io.schemamedic.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation says what happens: neither more nor less than what is measured here. */
class FrameworksIT {
  @ParameterizedTest
  @EnumSource
  void doesWhatTheDocumentationSays(Framework framework, @TempDir Path records) throws IOException {
    assertThat(FrameworkTable.measure(framework, agent(records)))
        .isEqualTo(Documentation.rows(framework.heading()));
  }

  @Test
  void missingSequenceOfAnEntityIsRefused(@TempDir Path records) {
    assertThat(
            FrameworkTable.measure(
                Framework.SPRING_DATA_3, agent(records), "`save`, sequence id", Gap.SEQUENCE))
        .isEqualTo("no: `missing_sequence`");
  }

  private static AgentSetup agent(Path records) {
    return AgentSetup.repairing(
        records,
        "file:" + Trial.DECLARED.toAbsolutePath(),
        // Many repairs in a short time, on a machine that may be busy.
        "repair.max-per-process=1000",
        "repair.wait-budget=5s");
  }
}
