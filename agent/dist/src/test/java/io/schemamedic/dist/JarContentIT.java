package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class JarContentIT {
  private static final int JAVA_8 = 52;

  @Test
  void onlyTheEntryIsVisibleToOtherLoaders() throws IOException {
    assertThat(ShippedJar.entries())
        .filteredOn(name -> !name.startsWith(ShippedJar.HIDDEN))
        .filteredOn(name -> !name.matches("META-INF/(MANIFEST\\.MF|LICENSE)"))
        .isNotEmpty()
        .allMatch(name -> name.matches("io/schemamedic/entry/[^/]+\\.class"));
  }

  @Test
  void noLibraryKeepsItsOwnName() throws IOException {
    assertThat(ShippedJar.entries())
        .filteredOn(name -> name.startsWith(ShippedJar.HIDDEN) && name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith(ShippedJar.HIDDEN + "io/schemamedic/"));
  }

  @Test
  void entryIsNotThereTwice() throws IOException {
    assertThat(ShippedJar.entries())
        .noneMatch(name -> name.startsWith(ShippedJar.HIDDEN + "io/schemamedic/entry/"));
  }

  @Test
  void everyClassRunsOnJava8() throws IOException {
    List<String> tooNew = new ArrayList<>();
    try (JarFile jar = ShippedJar.open()) {
      for (String name : ShippedJar.entries()) {
        if (name.endsWith(".class") && classFileVersion(jar, name) > JAVA_8) {
          tooNew.add(name);
        }
      }
    }

    assertThat(tooNew).isEmpty();
  }

  @Test
  void nothingIsLeftOfBuildsAndModules() throws IOException {
    assertThat(ShippedJar.entries())
        .noneMatch(name -> name.matches(".*(module-info\\.class|META-INF/(versions|maven)/.*)"));
  }

  @Test
  void librariesBringTheirLicences() throws IOException {
    assertThat(ShippedJar.entries())
        .contains("META-INF/LICENSE", ShippedJar.HIDDEN + "META-INF/NOTICE")
        .anyMatch(name -> name.startsWith(ShippedJar.HIDDEN + "META-INF/licenses/"));
  }

  @Test
  void isAtMost8Megabytes() {
    assertThat(ShippedJar.file()).size().isLessThanOrEqualTo(8L * 1024 * 1024);
  }

  @Test
  void manifestNamesTheEntryAndAsksForNothingMoreThanRetransforming() throws IOException {
    Attributes attributes;
    try (JarFile jar = ShippedJar.open()) {
      attributes = jar.getManifest().getMainAttributes();
    }

    assertThat(attributes.getValue("Premain-Class")).isEqualTo("io.schemamedic.entry.AgentEntry");
    assertThat(attributes.getValue("Agent-Class")).isEqualTo("io.schemamedic.entry.AgentEntry");
    assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
    assertThat(attributes).doesNotContainKey(new Attributes.Name("Boot-Class-Path"));
  }

  private static int classFileVersion(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
