package io.schemamedic.engine.catalog;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Flyway says has run in a database. Immutable. */
public final class MigrationHistory {
  private final List<List<Entry>> tables;
  private final boolean busy;

  /**
   * @param tables the entries of each history table, in the order in which they were made
   * @param busy whether Flyway is at work in the database
   */
  public MigrationHistory(List<List<Entry>> tables, boolean busy) {
    List<List<Entry>> copy = new ArrayList<>();
    tables.forEach(entries -> copy.add(Collections.unmodifiableList(new ArrayList<>(entries))));
    this.tables = Collections.unmodifiableList(copy);
    this.busy = busy;
  }

  /** Nothing is known. */
  public static MigrationHistory unknown() {
    return new MigrationHistory(Collections.<List<Entry>>emptyList(), false);
  }

  /**
   * The entries of each history table; none if there is no such table, or none that may be read.
   * Several services that share a database have one each.
   */
  public List<List<Entry>> tables() {
    return tables;
  }

  /** Whether Flyway holds the lock under which it migrates. */
  public boolean isBusy() {
    return busy;
  }

  /** One row. Immutable. */
  public static final class Entry {
    private final @Nullable String version;
    private final String script;
    private final String type;
    private final boolean success;

    public Entry(@Nullable String version, String script, String type, boolean success) {
      this.version = version;
      this.script = requireNonNull(script);
      this.type = requireNonNull(type);
      this.success = success;
    }

    /** As text; null for a repeatable migration. */
    public @Nullable String version() {
      return version;
    }

    /** The path of its file, from the location. */
    public String script() {
      return script;
    }

    /** Such as {@code SQL}, {@code BASELINE} or {@code DELETE}. */
    public String type() {
      return type;
    }

    public boolean isSuccess() {
      return success;
    }
  }
}
