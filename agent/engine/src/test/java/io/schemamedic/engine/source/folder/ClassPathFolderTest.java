package io.schemamedic.engine.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFolderTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void directoryIsReadWithWhatIsBelowIt() throws IOException {
    Path migrations = Files.createDirectories(directory.resolve("with space/db/migration/sub"));
    Files.writeString(migrations.resolve("V1__a.sql"), "SELECT 1");

    try (URLClassLoader service = loader(directory.resolve("with space"))) {
      assertThat(folder(service).read(path -> true)).containsOnlyKeys("sub/V1__a.sql");
    }
  }

  @Test
  void jarIsReadAndNotKeptOpen() throws IOException {
    Path jar = jar("service.jar", "db/migration/", "db/migration/V1__a.sql", "db/other/V2__b.sql");

    try (URLClassLoader service = loader(jar)) {
      assertThat(folder(service).read(path -> true))
          .containsExactly(Map.entry("V1__a.sql", "db/migration/V1__a.sql"));
      // The service's own way to the jar still works.
      assertThat(service.getResourceAsStream("db/other/V2__b.sql")).isNotNull();
    }
  }

  @Test
  void everyPlaceOfThatNameCounts() throws IOException {
    Path one = jar("one.jar", "db/migration/", "db/migration/V1__a.sql");
    Path two = jar("two.jar", "db/migration/", "db/migration/V2__b.sql");

    try (URLClassLoader service = loader(one, two)) {
      assertThat(folder(service).read(path -> true)).containsOnlyKeys("V1__a.sql", "V2__b.sql");
    }
  }

  @Test
  void fileThatIsThereTwiceCountsOnce() throws IOException {
    Path one = jar("one.jar", "db/migration/", "db/migration/V1__a.sql");
    Path two = jar("two.jar", "db/migration/", "db/migration/V1__a.sql");

    try (URLClassLoader service = loader(one, two)) {
      List<String> asked = new ArrayList<>();
      assertThat(folder(service).read(asked::add)).containsOnlyKeys("V1__a.sql");
      assertThat(asked).containsExactly("V1__a.sql");
    }
  }

  @Test
  void onlyWhatIsWantedIsRead() throws IOException {
    Path jar = jar("service.jar", "db/migration/", "db/migration/V1__a.sql", "db/migration/x");

    try (URLClassLoader service = loader(jar)) {
      assertThat(folder(service).read(path -> path.endsWith(".sql"))).containsOnlyKeys("V1__a.sql");
    }
  }

  @Test
  void placeThatNoLoaderKnowsIsAnError() throws IOException {
    try (URLClassLoader service = loader(directory)) {
      assertThatThrownBy(() -> folder(service).read(path -> true))
          .hasMessage("it is not on the service's class path");
    }
  }

  /** Open Liberty's, whose connections are none of {@code JarURLConnection}. */
  @Test
  void jarBehindAnotherProtocolIsRead() throws IOException {
    Path jar = jar("service.war", "classes/db/migration/V1__a.sql");
    URL place = wsjar("file:" + jar + "!/classes/db/migration");
    ClassLoader service =
        new ClassLoader(null) {
          @Override
          protected Enumeration<URL> findResources(String name) {
            return Collections.enumeration(List.of(place));
          }
        };

    assertThat(folder(service).read(path -> true)).containsOnlyKeys("V1__a.sql");
  }

  private static URL wsjar(String spec) throws IOException {
    return new URL(
        null,
        "wsjar:" + spec,
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}
            };
          }
        });
  }

  private static ClassPathFolder folder(ClassLoader service) {
    return new ClassPathFolder("db/migration", List.of(service));
  }

  private static URLClassLoader loader(Path... places) throws IOException {
    URL[] urls = new URL[places.length];
    for (int i = 0; i < places.length; i++) {
      urls[i] = places[i].toUri().toURL();
    }
    return new URLClassLoader(urls, null);
  }

  /** Each file holds its own name. */
  private Path jar(String name, String... entries) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new JarEntry(entry));
        if (!entry.endsWith("/")) {
          zip.write(entry.getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    }
    return jar;
  }
}
