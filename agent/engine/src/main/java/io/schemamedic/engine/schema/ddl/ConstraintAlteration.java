package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredConstraint.Kind;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads actions of ALTER TABLE on constraints that are there, or that take over an index. */
final class ConstraintAlteration {
  private static final String NOT_DECLARED = "a constraint that is not declared";

  private final SchemaDraft draft;
  private final DeclaredTable table;

  ConstraintAlteration(SchemaDraft draft, DeclaredTable table) {
    this.draft = draft;
    this.table = table;
  }

  /** Reads what follows ALTER CONSTRAINT: only when a foreign key is checked can change. */
  void alter(TokenCursor cursor) throws NotUnderstoodException {
    int index = indexOf(cursor.name());
    if (index < 0 || table.constraints().get(index).kind() != Kind.FOREIGN_KEY) {
      throw new NotUnderstoodException(NOT_DECLARED);
    }
    DeclaredConstraint constraint = table.constraints().get(index);
    ConstraintAttributes attributes = ConstraintAttributes.read(cursor);
    cursor.expectEnd();
    String added = attributes.sql();
    if (!added.replace(" DEFERRABLE", "").replace(" INITIALLY DEFERRED", "").isEmpty()) {
      throw new NotUnderstoodException("a constraint that is altered");
    }
    String kept =
        constraint.clauseSql().replace("INITIALLY DEFERRED", "").replace("DEFERRABLE", "");
    String clause = kept.replace("NOT VALID", "").trim() + added;
    String valid = constraint.isNotValid() ? " NOT VALID" : "";
    replace(index, constraint.withClause((clause + valid).trim()));
  }

  /** Reads what follows VALIDATE CONSTRAINT. */
  void validate(TokenCursor cursor) throws NotUnderstoodException {
    Identifier name = cursor.name();
    cursor.expectEnd();
    int index = indexOf(name);
    if (index >= 0) {
      replace(index, table.constraints().get(index).validated());
    }
  }

  /**
   * Reads a key that takes over an index, from behind ADD. Stays where it is if this is none.
   *
   * @return whether it was one
   */
  boolean addUsingIndex(TokenCursor cursor) throws NotUnderstoodException {
    int at = cursor.isWord("constraint") ? 2 : 0;
    boolean primary = cursor.isWord(at, "primary") && cursor.isWord(at + 2, "using");
    boolean unique = cursor.isWord(at, "unique") && cursor.isWord(at + 1, "using");
    if (!primary && !unique) {
      return false;
    }
    Identifier name = cursor.accept("constraint") ? cursor.name() : null;
    String words = primary ? "PRIMARY KEY" : "UNIQUE";
    cursor.accept(primary ? new String[] {"primary", "key"} : new String[] {"unique"});
    cursor.expect("using", "index");
    DeclaredIndex index = plainUnique(cursor.name());
    ConstraintAttributes attributes = ConstraintAttributes.read(cursor);
    cursor.expectEnd();
    List<DeclaredIndex> kept = new ArrayList<>(table.indexes());
    kept.remove(index);
    draft.put(
        table.toBuilder()
            .indexes(kept)
            .constraint(
                DeclaredConstraint.of(
                    primary ? Kind.PRIMARY_KEY : Kind.UNIQUE,
                    name == null ? index.name() : name,
                    index.columns(),
                    words + " " + SqlList.of(index.columns()) + attributes.sql(),
                    false))
            .build());
    return true;
  }

  /** The index of which a key says all; others have an order or options that would be lost. */
  private DeclaredIndex plainUnique(Identifier name) throws NotUnderstoodException {
    for (DeclaredIndex index : table.indexes()) {
      boolean said = index.definitionSql().equals("USING btree " + SqlList.of(index.columns()));
      if (name.equals(index.name()) && index.isUnique() && index.isPlain() && said) {
        return index;
      }
    }
    throw new NotUnderstoodException("a constraint with an index that has more than columns");
  }

  private int indexOf(Identifier name) {
    int index = indexOf(table, name);
    return index < 0 ? indexOf(GeneratedNames.named(table, draft.tables().keySet()), name) : index;
  }

  private static int indexOf(DeclaredTable table, @Nullable Identifier name) {
    for (int i = 0; i < table.constraints().size(); i++) {
      Identifier each = table.constraints().get(i).name();
      if (each != null && each.equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void replace(int index, DeclaredConstraint constraint) {
    List<DeclaredConstraint> constraints = new ArrayList<>(table.constraints());
    constraints.set(index, constraint);
    draft.put(table.toBuilder().constraints(constraints).build());
  }
}
