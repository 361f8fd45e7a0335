package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole declared schema as statements that build it in an empty database, each after those that
 * it needs. Unsupported tables, and foreign keys to them, are left out.
 */
public final class SchemaScript {
  private final DeclaredSchema schema;
  private final List<String> statements = new ArrayList<>();
  private final List<String> last = new ArrayList<>();
  private final Set<RelationName> created = new HashSet<>();

  private SchemaScript(DeclaredSchema schema) {
    this.schema = schema;
  }

  /** The statements in their order, without semicolons. */
  public static List<String> of(DeclaredSchema schema) {
    SchemaScript script = new SchemaScript(schema);
    script.write();
    return Collections.unmodifiableList(script.statements);
  }

  private void write() {
    schema.schemas().forEach(name -> statements.add(DdlWriter.createSchema(name)));
    schema.enums().values().forEach(type -> statements.add(DdlWriter.createEnum(type)));
    for (DeclaredSequence sequence : schema.sequences().values()) {
      if (sequence.owningTable() == null || isSupported(sequence.owningTable())) {
        statements.add(DdlWriter.createSequence(sequence));
      }
    }
    for (DeclaredTable table : schema.tables().values()) {
      if (table.isSupported()) {
        table(table);
      }
    }
    statements.addAll(last);
    for (DeclaredSequence sequence : schema.sequences().values()) {
      RelationName owner = sequence.owningTable();
      if (owner != null && isSupported(owner)) {
        statements.add(DdlWriter.ownSequence(sequence));
      }
    }
  }

  private void table(DeclaredTable table) {
    List<DeclaredConstraint> now = new ArrayList<>();
    for (DeclaredConstraint constraint : table.constraints()) {
      RelationName target = constraint.referencedTable();
      boolean self = table.name().equals(target);
      boolean ready =
          target == null || self || created.contains(target) || schema.table(target) == null;
      if (ready && !constraint.isNotValid()) {
        now.add(constraint);
      } else if (target == null || isSupported(target)) {
        last.add(DdlWriter.addConstraint(table.name(), constraint));
      }
    }
    statements.add(DdlWriter.createTable(table, now));
    created.add(table.name());
    for (DeclaredIndex index : table.indexes()) {
      statements.add(DdlWriter.createIndex(table.name(), index));
    }
    statements.addAll(DdlWriter.comments(table));
  }

  /** A table that is not declared counts as there: the script may build on what exists. */
  private boolean isSupported(RelationName name) {
    DeclaredTable table = schema.table(name);
    return table == null || table.isSupported();
  }
}
