package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads CREATE TABLE from behind the word TABLE. */
final class CreateTableReader {
  private final SchemaDraft draft;
  private final ScriptStatement statement;

  CreateTableReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
  }

  /**
   * Adds the table to the draft. One that cannot be understood is added all the same, marked
   * unsupported, so that it is never taken for undeclared.
   */
  void read(TokenCursor cursor, boolean unlogged) throws NotUnderstoodException {
    boolean ifNotExists = cursor.acceptIfNotExists();
    RelationName name = draft.newName(cursor.qualifiedName());
    if (draft.tables().containsKey(name)) {
      if (!ifNotExists) {
        draft.doubt(statement, "a table that is declared already", name);
      }
      return;
    }
    DeclaredTable.Builder table =
        DeclaredTable.builder(name, statement.sourceName()).unlogged(unlogged);
    draft.put(table.build());
    try {
      body(table, cursor);
    } catch (NotUnderstoodException e) {
      notRead(table, e.reason());
    }
  }

  private void body(DeclaredTable.Builder table, TokenCursor cursor) throws NotUnderstoodException {
    if (!cursor.is(Kind.LEFT_PAREN)) {
      notRead(table, otherForm(cursor));
      return;
    }
    List<SqlToken> elements = cursor.parenthesized();
    if (cursor.isWord("as")) {
      notRead(table, "a table made by a query");
      return;
    }
    elements(table, elements);
    draft.put(table.build());
    options(table, cursor);
  }

  private static String otherForm(TokenCursor cursor) {
    if (cursor.isWord("partition")) {
      return "a partition";
    }
    return cursor.isWord("of") ? "a typed table" : "a table made by a query";
  }

  private void notRead(DeclaredTable.Builder table, String reason) {
    DeclaredTable unsupported = table.unsupported(reason).build();
    draft.put(unsupported);
    draft.doubt(statement, reason, unsupported.name());
  }

  private void elements(DeclaredTable.Builder table, List<SqlToken> parenthesized)
      throws NotUnderstoodException {
    if (parenthesized.size() == 2) {
      return;
    }
    List<DeclaredConstraint> constraints = new ArrayList<>();
    for (List<SqlToken> element : TokenCursor.splitAtCommas(TokenCursor.inside(parenthesized))) {
      try {
        element(table, constraints, new TokenCursor(element));
      } catch (NotUnderstoodException e) {
        // The other columns are still worth knowing: their names are declared.
        notRead(table, e.reason());
      }
    }
    table.constraints(ConstraintReader.withMentioned(constraints, table.columnNames()));
  }

  private void element(
      DeclaredTable.Builder table, List<DeclaredConstraint> constraints, TokenCursor cursor)
      throws NotUnderstoodException {
    if (cursor.isWord("like")) {
      throw new NotUnderstoodException("a table like another");
    }
    if (cursor.isWord("not") || (cursor.isWord("constraint") && cursor.isWord(2, "not"))) {
      notNull(table, cursor);
      return;
    }
    if (ConstraintReader.isAtTableConstraint(cursor)) {
      constraints.add(new ConstraintReader(draft).readTableConstraint(cursor));
      cursor.expectEnd();
      return;
    }
    ColumnReader reader = ColumnReader.read(draft, cursor);
    if (table.column(reader.column().name()) != null) {
      throw new NotUnderstoodException("a column that is declared twice");
    }
    table.column(reader.column());
    constraints.addAll(reader.constraints());
    if (reader.hasStorage()) {
      draft.skip(statement, "storage of a column");
    }
    if (reader.isOfSkippedType()) {
      throw new NotUnderstoodException("a type that was skipped");
    }
  }

  private static void notNull(DeclaredTable.Builder table, TokenCursor cursor)
      throws NotUnderstoodException {
    Identifier name = cursor.accept("constraint") ? cursor.name() : null;
    cursor.expect("not", "null");
    DeclaredColumn column = table.column(cursor.name());
    if (column == null) {
      throw new NotUnderstoodException("a column that is not declared");
    }
    cursor.expectEnd();
    table.column(column.notNull(name));
  }

  private void options(DeclaredTable.Builder table, TokenCursor cursor)
      throws NotUnderstoodException {
    if (cursor.isWord("inherits")) {
      notRead(table, "inheritance");
    } else if (cursor.isWord("partition")) {
      notRead(table, "a partitioned table");
    } else if (cursor.isAnyWord("using", "with", "tablespace")) {
      draft.skip(statement, "storage of the table");
    } else if (!cursor.accept("without", "oids")) {
      cursor.expectEnd();
    }
  }
}
