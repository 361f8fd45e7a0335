package io.schemamedic.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The application, packed in the ways that servers want it. */
final class Application {
  /** Where the build has compiled it. */
  static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

  static final String PACKAGE = "io.schemamedic.servers.notes";

  /** Where the script lies that declares its table. */
  static final String MIGRATIONS = "db/migration";

  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="%s" version="%s">
        <servlet>
          <servlet-name>notes</servlet-name>
          <servlet-class>%s</servlet-class>
          <load-on-startup>1</load-on-startup>
        </servlet>
        <servlet-mapping>
          <servlet-name>notes</servlet-name>
          <url-pattern>/*</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private final Map<String, byte[]> content = new LinkedHashMap<>();

  /** Its name for the classes that servlets are made of. */
  enum ServletApi {
    JAVAX("javax", "http://xmlns.jcp.org/xml/ns/javaee", "3.1"),
    JAKARTA("jakarta", "https://jakarta.ee/xml/ns/jakartaee", "5.0");

    private final String name;
    private final String namespace;
    private final String version;

    ServletApi(String name, String namespace, String version) {
      this.name = name;
      this.namespace = namespace;
      this.version = version;
    }
  }

  private Application() {}

  /** Classes that need no servlet: to be run by {@code NotesServer}, or by whoever calls them. */
  static Application plain() {
    return new Application().withPlain("");
  }

  /** The same classes, below a directory that ends in a slash. */
  Application withPlain(String directory) {
    return withFiles(directory, PACKAGE.replace('.', '/'));
  }

  /** Nothing but a manifest yet. */
  static Application manifest(String manifest) {
    return new Application().with("META-INF/MANIFEST.MF", manifest.getBytes(UTF_8));
  }

  /** As a web application without libraries. */
  static Application web(ServletApi api) {
    String packageName = PACKAGE + "." + api.name;
    Application application = new Application();
    application.with(
        "WEB-INF/web.xml",
        WEB_XML
            .formatted(api.namespace, api.version, packageName + ".NotesServlet")
            .getBytes(UTF_8));
    return application
        .withFiles("WEB-INF/classes/", PACKAGE.replace('.', '/'))
        .withFiles("WEB-INF/classes/", packageName.replace('.', '/'))
        .withFiles("WEB-INF/classes/", MIGRATIONS);
  }

  Application with(String name, byte[] bytes) {
    content.put(name, bytes);
    return this;
  }

  /** What is in a jar below a directory, as it is there. */
  Application withContentOf(Path jar, String directory) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().startsWith(directory)) {
          with(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return this;
  }

  /** An entry for a directory, for those who look for it; ends in a slash. */
  Application withDirectory(String directory) {
    return with(directory, new byte[0]);
  }

  /** A file beside the application's own; its directory is empty or ends in a slash. */
  Application with(String directory, Path file) throws IOException {
    return with(directory + file.getFileName(), Files.readAllBytes(file));
  }

  /** What the build has put in a directory, such as the classes of a package, below a prefix. */
  Application withFiles(String prefix, String directory) {
    try (Stream<Path> files = Files.list(CLASSES.resolve(directory))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        with(prefix + directory + "/", file);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes it as an archive, uncompressed, as jars inside of jars have to be. */
  Path writeTo(Path archive) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        zip.putNextEntry(stored(entry.getKey(), entry.getValue()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return archive;
  }

  private static ZipEntry stored(String name, byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    return entry;
  }
}
