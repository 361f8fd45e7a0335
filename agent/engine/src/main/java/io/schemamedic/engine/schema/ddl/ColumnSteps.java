package io.schemamedic.engine.schema.ddl;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * New columns of a table that exists, as a migration adds them while the service runs: first what
 * needs a lock for a moment only, then, each by itself, what reads the table.
 */
final class ColumnSteps {
  private final DeclaredTable table;
  private final DeclaredTable asDeclared;
  private final RelationName name;
  private final List<MigrationStep> quick = new ArrayList<>();
  private final List<MigrationStep> slow = new ArrayList<>();

  /**
   * @param table with the names that PostgreSQL gives to unnamed ones, where they can be foreseen
   * @param asDeclared the same table, with only the names of its declaration
   */
  ColumnSteps(DeclaredTable table, DeclaredTable asDeclared) {
    this.table = table;
    this.asDeclared = asDeclared;
    this.name = table.name();
  }

  /**
   * @param added the columns that a repair has added, or would add
   * @param leftOut those that it has to leave to the migration
   */
  List<MigrationStep> of(Set<Identifier> added, Set<Identifier> leftOut) {
    columns(added);
    columns(leftOut);
    Set<Identifier> all = new LinkedHashSet<>(added);
    all.addAll(leftOut);
    for (int i = 0; i < table.constraints().size(); i++) {
      if (!Collections.disjoint(table.constraints().get(i).columns(), all)) {
        constraint(table.constraints().get(i), asDeclared.constraints().get(i));
      }
    }
    for (DeclaredIndex index : table.indexes()) {
      if (!Collections.disjoint(index.columns(), all)) {
        index(index);
      }
    }
    quick.addAll(slow);
    return quick;
  }

  /** Columns that are there already are passed over; inline constraints would be added again. */
  private void columns(Set<Identifier> names) {
    StringBuilder actions = new StringBuilder();
    List<String> computed = new ArrayList<>();
    for (DeclaredColumn column : asDeclared.columns()) {
      if (!names.contains(column.name())) {
        continue;
      }
      if (column.generation() != DeclaredColumn.Generation.NONE) {
        rewriting(column);
        continue;
      }
      String defaultSql = column.defaultSql();
      if (defaultSql != null && defaultSql.indexOf('(') >= 0) {
        computed.add(column.name().sql());
      }
      boolean lateNotNull = column.isNotNull() && defaultSql == null;
      actions
          .append(actions.length() == 0 ? "\n  " : ",\n  ")
          .append("ADD COLUMN IF NOT EXISTS ")
          .append(DdlWriter.column(lateNotNull ? column.nullable() : column));
      if (lateNotNull) {
        notNull(column);
      }
    }
    if (actions.length() > 0) {
      quick.add(
          MigrationStep.together("ALTER TABLE " + name.sql() + actions).note(warning(computed)));
    }
  }

  /** Which functions are volatile only the server can tell; a needless warning does no harm. */
  private static String warning(List<String> computed) {
    return computed.isEmpty()
        ? ""
        : "The default is computed: "
            + String.join(", ", computed)
            + ". One that differs from row to row, like gen_random_uuid() or nextval() and unlike"
            + " now(), makes this write the whole table anew where the column is missing, and lets"
            + " nobody read it meanwhile: for a large table, in a quiet hour.";
  }

  private void rewriting(DeclaredColumn column) {
    slow.add(
        MigrationStep.alone(
                GuardedDdl.unlessColumn(
                    name,
                    column.name(),
                    "ALTER TABLE " + name.sql() + " ADD COLUMN " + DdlWriter.column(column)))
            .note(
                "Writes the whole table anew and lets nobody read it meanwhile: for a large table,"
                    + " in a quiet hour."));
  }

