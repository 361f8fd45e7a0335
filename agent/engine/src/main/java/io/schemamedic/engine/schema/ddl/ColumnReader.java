package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one column definition. Made anew for each. */
final class ColumnReader {
  private static final String[] CLAUSES = {
    "constraint",
    "null",
    "check",
    "default",
    "generated",
    "unique",
    "primary",
    "references",
    "collate",
    "deferrable",
    "initially",
    "enforced",
    "no",
    "storage",
    "compression"
  };

  private final TokenCursor cursor;
  private final ConstraintReader constraintReader;
  private final TypeReader typeReader;
  private final List<DeclaredConstraint> constraints = new ArrayList<>();
  private DeclaredColumn column;
  private final boolean doubtful;
  private boolean storage;

  private ColumnReader(SchemaDraft draft, TokenCursor cursor) throws NotUnderstoodException {
    this.cursor = cursor;
    this.constraintReader = new ConstraintReader(draft);
    this.typeReader = new TypeReader(draft);
    Identifier name = cursor.name();
    this.doubtful = typeReader.isDoubtful(cursor);
    this.column = typed(name);
  }

  /** Reads to the end of the definition, which must be the end of the cursor. */
  static ColumnReader read(SchemaDraft draft, TokenCursor cursor) throws NotUnderstoodException {
    ColumnReader reader = new ColumnReader(draft, cursor);
    while (!cursor.atEnd()) {
      reader.clause();
    }
    return reader;
  }

  DeclaredColumn column() {
    return column;
  }

  /** In the order of the script; CHECKs without their columns. */
  List<DeclaredConstraint> constraints() {
    return constraints;
  }

  /** Whether its type is one that the script declares and the model does not have. */
  boolean isOfSkippedType() {
    return doubtful;
  }

  /** Whether it says how its values are stored, which is not modelled. */
  boolean hasStorage() {
    return storage;
  }

  private DeclaredColumn typed(Identifier name) throws NotUnderstoodException {
    String type = typeReader.read(cursor);
    switch (type) {
      case "smallserial":
      case "serial2":
        return DeclaredColumn.of(name, "smallint").withGeneration(Generation.SERIAL, "");
      case "serial":
      case "serial4":
        return DeclaredColumn.of(name, "integer").withGeneration(Generation.SERIAL, "");
      case "bigserial":
      case "serial8":
        return DeclaredColumn.of(name, "bigint").withGeneration(Generation.SERIAL, "");
      default:
        return DeclaredColumn.of(name, type);
    }
  }

  private void clause() throws NotUnderstoodException {
    Identifier name = cursor.accept("constraint") ? cursor.name() : null;
    if (cursor.accept("not", "null")) {
      if (cursor.isAnyWord("no") || cursor.isWord(1, "valid")) {
        throw new NotUnderstoodException("an unusual NOT NULL");
      }
      column = column.notNull(name);
    } else if (cursor.accept("null")) {
      // Says what is the case anyway.
      requireUnnamed(name);
    } else if (cursor.accept("default")) {
      column = column.withDefault(TokenText.of(defaultExpression()));
    } else if (cursor.accept("collate")) {
      column = column.withType(column.typeSql() + " COLLATE " + collation(cursor));
    } else if (cursor.accept("storage") || cursor.accept("compression")) {
      cursor.next();
      storage = true;
    } else if (cursor.accept("generated")) {
      generated();
    } else if (cursor.accept("check")) {
      constraints.add(constraintReader.check(cursor, name));
    } else if (cursor.accept("references")) {
      constraints.add(
          constraintReader.references(cursor, name, Collections.singletonList(column.name())));
    } else if (cursor.accept("primary", "key")) {
      constraints.add(constraintReader.columnKey(cursor, true, name, column.name()));
    } else {
      cursor.expect("unique");
      constraints.add(constraintReader.columnKey(cursor, false, name, column.name()));
    }
  }

  private static void requireUnnamed(@Nullable Identifier name) throws NotUnderstoodException {
    if (name != null) {
      throw TokenCursor.unexpected();
    }
  }

  static String collation(TokenCursor cursor) throws NotUnderstoodException {
    QualifiedName name = cursor.qualifiedName();
    Identifier schemaName = name.schemaName();
    return (schemaName == null ? "" : schemaName.sql() + ".") + name.name().sql();
  }

  private void generated() throws NotUnderstoodException {
    if (cursor.accept("by", "default", "as", "identity")) {
      column = column.withGeneration(Generation.IDENTITY_BY_DEFAULT, options(cursor));
      return;
    }
    cursor.expect("always", "as");
    if (cursor.accept("identity")) {
      column = column.withGeneration(Generation.IDENTITY_ALWAYS, options(cursor));
      return;
    }
    String expression = TokenText.of(cursor.parenthesized());
    if (cursor.accept("stored")) {
      column = column.withGeneration(Generation.STORED, expression);
    } else {
      cursor.accept("virtual");
      column = column.withGeneration(Generation.VIRTUAL, expression);
    }
  }

  /** Sequence options in parentheses, or nothing. */
  static String options(TokenCursor cursor) throws NotUnderstoodException {
    return cursor.is(Kind.LEFT_PAREN) ? TokenText.of(cursor.parenthesized()) : "";
  }

  /** A default ends where another clause of the column begins, outside brackets and CASE. */
  private List<SqlToken> defaultExpression() throws NotUnderstoodException {
    List<SqlToken> expression = new ArrayList<>();
    int depth = 0;
    do {
      SqlToken token = cursor.next();
      depth += TokenCursor.depthChange(token);
      if (token.isWord("case")) {
        depth++;
      } else if (token.isWord("end")) {
        depth--;
      }
      expression.add(token);
    } while (!cursor.atEnd() && (depth > 0 || !isAtClause()));
    return expression;
  }

  private boolean isAtClause() {
    if (cursor.isWord("not")) {
      return cursor.isWord(1, "null")
          || cursor.isWord(1, "deferrable")
          || cursor.isWord(1, "enforced");
    }
    return cursor.isAnyWord(CLAUSES);
  }
}
