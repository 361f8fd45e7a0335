package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CREATE TYPE, CREATE DOMAIN and ALTER TYPE; of all types only enums are modelled. */
final class EnumReader {
  private final SchemaDraft draft;
  private final ScriptStatement statement;

  EnumReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
  }

  void create(TokenCursor cursor) throws NotUnderstoodException {
    RelationName name = draft.newName(cursor.qualifiedName());
    if (draft.enums().containsKey(name)) {
      throw new NotUnderstoodException("a type that is declared already");
    }
    // Until it is understood, columns of this type are not.
    draft.skippedTypes().add(name);
    if (BuiltInTypes.contains(name.name())) {
      throw new NotUnderstoodException("a type with the name of a built-in one");
    }
    if (!cursor.accept("as", "enum")) {
      throw new NotUnderstoodException("a type that is not an enum");
    }
    List<String> labels = new ArrayList<>();
    cursor.expect(Kind.LEFT_PAREN);
    while (!cursor.accept(Kind.RIGHT_PAREN)) {
      labels.add(label(cursor));
      if (!cursor.accept(Kind.COMMA) && !cursor.is(Kind.RIGHT_PAREN)) {
        throw TokenCursor.unexpected();
      }
    }
    cursor.expectEnd();
    draft.skippedTypes().remove(name);
    draft.enums().put(name, DeclaredEnum.of(name, labels));
  }

  void skipDomain(TokenCursor cursor) throws NotUnderstoodException {
    draft.skippedTypes().add(draft.newName(cursor.qualifiedName()));
    draft.skip(statement, "a domain");
  }

  void alter(TokenCursor cursor) throws NotUnderstoodException {
    QualifiedName written = cursor.qualifiedName();
    RelationName name = draft.resolve(written, draft.enums().keySet());
    DeclaredEnum type = name == null ? null : draft.enums().get(name);
    if (cursor.isWord("owner")) {
      draft.skip(statement, "ownership");
    } else if (type == null) {
      draft.skip(statement, "a type that is not a declared enum");
      stayDoubtful(draft.resolve(written, draft.skippedTypes()), cursor);
    } else if (cursor.accept("add", "value")) {
      addValue(type, cursor);
    } else {
      rename(type, cursor);
    }
  }

  private void rename(DeclaredEnum type, TokenCursor cursor) {
    try {
      EnumRenamer renamer = new EnumRenamer(draft);
      if (cursor.accept("rename", "value")) {
        String from = label(cursor);
        cursor.expect("to");
        renamer.renameLabel(type, from, label(cursor));
      } else if (cursor.accept("rename", "to")) {
        renamer.rename(type, RelationName.of(type.name().schemaName(), cursor.name()));
      } else {
        cursor.expect("set", "schema");
        renamer.rename(type, RelationName.of(cursor.name(), type.name().name()));
      }
    } catch (NotUnderstoodException e) {
      forget(type);
    }
  }

  /** A type that was skipped is no better known under another name. */
  private void stayDoubtful(@Nullable RelationName skipped, TokenCursor cursor)
      throws NotUnderstoodException {
    if (skipped != null && cursor.accept("rename", "to")) {
      draft.skippedTypes().add(RelationName.of(skipped.schemaName(), cursor.name()));
    } else if (skipped != null && cursor.accept("set", "schema")) {
      draft.skippedTypes().add(RelationName.of(cursor.name(), skipped.name()));
    }
  }

  private void addValue(DeclaredEnum type, TokenCursor cursor) throws NotUnderstoodException {
    boolean ifNotExists = cursor.acceptIfNotExists();
    List<String> labels = new ArrayList<>(type.labelsSql());
    String added = label(cursor);
    if (labels.contains(added)) {
      if (!ifNotExists) {
        throw new NotUnderstoodException("a label that is declared already");
      }
      return;
    }
    int index = labels.size();
    boolean before = cursor.accept("before");
    if (before || cursor.accept("after")) {
      int neighbour = labels.indexOf(label(cursor));
      if (neighbour < 0) {
        forget(type);
        return;
      }
      index = before ? neighbour : neighbour + 1;
    }
    cursor.expectEnd();
    labels.add(index, added);
    draft.enums().put(type.name(), DeclaredEnum.of(type.name(), labels));
  }

  private static String label(TokenCursor cursor) throws NotUnderstoodException {
    SqlToken token = cursor.next();
    if (TokenText.contentOf(token) == null) {
      throw new NotUnderstoodException("a label that is not a plain string");
    }
    return token.text();
  }

  /** From here on the type is not what was read, and no column of it can be trusted. */
  private void forget(DeclaredEnum type) {
    draft.skip(statement, "an alteration that is not known");
    draft.doubtUsersOf(type, statement, "a type that is altered");
    draft.enums().remove(type.name());
    draft.skippedTypes().add(type.name());
  }
}
