package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads ALTER TABLE from behind the word TABLE. */
final class AlterTableReader {
  private final SchemaDraft draft;
  private final ScriptStatement statement;

  AlterTableReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
  }

  void read(TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("all")) {
      throw new NotUnderstoodException("storage of tables");
    }
    cursor.acceptIfExists();
    cursor.accept("only");
    QualifiedName written = cursor.qualifiedName();
    cursor.acceptOperator("*");
    DeclaredTable table = draft.table(written);
    if (table == null) {
      boolean ownership = cursor.isWord("owner");
      draft.skip(statement, ownership ? "ownership" : "a relation that is not a declared table");
      return;
    }
    // Half of a statement is worse than nothing of it: on failure the table is in doubt as a whole.
    List<List<SqlToken>> actions = TokenCursor.splitAtCommas(cursor.rest());
    RelationName name = table.name();
    for (List<SqlToken> action : actions) {
      try {
        action(name, new TokenCursor(action));
      } catch (NotUnderstoodException e) {
        draft.doubt(statement, e.reason(), name);
      }
    }
  }

  private void action(RelationName name, TokenCursor cursor) throws NotUnderstoodException {
    DeclaredTable table = draft.tables().get(name);
    if (table == null) {
      throw new NotUnderstoodException("more behind a rename");
    }
    if (cursor.accept("add")) {
      add(table, cursor);
    } else if (cursor.accept("drop")) {
      drop(table, cursor);
    } else if (cursor.accept("rename")) {
      rename(table, cursor);
    } else if (cursor.accept("alter", "constraint")) {
      new ConstraintAlteration(draft, table).alter(cursor);
    } else if (cursor.accept("alter")) {
      cursor.accept("column");
      new AlterColumnReader(draft, statement).read(table, cursor);
    } else {
      other(table, cursor);
    }
  }

  private void add(DeclaredTable table, TokenCursor cursor) throws NotUnderstoodException {
    if (new ConstraintAlteration(draft, table).addUsingIndex(cursor)) {
      return;
    }
    if (ConstraintReader.isAtTableConstraint(cursor)) {
      DeclaredConstraint constraint = new ConstraintReader(draft).readTableConstraint(cursor);
      cursor.expectEnd();
      addConstraints(table.toBuilder(), table, Collections.singletonList(constraint));
      return;
    }
    cursor.accept("column");
    boolean ifNotExists = cursor.acceptIfNotExists();
    ColumnReader reader = ColumnReader.read(draft, cursor);
    if (table.column(reader.column().name()) != null) {
      if (!ifNotExists) {
        throw new NotUnderstoodException("a column that is declared already");
      }
      return;
    }
    addConstraints(table.toBuilder().column(reader.column()), table, reader.constraints());
    if (reader.hasStorage()) {
      draft.skip(statement, "storage of a column");
    }
    if (reader.isOfSkippedType()) {
      throw new NotUnderstoodException("a type that was skipped");
    }
  }

  private void addConstraints(
      DeclaredTable.Builder builder, DeclaredTable table, List<DeclaredConstraint> added) {
    List<DeclaredConstraint> constraints = new ArrayList<>(table.constraints());
    constraints.addAll(added);
    draft.put(
        builder
            .constraints(ConstraintReader.withMentioned(constraints, builder.columnNames()))
            .build());
  }

  private void drop(DeclaredTable table, TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("constraint")) {
      boolean ifExists = cursor.acceptIfExists();
      Identifier name = cursor.name();
      boolean cascade = cursor.isWord("cascade");
      endOfDrop(cursor);
      dropConstraint(table, name, ifExists, cascade);
      return;
    }
    cursor.accept("column");
    boolean ifExists = cursor.acceptIfExists();
    Identifier name = cursor.name();
    endOfDrop(cursor);
    if (table.column(name) == null) {
      if (!ifExists) {
        throw new NotUnderstoodException("a column that is not declared");
      }
      return;
    }
    draft.put(new TableRemover(draft).withoutColumn(table, name));
  }

  private static void endOfDrop(TokenCursor cursor) throws NotUnderstoodException {
    if (!cursor.accept("cascade")) {
      cursor.accept("restrict");
    }
    cursor.expectEnd();
  }

  private void dropConstraint(
      DeclaredTable table, Identifier name, boolean ifExists, boolean cascade)
      throws NotUnderstoodException {
    int index = indexOf(table, name);
    if (index < 0) {
      DeclaredTable pinned = GeneratedNames.named(table, draft.tables().keySet());
      index = indexOf(pinned, name);
    }
    if (index < 0) {
      if (!ifExists) {
        throw new NotUnderstoodException("a constraint that is not declared");
      }
      return;
    }
    List<DeclaredConstraint> kept = new ArrayList<>(table.constraints());
    DeclaredConstraint dropped = kept.remove(index);
    draft.put(table.toBuilder().constraints(kept).build());
    if (cascade) {
      new TableRemover(draft).removeReferencesTo(table.name(), dropped);
    }
  }

  private static int indexOf(DeclaredTable table, Identifier constraint) {
    for (int i = 0; i < table.constraints().size(); i++) {
      if (constraint.equals(table.constraints().get(i).name())) {
        return i;
      }
    }
    return -1;
  }

  private void rename(DeclaredTable table, TokenCursor cursor) throws NotUnderstoodException {
    TableRenamer renamer = new TableRenamer(draft);
    if (cursor.accept("to")) {
      Identifier newName = cursor.name();
      cursor.expectEnd();
      renamer.renameTable(table, RelationName.of(table.name().schemaName(), newName));
      return;
    }
    boolean constraint = cursor.accept("constraint");
    if (!constraint) {
      cursor.accept("column");
    }
    Identifier from = cursor.name();
    cursor.expect("to");
    Identifier to = cursor.name();
    cursor.expectEnd();
    if (!constraint) {
      renamer.renameColumn(table, from, to);
      return;
    }
    DeclaredTable pinned =
        indexOf(table, from) < 0 ? GeneratedNames.named(table, draft.tables().keySet()) : table;
    int index = indexOf(pinned, from);
    if (index < 0) {
      throw new NotUnderstoodException("a constraint that is not declared");
    }
    List<DeclaredConstraint> constraints = new ArrayList<>(table.constraints());
    constraints.set(index, constraints.get(index).withName(to));
    draft.put(table.toBuilder().constraints(constraints).build());
  }

  private void other(DeclaredTable table, TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("owner", "to")) {
      draft.skip(statement, "ownership");
    } else if (cursor.isWord("cluster")
        || cursor.isWord("replica")
        || cursor.isWord("reset")
        || (cursor.isWord("set") && !cursor.isWord(1, "schema"))) {
      setting(table, cursor);
    } else if (cursor.accept("set", "schema")) {
      Identifier schemaName = cursor.name();
      cursor.expectEnd();
      new SchemaMover(draft).moveTable(table, schemaName);
    } else if (cursor.accept("validate", "constraint")) {
      draft.skip(statement, "validation");
      new ConstraintAlteration(draft, table).validate(cursor);
    } else if (isTriggerSwitch(cursor)) {
      draft.skip(statement, "triggers");
    } else if (cursor.accept("enable", "row", "level", "security")
        || cursor.accept("force", "row", "level", "security")) {
      draft.put(table.toBuilder().rowSecurity().build());
    } else if (cursor.accept("attach", "partition")) {
      attach(cursor.qualifiedName());
    } else {
      throw new NotUnderstoodException("an alteration that is not known");
    }
  }

  private void setting(DeclaredTable table, TokenCursor cursor) {
    if (cursor.accept("set", "unlogged")) {
      draft.put(table.toBuilder().unlogged(true).build());
    } else if (cursor.accept("set", "logged")) {
      draft.put(table.toBuilder().unlogged(false).build());
    } else {
      draft.skip(statement, "storage of the table");
    }
  }

  private static boolean isTriggerSwitch(TokenCursor cursor) {
    int ahead = cursor.isWord(1, "always") || cursor.isWord(1, "replica") ? 2 : 1;
    return cursor.isAnyWord("enable", "disable") && cursor.isWord(ahead, "trigger");
  }

  private void attach(QualifiedName partition) {
    DeclaredTable child = draft.table(partition);
    if (child != null) {
      draft.put(child.toBuilder().unsupported("a partition").build());
      draft.doubt(statement, "a partition", child.name());
    }
  }
}
