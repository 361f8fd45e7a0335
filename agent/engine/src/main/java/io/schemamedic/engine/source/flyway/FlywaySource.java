package io.schemamedic.engine.source.flyway;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.schema.ddl.ExistingObjects;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.MigrationSteps;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.folder.SourceFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads folders with Flyway's migrations into what an empty database has after all of them. Several
 * folders are the locations of one Flyway: their migrations are ordered together.
 */
public final class FlywaySource {
  private static final String SETTINGS = ".conf";

  private final String name;
  private final List<MigrationName> found = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<SkippedStatement> skipped = new ArrayList<>();

  private FlywaySource(String name) {
    this.name = name;
  }

  /**
   * @param name of the source, as the configuration has it
   */
  public static SourceContent read(String name, List<? extends SourceFolder> folders) {
    FlywaySource source = new FlywaySource(name);
    List<String> problems = new ArrayList<>();
    for (SourceFolder folder : folders) {
      try {
        source.texts.putAll(folder.read(source::wants));
      } catch (IOException e) {
        problems.add(folder + ": " + e.getMessage());
      }
    }
    return problems.isEmpty() ? source.read() : SourceContent.broken(name, problems);
  }

  /** Whether the folder is there and has a script that Flyway would run. */
  public static boolean isIn(SourceFolder folder) {
    FlywaySource source = new FlywaySource(folder.toString());
    try {
      folder.read(
          path -> {
            source.wants(path);
            return false;
          });
      return !source.found.isEmpty();
    } catch (IOException e) {
      // What cannot be listed is not there for Flyway either.
      return false;
    }
  }

  private boolean wants(String path) {
    boolean settings = path.endsWith(SETTINGS);
    MigrationName migration =
        MigrationName.parse(settings ? path.substring(0, path.length() - SETTINGS.length()) : path);
    if (migration == null || migration.isJava()) {
      if (migration != null) {
        // A program may have made anything; what the scripts say of a table still holds.
        skipped.add(
            SkippedStatement.of(
                migration.file(), 1, "?", "a migration in Java: what it makes is not known", null));
      }
      return false;
    }
    if (!settings) {
      found.add(migration);
    }
    return true;
  }

  private SourceContent read() {
    MigrationOrder order = MigrationOrder.of(found);
    if (!order.problems().isEmpty()) {
      return SourceContent.broken(name, order.problems());
    }
    Map<String, String> scripts = new LinkedHashMap<>();
    Map<String, MigrationName> names = new LinkedHashMap<>();
    for (MigrationName migration : order.names()) {
      if (!isSwitchedOff(migration)) {
        scripts.put(migration.path(), Objects.requireNonNull(texts.get(migration.path())));
        names.put(migration.path(), migration);
      }
    }
    return replay(scripts, names);
  }

  /** Settings of one script may say that it is not run at all. */
  private boolean isSwitchedOff(MigrationName migration) {
    String settings = texts.getOrDefault(migration.path() + SETTINGS, "");
    for (String line : settings.split("\\R")) {
      if (line.replace(" ", "").equalsIgnoreCase("shouldExecute=false")) {
        return true;
      }
    }
    return false;
  }

  private SourceContent replay(Map<String, String> scripts, Map<String, MigrationName> names) {
    MigrationSteps steps = new MigrationSteps();
    DeclaredSchema read = DdlScriptReader.readMigrations(scripts, steps);
    List<String> problems = problemsOf(read);
    if (!problems.isEmpty()) {
      return SourceContent.broken(name, problems);
    }
    List<Migration> migrations = new ArrayList<>();
    names.forEach(
        (path, migration) -> {
          String version = String.valueOf(migration.version());
          boolean repeatable = migration.kind() == MigrationName.Kind.REPEATABLE;
          Migration step = steps.of(path, repeatable ? "" : version, migration.file());
          boolean tolerant = ExistingObjects.areToleratedBy(String.valueOf(scripts.get(path)));
          migrations.add(tolerant ? step.tolerant() : step);
        });
    return SourceContent.ofMigrations(name, read.withSkipped(skipped), migrations);
  }

  /** What Flyway ran through is no script that is cut; anything else may just not be known here. */
  private static List<String> problemsOf(DeclaredSchema schema) {
    List<String> problems = new ArrayList<>();
    for (SkippedStatement each : schema.skipped()) {
      if (each.reason().equals(SkippedStatement.NEVER_ENDS)) {
        problems.add(each.toString());
      }
    }
    return problems.isEmpty() && schema.tables().isEmpty()
        ? Collections.singletonList(
            "no migration V<version>__<description>.sql in it makes a table")
        : problems;
  }
}