  /** By way of a check, since then nobody waits while the rows are read. */
  private void notNull(DeclaredColumn column) {
    Identifier check =
        Identifier.of(
            GeneratedNames.make(name.name().value(), column.name().value(), "medic_check"));
    String condition = column.name().sql() + " IS NOT NULL";
    slow.add(
        MigrationStep.alone(
                GuardedDdl.unlessNotNull(
                    name,
                    column.name(),
                    check,
                    "ALTER TABLE "
                        + name.sql()
                        + " ADD CONSTRAINT "
                        + check.sql()
                        + " CHECK ("
                        + condition
                        + ") NOT VALID"))
            .note(
                "NOT NULL without a default: give the rows that are there a value before this, as"
                    + " in UPDATE "
                    + name.sql()
                    + " SET "
                    + column.name().sql()
                    + " = ... WHERE "
                    + column.name().sql()
                    + " IS NULL, in pieces. While one is null, the next statement fails."));
    slow.add(
        MigrationStep.alone(
            GuardedDdl.ifConstraint(
                name, check, "ALTER TABLE " + name.sql() + " VALIDATE CONSTRAINT " + check.sql())));
    slow.add(
        MigrationStep.alone(
            "ALTER TABLE "
                + name.sql()
                + " ALTER COLUMN "
                + column.name().sql()
                + " SET NOT NULL"));
    slow.add(
        MigrationStep.alone(
            "ALTER TABLE " + name.sql() + " DROP CONSTRAINT IF EXISTS " + check.sql()));
  }

  private void constraint(DeclaredConstraint constraint, DeclaredConstraint declared) {
    switch (constraint.kind()) {
      case FOREIGN_KEY:
        // Without a name of its own it may be there under another than the foreseen one.
        validated(declared);
        break;
      case CHECK:
        validated(constraint);
        break;
      case UNIQUE:
        if (isSimpleUnique(constraint)) {
          unique(constraint);
          break;
        }
        blocking(constraint);
        break;
      default:
        blocking(constraint);
        break;
    }
  }

  private void validated(DeclaredConstraint constraint) {
    String add = DdlWriter.addConstraint(name, constraint);
    quick.add(
        MigrationStep.together(
            GuardedDdl.add(name, constraint, constraint.isNotValid() ? add : add + " NOT VALID")));
    if (!constraint.isNotValid()) {
      slow.add(MigrationStep.alone(GuardedDdl.validate(name, constraint)));
    }
  }

  private static boolean isSimpleUnique(DeclaredConstraint constraint) {
    return constraint.name() != null
        && constraint.definitionSql().equals("UNIQUE " + SqlList.of(constraint.columns()));
  }

  private void unique(DeclaredConstraint constraint) {
    Identifier own = requireNonNull(constraint.name());
    concurrently(
        DeclaredIndex.of(
            own,
            true,
            constraint.columns(),
            true,
            "USING btree " + SqlList.of(constraint.columns())),
        own);
    slow.add(
        MigrationStep.alone(
            GuardedDdl.add(
                name,
                constraint,
                "ALTER TABLE "
                    + name.sql()
                    + " ADD CONSTRAINT "
                    + own.sql()
                    + " UNIQUE USING INDEX "
                    + own.sql())));
  }

  private void blocking(DeclaredConstraint constraint) {
    if (constraint.name() == null) {
      slow.add(forTheReviewer(DdlWriter.addConstraint(name, constraint)));
      return;
    }
    slow.add(
        MigrationStep.alone(
                GuardedDdl.add(name, constraint, DdlWriter.addConstraint(name, constraint)))
            .note("Stops readers and writers of the table while it reads all rows."));
  }

  private void index(DeclaredIndex index) {
    Identifier own = index.name();
    if (own == null) {
      slow.add(forTheReviewer(DdlWriter.createIndex(name, index)));
    } else {
      concurrently(index, own);
    }
  }

  private void concurrently(DeclaredIndex index, Identifier own) {
    RelationName indexName = RelationName.of(name.schemaName(), own);
    slow.add(
        MigrationStep.alone(
                IdempotentDdl.ifNotExists(
                    "INDEX CONCURRENTLY ",
                    DdlWriter.createIndex(name, index)
                        .replaceFirst("INDEX ", "INDEX CONCURRENTLY ")))
            .note(
                "Not added by the agent. If this fails or is interrupted, an invalid index is left"
                    + " behind: run REINDEX INDEX CONCURRENTLY "
                    + indexName.sql()
                    + " before you try again."));
    slow.add(MigrationStep.alone(GuardedDdl.requireValid(indexName)));
  }

  /** Without a name it would be built anew each time. */
  private static MigrationStep forTheReviewer(String sql) {
    return MigrationStep.alone("SELECT 1").note("To be named and added by the reviewer: " + sql);
  }
}
