package io.schemamedic.dist;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourceTest {
  private final Path etcApt;

  AptSourceTest(@TempDir Path etcApt) {
    this.etcApt = etcApt;
  }

  @Test
  void mirrorAndKeysOfAStanzaAreKept() throws IOException {
    write(
        "sources.list.d/debian.sources",
        """
        Types: deb deb-src
        URIs: http://mirror.example/debian-security
        Suites: stable-security
        Components: main

        Types: deb deb-src
        # the nearest
        URIs: http://mirror.example/debian
        Suites: stable stable-updates
        Components: main contrib
        Signed-By: /keys/archive.gpg
        """);

    assertThat(AptSource.ofDebian(etcApt, "unstable"))
        .contains(
            new AptSource(
                "debian.sources",
                """
                Types: deb
                # the nearest
                URIs: http://mirror.example/debian
                Suites: unstable
                Components: main
                Signed-By: /keys/archive.gpg
                """));
  }

  @Test
  void mirrorAndOptionsOfALineAreKept() throws IOException {
    write(
        "sources.list",
        """
        # deb http://other.example/debian stable main
        deb http://mirror.example/debian-security stable-security main
        deb [signed-by=/keys/archive.gpg] http://mirror.example/debian/ stable main contrib
        """);

    assertThat(AptSource.ofDebian(etcApt, "unstable"))
        .contains(
            new AptSource(
                "debian.list",
                "deb [signed-by=/keys/archive.gpg] http://mirror.example/debian/ unstable main\n"));
  }

  @Test
  void anotherDistributionHasNone() throws IOException {
    write("sources.list", "deb http://mirror.example/ubuntu noble main\n");

    assertThat(AptSource.ofDebian(etcApt, "unstable")).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path path = etcApt.resolve(file);
    Files.createDirectories(requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }
}
