package io.schemamedic.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The configuration of a command that does some of what the agent does. */
class CommandOptionsTest {

  private static ConfigurationResult read(
      Map<ConfigurationKey, String> options, Map<String, String> properties) {
    return ConfigurationReader.ofLocalFiles()
        .readOptions(
            options, Set.of(ConfigurationKey.ALLOW, ConfigurationKey.DENY), properties, Map.of());
  }

  @Test
  void optionsAreStrongerThanAllElse() {
    ConfigurationResult result =
        read(
            Map.of(ConfigurationKey.ALLOW, "public.a"),
            Map.of("schemamedic.allow", "public.b", "schemamedic.deny", "public.c"));

    assertThat(result.errors()).isEmpty();
    assertThat(result.configuration().allow()).hasToString("[public.a]");
    assertThat(result.configuration().deny()).hasToString("[public.c]");
    assertThat(result.sources().get(ConfigurationKey.ALLOW)).hasToString("option --allow");
  }

  @Test
  void onlyWhatIsUsedCanBeWrong() {
    ConfigurationResult result =
        read(Map.of(), Map.of("schemamedic.audit.file", "/no/such/folder/audit.jsonl"));

    assertThat(result.errors()).isEmpty();
    assertThat(result.configuration().auditFile()).isEmpty();
  }

  @Test
  void misspeltKeyIsToldAllTheSame() {
    assertThat(read(Map.of(), Map.of("schemamedic.alow", "public.a")).errors()).hasSize(1);
  }

  @Test
  void passwordOfTheCommandLineIsNoMistakeOfTheAgents() {
    assertThat(
            ConfigurationReader.ofLocalFiles()
                .read("", Map.of(), Map.of("SCHEMAMEDIC_PASSWORD", "secret"))
                .errors())
        .isEmpty();
  }
}
