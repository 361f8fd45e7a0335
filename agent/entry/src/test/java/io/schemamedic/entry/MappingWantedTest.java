package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingWantedTest {
  @AfterEach
  void forgetProperties() {
    System.clearProperty("schemamedic.declared");
    System.clearProperty("schemamedic.config");
  }

  @ParameterizedTest
  @CsvSource({
    "mode=repair;declared=hibernate;allow=app.*, true",
    "'declared=file:a.sql,auto', true",
    "mode=observe, false",
    "/no/such.properties, false",
    ", false"
  })
  void argumentsMayAskForIt(@Nullable String arguments, boolean mayBe) {
    assertThat(MappingWanted.mayBe(arguments)).isEqualTo(mayBe);
  }

  @Test
  void systemPropertyMayAskForIt() {
    System.setProperty("schemamedic.declared", "hibernate");

    assertThat(MappingWanted.mayBe("mode=repair")).isTrue();
  }

  @Test
  void propertiesFileMayAskForItHoweverItIsNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("a.properties"), "declared=hibernate\n");

    assertThat(MappingWanted.mayBe(file.toString())).isTrue();
    assertThat(MappingWanted.mayBe("mode=repair; config = " + file)).isTrue();
    assertThat(MappingWanted.mayBe("mode=repair,config=" + file)).isTrue();
    System.setProperty("schemamedic.config", file.toString());
    assertThat(MappingWanted.mayBe(null)).isTrue();
  }

  @Test
  void propertiesFileThatDoesNotMentionItDoesNotAskForIt(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("a.properties"), "declared=file:a.sql\n");

    assertThat(MappingWanted.mayBe(file.toString())).isFalse();
  }
}
