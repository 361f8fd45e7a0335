package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one statement, with the partner of each parenthesis. Places before the first and
 * behind the last token may be asked for: nothing is there. Immutable.
 */
final class StatementTokens {
  private final List<SqlToken> tokens;
  private final int[] partners;
  private final boolean balanced;

  StatementTokens(List<SqlToken> tokens) {
    this.tokens = tokens;
    this.partners = new int[tokens.size()];
    Arrays.fill(partners, -1);
    this.balanced = matchParentheses();
  }

  private boolean matchParentheses() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken.Kind kind = tokens.get(i).kind();
      if (kind == SqlToken.Kind.LEFT_PAREN || kind == SqlToken.Kind.LEFT_BRACKET) {
        open.push(i);
      } else if (kind == SqlToken.Kind.RIGHT_PAREN || kind == SqlToken.Kind.RIGHT_BRACKET) {
        SqlToken.Kind wanted =
            kind == SqlToken.Kind.RIGHT_PAREN
                ? SqlToken.Kind.LEFT_PAREN
                : SqlToken.Kind.LEFT_BRACKET;
        if (open.isEmpty() || !tokens.get(open.peek()).is(wanted)) {
          return false;
        }
        partners[open.pop()] = i;
      }
    }
    return open.isEmpty();
  }

  /** Whether each parenthesis and bracket has its partner. Nothing else holds if not. */
  boolean isBalanced() {
    return balanced;
  }

  int size() {
    return tokens.size();
  }

  boolean is(int index, SqlToken.Kind kind) {
    return index >= 0 && index < tokens.size() && tokens.get(index).is(kind);
  }

  boolean isOperator(int index, String operator) {
    return index >= 0 && index < tokens.size() && tokens.get(index).isOperator(operator);
  }

  @Nullable Identifier identifier(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).identifier() : null;
  }

  boolean isWord(int index, String word) {
    return index >= 0 && index < tokens.size() && tokens.get(index).isWord(word);
  }

  /** One of these words, in a place where it is no name. */
  boolean isKeyword(int index, String... words) {
    for (String word : words) {
      if (isWord(index, word)) {
        return !isName(index);
      }
    }
    return false;
  }

  /** Behind a dot and behind AS, any keyword may stand as a name. */
  private boolean isName(int index) {
    int behind = index;
    // AS AS: the second is a name, so what follows it is none.
    while (isWord(behind - 1, "as")) {
      behind--;
    }
    boolean nameBefore = is(behind - 1, SqlToken.Kind.DOT);
    boolean odd = (index - behind) % 2 == 1;
    return nameBefore != odd;
  }

  /** The place of the parenthesis that closes this one. */
  int closing(int open) {
    return partners[open];
  }

  /** Over a pair of parentheses or brackets, or one token. */
  int next(int index) {
    return partners[index] < 0 ? index + 1 : partners[index] + 1;
  }

  /** The first place from..to, outside of parentheses, where this holds; {@code to} if nowhere. */
  int find(int from, int to, IntPredicate wanted) {
    for (int i = from; i < to; i = next(i)) {
      if (wanted.test(i)) {
        return i;
      }
    }
    return to;
  }

  /** Behind the chain of names {@code a.b.c} that begins here; the same place if none does. */
  int endOfChain(int start) {
    int i = start;
    while (identifier(i) != null && is(i + 1, SqlToken.Kind.DOT) && identifier(i + 2) != null) {
      i += 2;
    }
    return identifier(i) == null ? i : i + 1;
  }

  /** The parenthesis that opens here holds a query, and nothing else. */
  boolean opensQuery(int open) {
    return opensQuery(open, 0);
  }

  private boolean opensQuery(int open, int depth) {
    int first = open + 1;
    if (!is(open, SqlToken.Kind.LEFT_PAREN) || depth > StatementTree.MAX_DEPTH) {
      return false;
    }
    if (is(first, SqlToken.Kind.LEFT_PAREN)) {
      int behind = closing(first) + 1;
      return opensQuery(first, depth + 1) && (behind == closing(open) || goesOnWithQuery(behind));
    }
    return isWord(first, "select")
        || isWord(first, "with")
        || isWord(first, "table")
        || (isWord(first, "values") && is(first + 1, SqlToken.Kind.LEFT_PAREN));
  }

  boolean isSetOperator(int index) {
    return isKeyword(index, "union", "intersect", "except");
  }

  /** Behind a SELECT, VALUES or TABLE: what belongs to the whole query. */
  boolean goesOnWithQuery(int index) {
    return isSetOperator(index) || isKeyword(index, "order", "limit", "offset", "fetch", "for");
  }
}
