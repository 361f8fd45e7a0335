package io.schemamedic.engine.failure;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.statement.StatementShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the statement where the server found the error. Nothing is read where the position
 * is not exactly the beginning of a token: the text is not the one that was sent then. Immutable.
 */
final class ErrorPlace {
  private static final int NOWHERE = -1;

  /** Functions whose argument names a sequence. */
  private static final Set<Identifier> SEQUENCE_FUNCTIONS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  Identifier.of("nextval"),
                  Identifier.of("currval"),
                  Identifier.of("setval"),
                  Identifier.of("pg_sequence_last_value"))));

  private static final Identifier BUILT_IN = Identifier.of("pg_catalog");

  /** A string that is a name without quotes, perhaps with its schema, and can be nothing else. */
  private static final Pattern PLAIN_NAME =
      Pattern.compile("'[A-Za-z_][A-Za-z0-9_$]{0,62}(\\.[A-Za-z_][A-Za-z0-9_$]{0,62})?'");

  private final List<SqlToken> tokens;
  private final int index;

  private ErrorPlace(List<SqlToken> tokens, int index) {
    this.tokens = tokens;
    this.index = index;
  }

  /**
   * @param shape null if the text is unknown
   */
  static ErrorPlace of(ServerError error, @Nullable StatementShape shape) {
    if (shape == null || error.position() <= 0) {
      return new ErrorPlace(Collections.<SqlToken>emptyList(), NOWHERE);
    }
    List<SqlToken> tokens = shape.sentTokens();
    int offset = utf16Offset(shape.sent(), error.position());
    for (int i = 0; i < tokens.size() && tokens.get(i).start() <= offset; i++) {
      if (tokens.get(i).start() == offset) {
        return new ErrorPlace(tokens, i);
      }
    }
    return new ErrorPlace(tokens, NOWHERE);
  }

  /** The server counts code points from 1; Java counts UTF-16 units from 0. */
  private static int utf16Offset(String sql, int position) {
    try {
      return sql.offsetByCodePoints(0, position - 1);
    } catch (IndexOutOfBoundsException e) {
      // The text is not the one that was sent: a pooler or simple query mode rewrote it.
      return NOWHERE;
    }
  }

  /** The name that begins here; null if none does, or one that cannot be resolved. */
  @Nullable NameChain name() {
    if (index == NOWHERE) {
      return null;
    }
    int at = index;
    // `ON CONFLICT (missing)` is reported at the parenthesis.
    while (at < tokens.size() && tokens.get(at).is(SqlToken.Kind.LEFT_PAREN)) {
      at++;
    }
    List<Identifier> parts = new ArrayList<>();
    boolean quoted = false;
    while (at < tokens.size()) {
      Identifier part = tokens.get(at).identifier();
      if (part == null) {
        return null;
      }
      parts.add(part);
      quoted |= !tokens.get(at).is(SqlToken.Kind.WORD);
      if (at + 1 >= tokens.size() || !tokens.get(at + 1).is(SqlToken.Kind.DOT)) {
        break;
      }
      at += 2;
    }
    if (parts.isEmpty() || parts.size() > 3) {
      return null;
    }
    return quoted ? NameChain.quoted(parts) : NameChain.of(parts);
  }

  /** The operator that stands here; null if something else does. */
  @Nullable String operator() {
    return index != NOWHERE && tokens.get(index).is(SqlToken.Kind.OPERATOR)
        ? tokens.get(index).text()
        : null;
  }

  /** Whether a string stands here that is the first argument of {@code nextval} and the like. */
  boolean isSequenceArgument() {
    if (index == NOWHERE || !tokens.get(index).is(SqlToken.Kind.STRING)) {
      return false;
    }
    int at = index - 1;
    while (at >= 0 && tokens.get(at).is(SqlToken.Kind.LEFT_PAREN)) {
      at--;
    }
    if (at < 0 || at == index - 1) {
      return false;
    }
    boolean qualified = at >= 2 && tokens.get(at - 1).is(SqlToken.Kind.DOT);
    return SEQUENCE_FUNCTIONS.contains(tokens.get(at).identifier())
        && (!qualified || BUILT_IN.equals(tokens.get(at - 2).identifier()));
  }

  /**
   * The name that {@link #isSequenceArgument} holds, as written; null if it is anything but a plain
   * name.
   */
  @Nullable String sequenceName() {
    String literal = tokens.get(index).text();
    return PLAIN_NAME.matcher(literal).matches()
        ? literal.substring(1, literal.length() - 1)
        : null;
  }
}
