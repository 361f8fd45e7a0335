package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way forward through the tokens of one statement. Not thread-safe. */
public final class TokenCursor {
  private static final String UNEXPECTED = "a form that is not known";

  private final List<SqlToken> tokens;
  private int position;

  public TokenCursor(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  /** How many tokens are behind it. */
  int passed() {
    return position;
  }

  public boolean atEnd() {
    return position >= tokens.size();
  }

  /** The token that many places ahead; absent behind the end. */
  public @Nullable SqlToken peek(int ahead) {
    int index = position + ahead;
    return index < tokens.size() ? tokens.get(index) : null;
  }

  public boolean isWord(int ahead, String word) {
    SqlToken token = peek(ahead);
    return token != null && token.isWord(word);
  }

  public boolean isWord(String word) {
    return isWord(0, word);
  }

  public boolean isAnyWord(String... words) {
    for (String word : words) {
      if (isWord(word)) {
        return true;
      }
    }
    return false;
  }

  public boolean is(int ahead, Kind kind) {
    SqlToken token = peek(ahead);
    return token != null && token.is(kind);
  }

  public boolean is(Kind kind) {
    return is(0, kind);
  }

  public SqlToken next() throws NotUnderstoodException {
    SqlToken token = peek(0);
    if (token == null) {
      throw unexpected();
    }
    position++;
    return token;
  }

  /** Passes over these words if they come next, all of them; else stays. */
  public boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!isWord(i, words[i])) {
        return false;
      }
    }
    position += words.length;
    return true;
  }

  public boolean accept(Kind kind) {
    if (!is(kind)) {
      return false;
    }
    position++;
    return true;
  }

  public boolean acceptOperator(String operator) {
    SqlToken token = peek(0);
    if (token == null || !token.isOperator(operator)) {
      return false;
    }
    position++;
    return true;
  }

  public void expect(String... words) throws NotUnderstoodException {
    if (!accept(words)) {
      throw unexpected();
    }
  }

  public void expect(Kind kind) throws NotUnderstoodException {
    if (!accept(kind)) {
      throw unexpected();
    }
  }

  public void expectEnd() throws NotUnderstoodException {
    if (!atEnd()) {
      throw unexpected();
    }
  }

  boolean acceptIfNotExists() {
    return accept("if", "not", "exists");
  }

  boolean acceptIfExists() {
    return accept("if", "exists");
  }

  public Identifier name() throws NotUnderstoodException {
    Identifier name = next().identifier();
    if (name == null) {
      throw new NotUnderstoodException("a name that cannot be resolved");
    }
    return name;
  }

  QualifiedName qualifiedName() throws NotUnderstoodException {
    Identifier first = name();
    if (!accept(Kind.DOT)) {
      return new QualifiedName(null, first);
    }
    Identifier second = name();
    if (is(Kind.DOT)) {
      throw new NotUnderstoodException("a name with a database in it");
    }
    return new QualifiedName(first, second);
  }

  /** Names in parentheses, at least one. */
  public List<Identifier> nameList() throws NotUnderstoodException {
    expect(Kind.LEFT_PAREN);
    List<Identifier> names = new ArrayList<>();
    do {
      names.add(name());
    } while (accept(Kind.COMMA));
    expect(Kind.RIGHT_PAREN);
    return names;
  }

  /** A parenthesis with all in it, the parentheses included. */
  public List<SqlToken> parenthesized() throws NotUnderstoodException {
    if (!is(Kind.LEFT_PAREN)) {
      throw unexpected();
    }
    List<SqlToken> taken = new ArrayList<>();
    int depth = 0;
    do {
      SqlToken token = next();
      depth += depthChange(token);
      taken.add(token);
    } while (depth > 0);
    return taken;
  }

  /** Everything up to a comma outside all brackets, or the end. May be empty. */
  public List<SqlToken> untilComma() throws NotUnderstoodException {
    List<SqlToken> taken = new ArrayList<>();
    int depth = 0;
    while (!atEnd() && !(depth == 0 && is(Kind.COMMA))) {
      SqlToken token = next();
      depth += depthChange(token);
      if (depth < 0) {
        throw unexpected();
      }
      taken.add(token);
    }
    if (depth != 0) {
      throw unexpected();
    }
    return taken;
  }

  public List<SqlToken> rest() {
    List<SqlToken> taken = new ArrayList<>(tokens.subList(position, tokens.size()));
    position = tokens.size();
    return taken;
  }

  /** The parts of a list between commas outside all brackets. */
  public static List<List<SqlToken>> splitAtCommas(List<SqlToken> list)
      throws NotUnderstoodException {
    List<List<SqlToken>> parts = new ArrayList<>();
    TokenCursor cursor = new TokenCursor(list);
    do {
      parts.add(cursor.untilComma());
    } while (cursor.accept(Kind.COMMA));
    return parts;
  }

  /** What is between the first and the last token. */
  public static List<SqlToken> inside(List<SqlToken> parenthesized) {
    return parenthesized.subList(1, parenthesized.size() - 1);
  }

  static int depthChange(SqlToken token) {
    if (token.is(Kind.LEFT_PAREN) || token.is(Kind.LEFT_BRACKET)) {
      return 1;
    }
    return token.is(Kind.RIGHT_PAREN) || token.is(Kind.RIGHT_BRACKET) ? -1 : 0;
  }

  public static NotUnderstoodException unexpected() {
    return new NotUnderstoodException(UNEXPECTED);
  }
}
