package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.config.DeclaredSource.Kind;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.flyway.FlywaySource;
import io.schemamedic.engine.source.folder.ClassPathFolder;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.source.folder.SourceFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders with migrations that are declared. Together they are one source, as several locations
 * are to Flyway: one folder may alter what another makes. Immutable.
 */
final class MigrationFolders {
  private final List<DeclaredSource> entries = new ArrayList<>();

  private MigrationFolders() {}

  static MigrationFolders among(List<DeclaredSource> declared) {
    MigrationFolders folders = new MigrationFolders();
    for (DeclaredSource source : declared) {
      boolean folder = source.kind() == Kind.DIR || source.kind() == Kind.CLASSPATH;
      if (folder && !ChangeLogs.isOne(source)) {
        folders.entries.add(source);
      }
    }
    return folders;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether one of them lies in the service, so that they cannot be read before it is there. */
  boolean areInService() {
    return entries.stream().anyMatch(source -> source.kind() == Kind.CLASSPATH);
  }

  /** The first that lies in the service; empty if none does. */
  String pathInService() {
    for (DeclaredSource source : entries) {
      if (source.kind() == Kind.CLASSPATH) {
        return source.value();
      }
    }
    return "";
  }

  /**
   * @param loaders of the service; empty if none of the folders lies in it
   */
  SourceContent read(List<ClassLoader> loaders) {
    List<SourceFolder> folders = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (DeclaredSource source : entries) {
      names.add(source.toString());
      folders.add(
          source.kind() == Kind.DIR
              ? new DirectoryFolder(source.value())
              : new ClassPathFolder(source.value(), loaders));
    }
    return FlywaySource.read(String.join(",", names), folders);
  }
}
