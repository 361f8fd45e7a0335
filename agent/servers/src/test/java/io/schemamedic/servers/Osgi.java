package io.schemamedic.servers;

import java.io.IOException;
import java.nio.file.Path;

/** The application for frameworks of OSGi. */
final class Osgi {
  /**
   * What the application needs of the JDK beyond {@code java.*}. Frameworks on Java 8 do not offer
   * it by themselves; nothing is delegated to the boot loader but what always is.
   */
  static final String EXTRA_PACKAGE = "com.sun.net.httpserver";

  static final String EXTRA_PACKAGES = "org.osgi.framework.system.packages.extra";

  private static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Bundle-ManifestVersion: 2
      Bundle-SymbolicName: notes
      Bundle-Version: 1.0.0
      Bundle-Activator: %s.osgi.NotesActivator
      Import-Package: org.osgi.framework,org.postgresql,javax.sql,javax.naming,
       com.sun.net.httpserver

      """;

  private Osgi() {}

  /** As a bundle that serves itself as soon as it is started; the driver is another bundle. */
  static Path bundle(Path directory) throws IOException {
    return Application.manifest(MANIFEST.formatted(Application.PACKAGE))
        .withFiles("", (Application.PACKAGE + ".osgi").replace('.', '/'))
        .withPlain("")
        .withFiles("", Application.MIGRATIONS)
        .writeTo(directory.resolve("notes.jar"));
  }
}
