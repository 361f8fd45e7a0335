package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The declared tables that a failure can be about, told without a database. None means that nothing
 * of ours is concerned, and that no query is worth asking. Immutable.
 */
public final class Candidates {
  private final List<DeclaredTable> tables;

  private Candidates(List<DeclaredTable> tables) {
    this.tables = Collections.unmodifiableList(tables);
  }

  /**
   * For a failure that names something, or for a plan that no longer fits: there every declared
   * table that the statement surely reads or writes.
   */
  public static Candidates of(Failure failure, NamedRelations named, DeclaredSchema declared) {
    NameChain name = failure.name();
    List<DeclaredTable> found = new ArrayList<>();
    if (failure.isStalePlan()) {
      for (DeclaredTable table : declared.tables().values()) {
        if (named.readsOrWrites(table.name())) {
          found.add(table);
        }
      }
    }
    if (name != null) {
      for (DeclaredTable table : declared.tables().values()) {
        boolean candidate =
            failure.kind() == FailureKind.UNDEFINED_TABLE
                ? isRelation(name, table)
                : isOwner(failure, name, named, table);
        if (candidate) {
          found.add(table);
        }
      }
    }
    return new Candidates(found);
  }

  private static boolean isRelation(NameChain name, DeclaredTable table) {
    Identifier schemaName = name.qualifier();
    return name.last().equals(table.name().name())
        && (schemaName == null || schemaName.equals(table.name().schemaName()));
  }

  private static boolean isOwner(
      Failure failure, NameChain name, NamedRelations named, DeclaredTable table) {
    return table.column(name.last()) != null && mayOwn(failure, named, table.name());
  }

  /** Whether the statement names the relation where the owner of a missing column is named. */
  static boolean mayOwn(Failure failure, NamedRelations named, RelationName relation) {
    if (failure.isColumnOfTarget() && named.hasTarget()) {
      return named.isTarget(relation);
    }
    return named.namesQualified(relation) || named.namesUnqualified(relation.name());
  }

  public boolean isEmpty() {
    return tables.isEmpty();
  }

  public List<DeclaredTable> tables() {
    return tables;
  }

  /**
   * The candidates and, transitively, the tables that their foreign keys need: all that the catalog
   * is asked for.
   */
  public Set<RelationName> relationsToRead(DeclaredSchema declared) {
    Set<RelationName> names = new LinkedHashSet<>();
    for (DeclaredTable table : tables) {
      addWithParents(table, declared, names);
    }
    return names;
  }

  /** A table and, transitively, those that its foreign keys need. */
  public static Set<RelationName> withParents(DeclaredTable table, DeclaredSchema declared) {
    Set<RelationName> names = new LinkedHashSet<>();
    addWithParents(table, declared, names);
    return names;
  }

  private static void addWithParents(
      DeclaredTable table, DeclaredSchema declared, Set<RelationName> names) {
    if (!names.add(table.name())) {
      return;
    }
    for (DeclaredConstraint constraint : table.constraints()) {
      RelationName parent = constraint.referencedTable();
      if (parent == null) {
        continue;
      }
      DeclaredTable declaredParent = declared.table(parent);
      if (declaredParent == null) {
        names.add(parent);
      } else {
        addWithParents(declaredParent, declared, names);
      }
    }
  }
}
