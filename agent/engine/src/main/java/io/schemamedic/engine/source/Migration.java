package io.schemamedic.engine.source;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.schema.ddl.Renaming;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a service's own migrations, and what is there because of it. Immutable. */
public final class Migration {
  private final String id;
  private final String script;
  private final Map<RelationName, Set<Identifier>> columns;
  private final Set<RelationName> tables;
  private final Set<RelationName> touched;
  private final List<Renaming> renamings;
  private final boolean tolerant;

  /**
   * One that touches no other table than these, and fails where something of it is there already.
   *
   * @param id how the tool knows it in its history: the version for Flyway, empty for a repeatable
   *     one; id, author and file for Liquibase
   * @param script the name of its file, for people
   * @param tables the tables that it creates, and that are there after all migrations
   * @param columns the columns that it is the first to declare, those of new tables included, and
   *     that are there after all migrations
   */
  public Migration(
      String id,
      String script,
      Set<RelationName> tables,
      Map<RelationName, Set<Identifier>> columns) {
    this(
        id,
        script,
        tables,
        columns,
        union(tables, columns.keySet()),
        Collections.<Renaming>emptyList(),
        false);
  }

  private Migration(
      String id,
      String script,
      Set<RelationName> tables,
      Map<RelationName, Set<Identifier>> columns,
      Set<RelationName> touched,
      List<Renaming> renamings,
      boolean tolerant) {
    this.id = requireNonNull(id);
    this.script = requireNonNull(script);
    this.tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
    Map<RelationName, Set<Identifier>> copy = new LinkedHashMap<>();
    columns.forEach((table, names) -> copy.put(table, new LinkedHashSet<>(names)));
    this.columns = Collections.unmodifiableMap(copy);
    this.touched = Collections.unmodifiableSet(new LinkedHashSet<>(touched));
    this.renamings = Collections.unmodifiableList(new ArrayList<>(renamings));
    this.tolerant = tolerant;
  }

  private static Set<RelationName> union(Set<RelationName> some, Set<RelationName> others) {
    Set<RelationName> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }

  /**
   * @param relations further tables whose definition, with indexes and constraints, it changes
   */
  public Migration touching(Set<RelationName> relations) {
    return new Migration(
        id, script, tables, columns, union(touched, relations), renamings, tolerant);
  }

  /** One that gives names to what was there before, beside what it makes. */
  public Migration renaming(List<Renaming> all) {
    return new Migration(id, script, tables, columns, touched, all, tolerant);
  }

  /** That it runs through where somebody has made already what it makes. */
  public Migration tolerant() {
    return new Migration(id, script, tables, columns, touched, renamings, true);
  }

  /** How the tool knows it in its history; empty for a repeatable migration of Flyway. */
  public String id() {
    return id;
  }

  /** The name of its file, for people. */
  public String script() {
    return script;
  }

  /** Whether the table, with all that it had at first, is this migration's. */
  public boolean makes(RelationName table) {
    return tables.contains(table);
  }

  /** Whether the column is this migration's, added to a table or created with it. */
  public boolean adds(RelationName table, Identifier column) {
    return columns.getOrDefault(table, Collections.<Identifier>emptySet()).contains(column);
  }

  /**
   * What it makes the column, or the table if none is given, out of; null if it does not make it by
   * a new name.
   */
  public @Nullable Renaming renamingTo(RelationName table, @Nullable Identifier column) {
    for (Renaming renaming : renamings) {
      if (renaming.isTo(table, column)) {
        return renaming;
      }
    }
    return null;
  }

  /** Whether it makes the table or changes its definition, indexes and constraints included. */
  public boolean touches(RelationName table) {
    return touched.contains(table);
  }

  /** Whether it runs through where somebody has made already what it makes. */
  public boolean isTolerant() {
    return tolerant;
  }

  /** As its file is called. */
  @Override
  public String toString() {
    return script;
  }
}
