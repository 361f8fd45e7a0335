package io.schemamedic.engine.statement;

import io.schemamedic.engine.digest.Sha256;
import io.schemamedic.engine.sql.SqlToken;
import java.util.Locale;

/** Forms of a statement's text that are needed besides the one that was sent. */
public final class StatementText {
  private StatementText() {}

  /**
   * The text for {@code prepareStatement}: pgjdbc numbers its own parameters, so {@code $1} becomes
   * {@code ?} again and the operator {@code ?} is doubled.
   *
   * @param shape the statement as sent to the server
   */
  public static String preparable(StatementShape shape) {
    String sent = shape.sent();
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (SqlToken token : shape.sentTokens()) {
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
  public static String fingerprint(StatementShape sent) {
    StringBuilder text = new StringBuilder();
    for (SqlToken token : sent.sentTokens()) {
      switch (token.kind()) {
        case STRING:
        case NUMBER:
        case PARAMETER:
        case UNTERMINATED:
          text.append("? ");
          break;
        default:
          text.append(token.text().toLowerCase(Locale.ROOT)).append(' ');
          break;
      }
    }
    return Sha256.hex(text.toString(), 16);
  }
}
