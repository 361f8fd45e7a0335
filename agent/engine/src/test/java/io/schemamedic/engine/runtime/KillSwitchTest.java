package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class KillSwitchTest {
  @TempDir private Path directory;

  @AfterEach
  void clear() {
    System.clearProperty(KillSwitch.PROPERTY);
  }

  @Test
  void offWithoutFileAndProperty() {
    assertThat(new KillSwitch(null).isOn()).isFalse();
    assertThat(new KillSwitch(file()).isOn()).isFalse();
  }

  @Test
  void onAsSoonAsTheFileIsThereAndOffAsSoonAsItIsGone() throws IOException {
    KillSwitch killSwitch = new KillSwitch(file());

    Files.createFile(file().toPath());
    assertThat(killSwitch.isOn()).isTrue();
    Files.delete(file().toPath());
    assertThat(killSwitch.isOn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "'', true", "on, true", "0, true", "false, false", "FALSE, false"})
  void propertySaysStopUnlessItSaysFalse(String value, boolean on) {
    System.setProperty(KillSwitch.PROPERTY, value);

    assertThat(new KillSwitch(null).isOn()).isEqualTo(on);
  }

  @Test
  void propertyThatSaysFalseDoesNotOverruleTheFile() throws IOException {
    System.setProperty(KillSwitch.PROPERTY, "false");
    Files.createFile(file().toPath());

    assertThat(new KillSwitch(file()).isOn()).isTrue();
  }

  @Test
  void onForADirectoryAndForALinkThatLeadsNowhere() throws IOException {
    KillSwitch killSwitch = new KillSwitch(file());

    Files.createDirectory(file().toPath());
    assertThat(killSwitch.isOn()).isTrue();
    Files.delete(file().toPath());
    Files.createSymbolicLink(file().toPath(), directory.resolve("gone"));
    assertThat(killSwitch.isOn()).isTrue();
    Files.delete(file().toPath());
    assertThat(killSwitch.isOn()).isFalse();
  }

  @Test
  void offWhereTheDirectoryIsNotThereAndOnWhereNobodyCanTell() throws IOException {
    Files.createFile(directory.resolve("file"));
    File belowNothing = directory.resolve("none").resolve("stop").toFile();
    File belowFile = directory.resolve("file").resolve("stop").toFile();
    File noPath = new File("stop\0");

    assertThat(new KillSwitch(belowNothing).isOn()).isFalse();
    assertThat(new KillSwitch(belowFile).isOn()).isTrue();
    assertThat(new KillSwitch(noPath).isOn()).isTrue();
  }

  private File file() {
    return directory.resolve("stop").toFile();
  }
}
