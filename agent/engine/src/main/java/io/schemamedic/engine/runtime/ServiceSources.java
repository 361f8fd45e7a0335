package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.config.DeclaredSource.Kind;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.flyway.FlywaySource;
import io.schemamedic.engine.source.folder.ClassPathFolder;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns what is declared on the service's class path, once it is there: at its first connection,
 * on its own thread, before it can send anything, or at its first failing call. Thread-safe.
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

  /** Longest that a connection waits for another one's reading. */
  private static final int PATIENCE_SECONDS = 5;

  private final MigrationFolders folders;
  private final ChangeLogs changeLogs;
  private final boolean auto;
  private final WantedSchema wanted;
  private final Consumer<String> stderr;
  private final boolean inService;
  private final Lock reading = new ReentrantLock();

  /** Which services of this process were looked into, by their class loaders, held weakly. */
  private final Set<ClassLoader> seen =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Where each source was found, by its name; each place is another service's. */
  private final Map<String, List<String>> places = new HashMap<>();

  private volatile boolean learned;
  private volatile int attempts;

  /**
   * @param stderr takes a line about what {@code declared=auto} has found
   */
  ServiceSources(List<DeclaredSource> declared, WantedSchema wanted, Consumer<String> stderr) {
    this.folders = MigrationFolders.among(declared);
    this.changeLogs = ChangeLogs.among(declared);
    this.auto = declared.stream().anyMatch(source -> source.kind() == Kind.AUTO);
    this.wanted = wanted;
    this.stderr = stderr;
    this.inService = auto || folders.areInService() || changeLogs.areInService();
  }

  /**
   * The service has connected, or a call of it has failed: over a connection that a pool of the
   * server made on a thread of its own, or that is older than the agent. Waits, bounded, while
   * another thread reads what is declared.
   *
   * @param driver the loader of its driver
   */
  void usedBy(@Nullable ClassLoader driver) throws InterruptedException {
    if (!inService || attempts >= MOST_ATTEMPTS) {
      return;
    }
    List<ClassLoader> loaders = loaders(driver);
    if (isKnown(loaders) || !reading.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      return;
    }
    try {
      if (!isKnown(loaders) && attempts < MOST_ATTEMPTS) {
        attempts++;
        seen.add(loaders.get(0));
        learned |= learn(loaders);
      }
    } finally {
      reading.unlock();
    }
  }

  private boolean isKnown(List<ClassLoader> loaders) {
    return learned && seen.contains(loaders.get(0));
  }

  private boolean learn(List<ClassLoader> loaders) {
    boolean whole = true;
    if (folders.areInService()) {
      whole = take(folders.read(loaders), placeOf(folders.pathInService(), loaders));
    }
    for (SourceContent content : changeLogs.readInService(loaders)) {
      whole &= takeFrom(content, loaders);
    }
    return auto ? learnByItself(loaders) && whole : whole;
  }

  private boolean takeFrom(SourceContent onClassPath, List<ClassLoader> loaders) {
    String path = onClassPath.name().substring((Kind.CLASSPATH.code() + ":").length());
    return take(onClassPath, placeOf(path, loaders));
  }

  /**
   * Takes what one service of this process declares. What another one declares is a source of its
   * own, so that tables on which they differ are a contradiction, and nobody's are repaired by the
   * other's.
   *
   * @param place where it lies; empty if it is not there
   * @return whether it can be relied on
   */
  private boolean take(SourceContent content, String place) {
    List<String> known = places.computeIfAbsent(content.name(), name -> new ArrayList<>());
    if (place.isEmpty() && !known.isEmpty()) {
      return true;
    }
    if (!place.isEmpty() && !known.contains(place)) {
      known.add(place);
    }
    int number = known.indexOf(place) + 1;
    wanted.learned(number <= 1 ? content : content.named(content.name() + "#" + number));
    return content.problems().isEmpty();
  }

  private static String placeOf(String path, List<ClassLoader> loaders) {
    for (ClassLoader loader : loaders) {
      URL place = loader.getResource(path);
      if (place != null) {
        return place.toString();
      }
    }
    return "";
  }

  private boolean learnByItself(List<ClassLoader> loaders) {
    ClassPathFolder migrations = new ClassPathFolder(FLYWAY_LOCATION, loaders);
    if (!isFlywayThere(loaders, migrations)) {
      SourceContent changeLog = ChangeLogs.foundIn(loaders);
      if (changeLog != null) {
        return found("Liquibase", changeLog, loaders);
      }
      if (attempts == 1) {
        stderr.accept(
            LogLine.of(
                    "declared=auto found no migrations; a mapping of Hibernate is taken if one is built")
                .toString());
      }
      return false;
    }
    return found(
        "Flyway",
        FlywaySource.read(migrations.toString(), Collections.singletonList(migrations)),
        loaders);
  }

  private boolean found(String tool, SourceContent content, List<ClassLoader> loaders) {
    if (!places.containsKey(content.name())) {
      stderr.accept(
          LogLine.of("declared=auto found migrations")
              .field("tool", tool)
              .field("source", content.name())
              .toString());
    }
    return takeFrom(content, loaders);
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
