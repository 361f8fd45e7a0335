package io.schemamedic.engine.source.flyway;

import org.jspecify.annotations.Nullable;

/** What the name of a file says to Flyway. Immutable. */
final class MigrationName {

  /** The kinds of migration, by the letter that their names begin with. */
  enum Kind {
    VERSIONED('V'),
    BASELINE('B'),
    REPEATABLE('R'),
    UNDO('U');

    private final char prefix;

    Kind(char prefix) {
      this.prefix = prefix;
    }
  }

  private static final String SEPARATOR = "__";
  private static final String SCRIPT = ".sql";
  private static final String JAVA = ".class";

  private final String path;
  private final Kind kind;
  private final String versionText;
  private final String description;

  private MigrationName(String path, Kind kind, String versionText, String description) {
    this.path = path;
    this.kind = kind;
    this.versionText = versionText;
    this.description = description;
  }

  /** Null if Flyway passes over a file of that name. */
  static @Nullable MigrationName parse(String path) {
    String file = fileName(path);
    String suffix = file.endsWith(JAVA) ? JAVA : SCRIPT;
    boolean nested = suffix.equals(JAVA) && file.indexOf('$') >= 0;
    if (!file.endsWith(suffix) || nested) {
      return null;
    }
    String name = file.substring(0, file.length() - suffix.length());
    for (Kind kind : Kind.values()) {
      if (!name.isEmpty() && name.charAt(0) == kind.prefix) {
        return parse(path, kind, name.substring(1));
      }
    }
    return null;
  }

  private static @Nullable MigrationName parse(String path, Kind kind, String rest) {
    int separator = rest.indexOf(SEPARATOR);
    String before = separator < 0 ? rest : rest.substring(0, separator);
    String description =
        separator < 0 ? "" : rest.substring(separator + SEPARATOR.length()).replace('_', ' ');
    boolean repeatable = kind == Kind.REPEATABLE;
    // Anything else that begins with such a letter is somebody's file, and not Flyway's.
    if (before.isEmpty() != repeatable || description.isEmpty()) {
      return null;
    }
    return new MigrationName(path, kind, before, description);
  }

  /** Where it lies, from the folder of the migrations. */
  String path() {
    return path;
  }

  /** As people call it. */
  String file() {
    return fileName(path);
  }

  Kind kind() {
    return kind;
  }

  /** Whether it is a program, which nobody can read. */
  boolean isJava() {
    return path.endsWith(JAVA);
  }

  String description() {
    return description;
  }

  /** Null if it has none, or what stands there is none. */
  @Nullable MigrationVersion version() {
    return kind == Kind.REPEATABLE ? null : MigrationVersion.parse(versionText);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
