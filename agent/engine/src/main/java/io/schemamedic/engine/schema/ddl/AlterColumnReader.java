package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one ALTER COLUMN action from behind the word COLUMN. */
final class AlterColumnReader {
  /**
   * Words at which an expression is no longer one that a column definition takes without
   * parentheses.
   */
  private static final Set<String> LOOSE_OPERATORS =
      new HashSet<>(
          Arrays.asList(
              ("and or not is at in between like ilike similar collate isnull notnull overlaps")
                  .split(" ")));

  private final SchemaDraft draft;
  private final ScriptStatement statement;

  AlterColumnReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
  }

  void read(DeclaredTable table, TokenCursor cursor) throws NotUnderstoodException {
    Identifier name = cursor.name();
    DeclaredColumn column = table.column(name);
    if (column == null) {
      throw new NotUnderstoodException("a column that is not declared");
    }
    DeclaredColumn changed = changed(table, column, cursor);
    cursor.expectEnd();
    if (changed != null) {
      draft.put(table.toBuilder().column(changed).build());
    }
  }

  /** The column after the action; absent if the action is not part of the model. */
  private @Nullable DeclaredColumn changed(
      DeclaredTable table, DeclaredColumn column, TokenCursor cursor)
      throws NotUnderstoodException {
    if (cursor.accept("set", "not", "null")) {
      return column.notNull(null);
    }
    if (cursor.accept("drop", "not", "null")) {
      return withoutNotNull(table, column);
    }
    if (cursor.accept("set", "default")) {
      return unfolded(table, column).withDefault(expression(cursor.rest()));
    }
    if (cursor.accept("drop", "default")) {
      return unfolded(table, column).withDefault(null);
    }
    if (cursor.accept("type") || cursor.accept("set", "data", "type")) {
      return type(unfolded(table, column), cursor);
    }
    if (cursor.accept("add", "generated")) {
      return column.withGeneration(generation(cursor, true), ColumnReader.options(cursor));
    }
    if (cursor.isWord("set") && cursor.isWord(1, "generated")) {
      cursor.expect("set", "generated");
      return column.withGeneration(generation(cursor, false), column.generationSql());
    }
    if (cursor.accept("drop", "identity") || cursor.accept("drop", "expression")) {
      cursor.acceptIfExists();
      return column.withGeneration(Generation.NONE, "");
    }
    if (cursor.accept("set", "expression", "as")) {
      return column.withGeneration(column.generation(), TokenText.of(cursor.parenthesized()));
    }
    return storage(cursor);
  }

  private DeclaredColumn unfolded(DeclaredTable table, DeclaredColumn column) {
    return new SerialColumns(draft).unfold(table.name(), column);
  }

  private DeclaredColumn withoutNotNull(DeclaredTable table, DeclaredColumn column)
      throws NotUnderstoodException {
    DeclaredConstraint key = table.primaryKey();
    if (key != null && key.columns().contains(column.name())) {
      throw new NotUnderstoodException("a column of the primary key");
    }
    return unfolded(table, column).nullable();
  }

  private DeclaredColumn type(DeclaredColumn column, TokenCursor cursor)
      throws NotUnderstoodException {
    TypeReader reader = new TypeReader(draft);
    if (reader.isDoubtful(cursor)) {
      throw new NotUnderstoodException("a type that was skipped");
    }
    String type = reader.read(cursor);
    if (cursor.accept("collate")) {
      type = type + " COLLATE " + ColumnReader.collation(cursor);
    }
    if (cursor.accept("using")) {
      // How old values are converted says nothing about the new column.
      cursor.rest();
    }
    return column.withType(type);
  }

  private static Generation generation(TokenCursor cursor, boolean asIdentity)
      throws NotUnderstoodException {
    boolean always = cursor.accept("always");
    if (!always) {
      cursor.expect("by", "default");
    }
    if (asIdentity) {
      cursor.expect("as", "identity");
    }
    return always ? Generation.IDENTITY_ALWAYS : Generation.IDENTITY_BY_DEFAULT;
  }

  private @Nullable DeclaredColumn storage(TokenCursor cursor) throws NotUnderstoodException {
    boolean option = cursor.isAnyWord("set", "reset") && cursor.is(1, SqlToken.Kind.LEFT_PAREN);
    boolean setting =
        cursor.isWord("set")
            && (cursor.isWord(1, "statistics")
                || cursor.isWord(1, "storage")
                || cursor.isWord(1, "compression"));
    if (!option && !setting) {
      throw new NotUnderstoodException("an alteration that is not known");
    }
    cursor.rest();
    draft.skip(statement, "storage of a column");
    return null;
  }

  private static String expression(List<SqlToken> tokens) throws NotUnderstoodException {
    if (tokens.isEmpty()) {
      throw TokenCursor.unexpected();
    }
    int depth = 0;
    boolean loose = false;
    for (SqlToken token : tokens) {
      depth += TokenCursor.depthChange(token);
      loose |= depth == 0 && LOOSE_OPERATORS.contains(token.foldedText());
    }
    String text = TokenText.of(tokens);
    return loose ? "(" + text + ")" : text;
  }
}
