package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.config.DeclaredSource.Kind;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.folder.ClassPathFolder;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.source.folder.SourceFolder;
import io.schemamedic.engine.source.liquibase.ChangeLogFiles;
import io.schemamedic.engine.source.liquibase.LiquibaseSource;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change logs of Liquibase that are declared, or that the service has where all have theirs.
 */
final class ChangeLogs {
  private static final String LIQUIBASE_CLASS = "liquibase/Liquibase.class";
  private static final String MASTER = "db/changelog/db.changelog-master.";
  private static final String[] ENDS = {"yaml", "yml", "xml", "json", "sql"};

  /** A change log names others from the root of its project, some folders above itself. */
  private static final int HIGHEST_ROOT = 10;

  private final List<DeclaredSource> entries = new ArrayList<>();

  private ChangeLogs() {}

  static ChangeLogs among(List<DeclaredSource> declared) {
    ChangeLogs logs = new ChangeLogs();
    declared.stream().filter(ChangeLogs::isOne).forEach(logs.entries::add);
    return logs;
  }

  /** Whether its name says that it is one. A file of SQL has to be asked for its first line. */
  static boolean isOne(DeclaredSource source) {
    boolean mayBe =
        source.kind() == Kind.FILE || source.kind() == Kind.DIR || source.kind() == Kind.CLASSPATH;
    boolean onClassPath = source.kind() == Kind.CLASSPATH && source.value().endsWith(".sql");
    return mayBe && (onClassPath || ChangeLogFiles.isTree(source.value()));
  }

  /** Whether one of them lies in the service, so that it cannot be read before that is there. */
  boolean areInService() {
    return entries.stream().anyMatch(source -> source.kind() == Kind.CLASSPATH);
  }

  /** Those that are files of this machine. */
  List<SourceContent> readFiles() {
    List<SourceContent> contents = new ArrayList<>();
    for (DeclaredSource source : entries) {
      if (source.kind() != Kind.CLASSPATH) {
        contents.add(ofFile(source));
      }
    }
    return contents;
  }

  /** Those that lie in the service. */
  List<SourceContent> readInService(List<ClassLoader> loaders) {
    List<SourceContent> contents = new ArrayList<>();
    for (DeclaredSource source : entries) {
      if (source.kind() == Kind.CLASSPATH) {
        contents.add(inService(source.toString(), source.value(), loaders));
      }
    }
    return contents;
  }

  static SourceContent ofFile(DeclaredSource source) {
    File file = new File(source.value()).getAbsoluteFile();
    return LiquibaseSource.read(
        source.toString(), new ChangeLogFiles(folder -> beside(file, folder)), file.getName());
  }

  private static SourceFolder beside(File file, String folder) {
    File root = file.getParentFile();
    File first = new File(root, folder);
    for (int i = 0; root != null && i < HIGHEST_ROOT; i++) {
      File found = new File(root, folder);
      if (found.isDirectory()) {
        return new DirectoryFolder(found.getPath());
      }
      root = root.getParentFile();
    }
    return new DirectoryFolder(first.getPath());
  }

  /** The one that Liquibase is told to begin with by Spring Boot; null if there is none. */
  static @Nullable SourceContent foundIn(List<ClassLoader> loaders) {
    String master = master(loaders);
    return master == null ? null : inService(Kind.CLASSPATH.code() + ":" + master, master, loaders);
  }

  /** Whether the service has Liquibase, and a change log where all have theirs. */
  static boolean areIn(List<ClassLoader> loaders) {
    return master(loaders) != null;
  }

  private static @Nullable String master(List<ClassLoader> loaders) {
    if (!isResource(loaders, LIQUIBASE_CLASS)) {
      return null;
    }
    for (String end : ENDS) {
      if (isResource(loaders, MASTER + end)) {
        return MASTER + end;
      }
    }
    return null;
  }

  private static boolean isResource(List<ClassLoader> loaders, String path) {
    return loaders.stream().anyMatch(loader -> loader.getResource(path) != null);
  }

  private static SourceContent inService(String name, String path, List<ClassLoader> loaders) {
    return LiquibaseSource.read(
        name, new ChangeLogFiles(folder -> new ClassPathFolder(folder, loaders)), path);
  }
}
