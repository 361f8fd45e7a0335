package io.schemamedic.engine.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One place where the wanted schema comes from. Immutable. */
public final class DeclaredSource {

  /** What kind of place, by the word that its entry begins with. */
  public enum Kind {
    /** A DDL script. */
    FILE(true),
    /** A directory of versioned migrations. */
    DIR(true),
    /** A resource of the service. */
    CLASSPATH(true),
    /** A model of a healthy database, written by us. */
    SNAPSHOT(true),
    /** The mapping of the service's ORM. */
    HIBERNATE(false),
    /** Whatever of the others can be found in the service. */
    AUTO(false);

    private final boolean takesValue;

    Kind(boolean takesValue) {
      this.takesValue = takesValue;
    }

    /** How an entry of this kind begins, or all of it where it takes no value. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String value;

  private DeclaredSource(Kind kind, String value) {
    this.kind = kind;
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException if the entry has another form or names what this version
   *     cannot read; the message is for the operator
   */
  public static DeclaredSource parse(String entry) {
    for (Kind kind : Kind.values()) {
      String start = kind.takesValue ? kind.code() + ":" : kind.code();
      boolean found = kind.takesValue ? entry.startsWith(start) : entry.equals(start);
      if (found) {
        String value = entry.substring(start.length()).trim();
        if (kind.takesValue && value.isEmpty()) {
          throw new IllegalArgumentException("nothing follows " + start);
        }
        return new DeclaredSource(kind, kind == Kind.CLASSPATH ? withoutSlashes(value) : value);
      }
    }
    throw new IllegalArgumentException("does not begin with a kind such as file:");
  }

  /** Class loaders know no slash at the beginning; to people one more is no difference. */
  private static String withoutSlashes(String path) {
    String bare = path;
    while (bare.startsWith("/")) {
      bare = bare.substring(1);
    }
    while (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    if (bare.isEmpty()) {
      throw new IllegalArgumentException("the whole class path is no place for migrations");
    }
    return bare;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * The path for kinds that take one. Those of files start at the service's working directory if
   * they are relative; those on the class path have no slashes around them.
   */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredSource
        && kind == ((DeclaredSource) other).kind
        && value.equals(((DeclaredSource) other).value);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + value.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return kind.takesValue ? kind.code() + ":" + value : kind.code();
  }
}
