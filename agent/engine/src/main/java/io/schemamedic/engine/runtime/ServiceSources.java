package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.config.DeclaredSource.Kind;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.flyway.FlywaySource;
import io.schemamedic.engine.source.folder.ClassPathFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns what is declared on the service's class path, once it is there: at its first connection,
 * on its own thread, before it can send anything. Thread-safe.
 */
final class ServiceSources {
  /** Where Flyway looks if nobody tells it otherwise. */
  private static final String FLYWAY_LOCATION = "db/migration";

  private static final String FLYWAY_CLASS = "org/flywaydb/core/Flyway.class";

  /**
   * A service with several class loaders may connect first where its migrations are not seen; one
   * that never shows them must not be searched for ever.
   */
  private static final int MOST_ATTEMPTS = 20;

  private final MigrationFolders folders;
  private final ChangeLogs changeLogs;
  private final boolean auto;
  private final WantedSchema wanted;
  private final Consumer<String> stderr;
  private volatile boolean over;
  private int attempts;

  /**
   * @param stderr takes a line about what {@code declared=auto} has found
   */
  ServiceSources(List<DeclaredSource> declared, WantedSchema wanted, Consumer<String> stderr) {
    this.folders = MigrationFolders.among(declared);
    this.changeLogs = ChangeLogs.among(declared);
    this.auto = declared.stream().anyMatch(source -> source.kind() == Kind.AUTO);
    this.wanted = wanted;
    this.stderr = stderr;
    this.over = !auto && !folders.areInService() && !changeLogs.areInService();
  }

  /**
   * The service has connected.
   *
   * @param driver the loader of its driver
   */
  void connected(@Nullable ClassLoader driver) {
    if (over) {
      return;
    }
    synchronized (this) {
      if (!over) {
        attempts++;
        over = learn(loaders(driver)) || attempts >= MOST_ATTEMPTS;
      }
    }
  }

  private boolean learn(List<ClassLoader> loaders) {
    boolean learned = true;
    if (folders.areInService()) {
      SourceContent content = folders.read(loaders);
      wanted.learned(content);
      learned = content.problems().isEmpty();
    }
    for (SourceContent content : changeLogs.readInService(loaders)) {
      wanted.learned(content);
      learned &= content.problems().isEmpty();
    }
    return auto ? learnByItself(loaders) && learned : learned;
  }

  private boolean learnByItself(List<ClassLoader> loaders) {
    ClassPathFolder migrations = new ClassPathFolder(FLYWAY_LOCATION, loaders);
    if (!isFlywayThere(loaders, migrations)) {
      SourceContent changeLog = ChangeLogs.foundIn(loaders);
      if (changeLog != null) {
        found("Liquibase", changeLog);
        return true;
      }
      if (attempts == 1) {
        stderr.accept(
            LogLine.of(
                    "declared=auto found no migrations; a mapping of Hibernate is taken if one is built")
                .toString());
      }
      return false;
    }
    found(
        "Flyway", FlywaySource.read(migrations.toString(), Collections.singletonList(migrations)));
    return true;
  }

  private void found(String tool, SourceContent content) {
    stderr.accept(
        LogLine.of("declared=auto found migrations")
            .field("tool", tool)
            .field("source", content.name())
            .toString());
    wanted.learned(content);
  }

  /**
   * Whether {@code declared=auto} means the service's migrations, so that the mapping of its ORM is
   * left alone: the migrations are what its databases are made of, and the two differ in details
   * such as the lengths of texts.
   */
  boolean hasMigrations(@Nullable ClassLoader service) {
    List<ClassLoader> loaders = loaders(service);
    return isFlywayThere(loaders, new ClassPathFolder(FLYWAY_LOCATION, loaders))
        || ChangeLogs.areIn(loaders);
  }

  private static boolean isFlywayThere(List<ClassLoader> loaders, ClassPathFolder migrations) {
    return loaders.stream().anyMatch(loader -> loader.getResource(FLYWAY_CLASS) != null)
        && FlywaySource.isIn(migrations);
  }

  /** Directories may have changed since they were read. */
  void readAgain() {
    if (!folders.isEmpty() && !folders.areInService()) {
      wanted.learned(folders.read(Collections.emptyList()));
    }
    changeLogs.readFiles().forEach(wanted::learned);
  }

  private static List<ClassLoader> loaders(@Nullable ClassLoader known) {
    List<ClassLoader> loaders = new ArrayList<>();
    for (@Nullable ClassLoader loader :
        Arrays.asList(
            Thread.currentThread().getContextClassLoader(),
            known,
            ClassLoader.getSystemClassLoader())) {
      if (loader != null && !loaders.contains(loader)) {
        loaders.add(loader);
      }
    }
    return loaders;
  }
}
