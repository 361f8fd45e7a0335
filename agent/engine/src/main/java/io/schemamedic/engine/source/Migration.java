package io.schemamedic.engine.source;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One step of a service's own migrations, and what is there because of it. Immutable. */
public final class Migration {
  private final String id;
  private final String script;
  private final Map<RelationName, Set<Identifier>> columns;
  private final Set<RelationName> tables;

  /**
   * @param id how the tool knows it in its history: the version for Flyway, empty for a repeatable
   *     one; id, author and file for Liquibase
   * @param script the name of its file, for people
   * @param tables the tables that it creates, and that are there after all migrations
   * @param columns the columns that it adds to tables which were there before it, and that are
   *     there after all migrations
   */
  public Migration(
      String id,
      String script,
      Set<RelationName> tables,
      Map<RelationName, Set<Identifier>> columns) {
    this.id = requireNonNull(id);
    this.script = requireNonNull(script);
    this.tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
    Map<RelationName, Set<Identifier>> copy = new LinkedHashMap<>();
    columns.forEach((table, names) -> copy.put(table, new LinkedHashSet<>(names)));
    this.columns = Collections.unmodifiableMap(copy);
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

  /** As its file is called. */
  @Override
  public String toString() {
    return script;
  }
}
