package io.schemamedic.engine.source;

import io.schemamedic.engine.catalog.MigrationHistory;
import io.schemamedic.engine.catalog.MigrationHistory.Entry;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.ddl.Renaming;
import io.schemamedic.engine.source.flyway.MigrationVersion;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flyway's migrations of a service that have not run in a database, as far as that is known. */
public final class PendingMigrations {
  private final List<Migration> migrations;
  private final boolean busy;
  private final boolean historyKnown;

  private PendingMigrations(List<Migration> migrations, boolean busy, boolean historyKnown) {
    this.historyKnown = historyKnown;
    this.migrations = Collections.unmodifiableList(new ArrayList<>(migrations));
    this.busy = busy;
  }

  /** Where nothing is known. */
  public static PendingMigrations none() {
    return new PendingMigrations(Collections.<Migration>emptyList(), false, false);
  }

  /** Those of the sources that the history lacks; none if there is no history of theirs. */
  public static PendingMigrations of(Collection<SourceContent> sources, MigrationHistory history) {
    List<Migration> pending = new ArrayList<>();
    boolean known = false;
    for (SourceContent source : sources) {
      boolean flyways = source.tool() == MigrationTool.FLYWAY;
      Ran ran = flyways ? Ran.of(source.migrations(), history.tables()) : null;
      known |= ran != null;
      for (Migration migration : source.migrations()) {
        if (ran != null && !ran.contains(migration)) {
          pending.add(migration);
        }
      }
    }
    return new PendingMigrations(pending, history.isBusy(), known);
  }

  /** Whether the tool is at work, so that what is pending may be there in a moment. */
  public boolean isUnderWay() {
    return busy && !migrations.isEmpty();
  }

  /** Whether the database has a history of theirs, so that what is not pending has run. */
  public boolean isHistoryKnown() {
    return historyKnown;
  }

  /** The files of those that would make it. */
  public List<String> making(RelationName table, @Nullable Identifier column) {
    List<String> scripts = new ArrayList<>();
    for (Migration migration : migrations) {
      if (column == null ? migration.touches(table) : migration.adds(table, column)) {
        scripts.add(migration.script());
      }
    }
    return scripts;
  }

  /**
   * The plan, with the migrations that would make the same, and with a hazard for each of them that
   * will fail because of it.
   */
  public RepairPlan notedIn(RepairPlan plan) {
    Set<String> scripts = new LinkedHashSet<>();
    List<Hazard> hazards = new ArrayList<>();
    for (Migration migration : migrations) {
      if (overlaps(migration, plan)) {
        scripts.add(migration.script());
        if (!migration.isTolerant()) {
          hazards.add(Hazard.of(Hazard.Kind.PENDING_MIGRATION, migration.script()));
        }
      }
    }
    return scripts.isEmpty() ? plan : plan.withPending(scripts, hazards);
  }

  /**
   * The new name, and whose, that a migration is yet to give to something of the plan: an empty
   * twin would hide the rows under the old name. Null if there is none.
   */
  public @Nullable String renamingInto(RepairPlan plan) {
    for (Migration migration : migrations) {
      for (RelationName table : plan.newTables()) {
        Renaming renaming = migration.renamingTo(table, null);
        if (renaming != null) {
          return migration + " renames " + renaming;
        }
      }
      for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
        for (Identifier column : entry.getValue()) {
          Renaming renaming = migration.renamingTo(entry.getKey(), column);
          if (renaming != null) {
            return migration + " renames " + renaming;
          }
        }
      }
    }
    return null;
  }

  private static boolean overlaps(Migration migration, RepairPlan plan) {
    boolean found = plan.newTables().stream().anyMatch(migration::touches);
    for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
      for (Identifier column : entry.getValue()) {
        found |= migration.adds(entry.getKey(), column);
      }
    }
    return found;
  }

  /** What has run, by the entries of a history. */
  private static final class Ran {
    private final Set<MigrationVersion> versions = new HashSet<>();
    private final Set<String> repeatable = new HashSet<>();
    private @Nullable MigrationVersion baseline;

    /** Null if none of the histories is of these migrations. */
    static @Nullable Ran of(List<Migration> migrations, List<List<Entry>> tables) {
      Set<String> scripts = new HashSet<>();
      migrations.forEach(migration -> scripts.add(migration.script()));
      Ran ran = null;
      for (List<Entry> entries : tables) {
        boolean ours = entries.stream().anyMatch(entry -> scripts.contains(file(entry)));
        if (ours || (tables.size() == 1 && !migrations.isEmpty())) {
          ran = ran == null ? new Ran() : ran;
          entries.forEach(ran::add);
        }
      }
      return ran;
    }

    private void add(Entry entry) {
      String text = entry.version();
      MigrationVersion version = text == null ? null : MigrationVersion.parse(text);
      boolean gone = entry.type().equals("DELETE") || entry.type().startsWith("UNDO");
      if (!entry.isSuccess()) {
        return;
      }
      if (version == null) {
        repeatable.add(file(entry));
      } else if (gone) {
        versions.remove(version);
      } else {
        versions.add(version);
        boolean start = entry.type().contains("BASELINE");
        if (start && (baseline == null || baseline.compareTo(version) < 0)) {
          baseline = version;
        }
      }
    }

    boolean contains(Migration migration) {
      MigrationVersion version = MigrationVersion.parse(migration.id());
      if (version == null) {
        return repeatable.contains(migration.script());
      }
      boolean below = baseline != null && version.compareTo(baseline) <= 0;
      return below || versions.contains(version) || isPassedBaseline(migration, version);
    }

    /** A baseline of the service's stands for what ran where it was not needed. */
    private boolean isPassedBaseline(Migration migration, MigrationVersion version) {
      return migration.script().startsWith("B")
          && versions.stream().anyMatch(each -> each.compareTo(version) >= 0);
    }

    private static String file(Entry entry) {
      return entry.script().substring(entry.script().lastIndexOf('/') + 1);
    }
  }
}
