package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the type of a column and sees to the types that the script itself declares. */
final class TypeReader {
  /** Words that may follow the first word of a type, from PostgreSQL's grammar. */
  private static final Set<String> LATER_WORDS =
      new HashSet<>(
          Arrays.asList(
              ("precision varying character char with without time zone year month day hour minute"
                      + " second to array")
                  .split(" ")));

  private final SchemaDraft draft;

  TypeReader(SchemaDraft draft) {
    this.draft = draft;
  }

  /** Reads a type without collation. A declared enum's name comes out qualified. */
  String read(TokenCursor cursor) throws NotUnderstoodException {
    int nameLength = cursor.is(1, Kind.DOT) ? 3 : 1;
    List<SqlToken> name = new ArrayList<>();
    for (int i = 0; i < nameLength; i++) {
      name.add(cursor.next());
    }
    QualifiedName typeName = new TokenCursor(name).qualifiedName();
    RelationName known = draft.resolve(typeName, draft.enums().keySet());
    String nameSql = known == null ? TokenText.ofType(name) : known.sql();
    List<SqlToken> modifiers = new ArrayList<>();
    modifiers.add(name.get(nameLength - 1));
    while (!cursor.atEnd() && isPartOfType(cursor)) {
      if (cursor.is(Kind.LEFT_PAREN)) {
        modifiers.addAll(cursor.parenthesized());
      } else {
        modifiers.add(cursor.next());
      }
    }
    for (SqlToken modifier : modifiers) {
      if (modifier.is(Kind.OPERATOR) || modifier.is(Kind.PARAMETER)) {
        throw new NotUnderstoodException("a type that is not known");
      }
    }
    String lastNamePart = TokenText.ofType(modifiers.subList(0, 1));
    return nameSql + TokenText.ofType(modifiers).substring(lastNamePart.length());
  }

  /** Whether a column of that type must be left alone: the type was skipped. */
  boolean isDoubtful(TokenCursor atType) throws NotUnderstoodException {
    List<SqlToken> name = new ArrayList<>();
    for (int i = 0; i < (atType.is(1, Kind.DOT) ? 3 : 1); i++) {
      SqlToken token = atType.peek(i);
      if (token != null) {
        name.add(token);
      }
    }
    return draft.resolve(new TokenCursor(name).qualifiedName(), draft.skippedTypes()) != null;
  }

  private static boolean isPartOfType(TokenCursor cursor) {
    SqlToken token = cursor.peek(0);
    if (token == null) {
      return false;
    }
    switch (token.kind()) {
      case LEFT_PAREN:
      case LEFT_BRACKET:
      case RIGHT_BRACKET:
      case NUMBER:
        return true;
      case WORD:
        return LATER_WORDS.contains(token.foldedText());
      default:
        return false;
    }
  }
}
