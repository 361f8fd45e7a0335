package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.java8.SmallService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Build plugins that melt all jars into one take the agent's along if they can get it. */
class MergedJarIT {

  @Test
  void agentInsideTheServicesOwnJarSaysSoAndDoesNothing(@TempDir Path directory)
      throws IOException {
    Path merged = directory.resolve("service.jar");
    copyWithForeignManifest(merged);

    Result result;
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      result =
          new ForkedJvm(Jdk.current())
              .withFirstOnClassPath(merged)
              .withAgent("mode=observe")
              .run(SmallService.class, database.url());
    }

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).hasSize(4);
    assertThat(result.err())
        .containsExactly(
            "[schema-medic] Does nothing: its classes come from service.jar, which is not the"
                + " Schema Medic jar");
  }

  private static void copyWithForeignManifest(Path merged) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.example.Service");
    try (JarFile jar = ShippedJar.open();
        OutputStream file = Files.newOutputStream(merged);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String name : ShippedJar.entries()) {
        if (!name.equals(JarFile.MANIFEST_NAME)) {
          out.putNextEntry(new JarEntry(name));
          try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            in.transferTo(out);
          }
          out.closeEntry();
        }
      }
    }
  }
}
