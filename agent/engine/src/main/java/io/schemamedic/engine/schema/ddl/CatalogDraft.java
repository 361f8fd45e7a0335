package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlLexer;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Puts a model together from objects that are there, whose definitions PostgreSQL itself has
 * written with nothing but its own schema on the search path. The outcome is what {@link
 * DdlScriptReader} makes of a script that creates the same. Not thread-safe.
 */
public final class CatalogDraft {
  private final SchemaDraft draft = new SchemaDraft();

  public CatalogDraft() {
    draft.searchPath(Collections.<Identifier>emptyList());
  }

  /** The name that PostgreSQL makes up for the sequence of a serial or identity column. */
  public static RelationName sequenceOf(RelationName table, Identifier column) {
    return GeneratedNames.sequenceOf(table, column);
  }

  /** The name that PostgreSQL makes up for NOT NULL from version 18 on. */
  public static Identifier notNullOf(RelationName table, Identifier column) {
    return GeneratedNames.notNullOf(table, column);
  }

  public void schema(Identifier name) {
    draft.schemas().add(name);
  }

  public void enumType(DeclaredEnum type) {
    draft.enums().put(type.name(), type);
  }

  public void sequence(DeclaredSequence sequence) {
    draft.sequences().put(sequence.name(), sequence);
  }

  /** Adds the table, or replaces the one of that name. */
  public void table(DeclaredTable table) {
    draft.put(table);
  }

  /**
   * A constraint from its definition.
   *
   * @param definition as {@code pg_get_constraintdef} gives it
   * @param columns of the table
   * @return null if the definition is of a form that the model does not have
   */
  public @Nullable DeclaredConstraint constraint(
      Identifier name, String definition, Collection<Identifier> columns) {
    TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(definition));
    try {
      DeclaredConstraint constraint = new ConstraintReader(draft).readTableConstraint(cursor);
      cursor.expectEnd();
      return ConstraintReader.withMentioned(
              Collections.singletonList(constraint.withName(name)), columns)
          .get(0);
    } catch (NotUnderstoodException e) {
      return null;
    }
  }

  /**
   * An index from the statement that makes it.
   *
   * @param statement as {@code pg_get_indexdef} gives it
   * @return null if the statement is of a form that the model does not have
   */
  public @Nullable DeclaredIndex index(String statement) {
    TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(statement));
    try {
      cursor.expect("create");
      boolean unique = cursor.accept("unique");
      cursor.expect("index");
      Identifier name = cursor.name();
      cursor.expect("on");
      cursor.accept("only");
      cursor.qualifiedName();
      return IndexReader.read(cursor, name, unique);
    } catch (NotUnderstoodException e) {
      return null;
    }
  }

  /** All that was added; the long form of serial columns is serial. */
  public DeclaredSchema toSchema() {
    new SerialColumns(draft).foldAll();
    return draft.toSchema();
  }
}
