package io.schemamedic.servers;

import java.io.IOException;
import java.util.List;

/**
 * An executable jar as Spring Boot's plugin packs it: libraries are jars inside of the jar, read by
 * Spring Boot's own loader. The application is the one that everybody has, not one of Spring.
 *
 * @param launcher the loader's main class, which was moved once
 */
record SpringBootJar(String version, String launcher) implements Server {
  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Main-Class: %s
      Start-Class: %s.NotesServer
      Spring-Boot-Version: %s
      Spring-Boot-Classes: BOOT-INF/classes/
      Spring-Boot-Lib: BOOT-INF/lib/

      """;

  static SpringBootJar before32(String version) {
    return new SpringBootJar(version, "org.springframework.boot.loader.JarLauncher");
  }

  static SpringBootJar since32(String version) {
    return new SpringBootJar(version, "org.springframework.boot.loader.launch.JarLauncher");
  }

  @Override
  public String name() {
    return "Spring Boot " + version + " executable jar";
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Application.manifest(MANIFEST.formatted(launcher, Application.PACKAGE, version))
        .withContentOf(Downloads.named("spring-boot-loader-" + version + ".jar"), "org/")
        .withDirectory("BOOT-INF/classes/")
        .withPlain("BOOT-INF/classes/")
        .withDirectory("BOOT-INF/lib/")
        .with("BOOT-INF/lib/", deployment.driver())
        .writeTo(deployment.directory().resolve("notes.jar"));
    List<String> command = deployment.java();
    command.addAll(List.of("-jar", "notes.jar"));
    return Launch.of(command, deployment.port());
  }
}
