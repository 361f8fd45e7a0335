package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Forms of a statement's text that are needed besides the one that was sent. */
public final class StatementText {
  private StatementText() {}

  /**
   * The text for {@code prepareStatement}: pgjdbc numbers its own parameters, so {@code $1} becomes
   * {@code ?} again and the operator {@code ?} is doubled.
   *
   * @param sent as sent to the server
   */
  public static String preparable(String sent) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (SqlToken token : SqlLexer.tokenize(sent)) {
      boolean operator =
          token.kind() == SqlToken.Kind.OPERATOR || token.kind() == SqlToken.Kind.PARAMETER;
      if (!operator) {
        continue;
      }
      text.append(sent, copied, token.start());
      text.append(token.text().startsWith("$") ? "?" : token.text().replace("?", "??"));
      copied = token.end();
    }
    return text.append(sent, copied, sent.length()).toString();
  }

  /**
   * Names a statement in records without giving anything of it away: a hash over its tokens, with
   * every literal and parameter replaced. Equal for the same statement with other values.
   */
  public static String fingerprint(String sent) {
    StringBuilder shape = new StringBuilder();
    for (SqlToken token : SqlLexer.tokenize(sent)) {
      switch (token.kind()) {
        case STRING:
        case NUMBER:
        case PARAMETER:
        case UNTERMINATED:
          shape.append("? ");
          break;
        default:
          shape.append(token.text().toLowerCase(Locale.ROOT)).append(' ');
          break;
      }
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(shape.toString().getBytes(StandardCharsets.UTF_8));
      return String.format(Locale.ROOT, "%064x", new BigInteger(1, hash)).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have SHA-256: see the documentation of MessageDigest.
      throw new IllegalStateException(e);
    }
  }
}
