package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingCheckTest {
  private final Properties properties = new Properties();

  @Test
  void whoeverAsksForNothingDoesNotAskForBlocking() {
    properties.setProperty("blocking", "blocking");

    assertThat(BlockingCheck.isPossible(null, properties, Map.of("MODE", "blocking"))).isFalse();
    assertThat(BlockingCheck.isPossible("mode=repair", properties, Map.of())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check.on-connect=blocking",
        "mode=repair;check.on-connect=BLOCKING",
        "check.on-connect = blocking , mode=repair"
      })
  void argumentsMayAskForIt(String arguments) {
    assertThat(BlockingCheck.isPossible(arguments, properties, Map.of())).isTrue();
  }

  @Test
  void propertiesAndEnvironmentMayAskForIt() {
    assertThat(
            BlockingCheck.isPossible(
                null, properties, Map.of("SCHEMAMEDIC_CHECK_ON_CONNECT", "blocking")))
        .isTrue();
    properties.setProperty("schemamedic.check.on-connect", "blocking");
    assertThat(BlockingCheck.isPossible(null, properties, Map.of())).isTrue();
  }

  @Test
  void fileMayAskForItHoweverItIsNamed(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("medic.properties");
    Files.writeString(file, "mode=repair\ncheck.on-connect = blocking\n");
    Path other = directory.resolve("other.properties");
    Files.writeString(other, "mode=repair\n");

    assertThat(BlockingCheck.isPossible(file.toString(), properties, Map.of())).isTrue();
    assertThat(BlockingCheck.isPossible("mode=repair;config=" + file, properties, Map.of()))
        .isTrue();
    assertThat(
            BlockingCheck.isPossible(
                null, properties, Map.of("SCHEMAMEDIC_CONFIG", file.toString())))
        .isTrue();
    assertThat(BlockingCheck.isPossible(other.toString(), properties, Map.of())).isFalse();
    properties.setProperty("schemamedic.config", file.toString());
    assertThat(BlockingCheck.isPossible(null, properties, Map.of())).isTrue();
  }

  @Test
  void fileThatIsNotThereAsksForNothing() {
    assertThat(BlockingCheck.isPossible("/nowhere/at/all", properties, Map.of())).isFalse();
  }
}
