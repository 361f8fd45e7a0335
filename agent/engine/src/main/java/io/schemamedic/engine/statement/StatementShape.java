package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tokens of one statement text, and what can be told from them without a grammar. Immutable.
 */
public final class StatementShape {

  /** The kind of a statement by its first word. */
  public enum Kind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    /** WITH, MERGE, VALUES, CALL, DO, COPY, DDL and all the rest. */
    OTHER
  }

  private final String sent;
  private final List<SqlToken> sentTokens;
  private final List<SqlToken> tokens;
  private final int statementCount;
  private final boolean readable;
  private final Kind kind;

  private StatementShape(
      String sent,
      List<SqlToken> sentTokens,
      List<SqlToken> tokens,
      int statementCount,
      boolean readable,
      Kind kind) {
    this.sent = sent;
    this.sentTokens = Collections.unmodifiableList(sentTokens);
    this.tokens = Collections.unmodifiableList(tokens);
    this.statementCount = statementCount;
    this.readable = readable;
    this.kind = kind;
  }

  /** Reads a text as it was sent to the server. */
  public static StatementShape of(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    int statements = 0;
    boolean readable = true;
    boolean inStatement = false;
    List<SqlToken> sentTokens = SqlLexer.tokenize(sql);
    for (SqlToken token : sentTokens) {
      if (token.kind() == SqlToken.Kind.SEMICOLON) {
        inStatement = false;
        continue;
      }
      if (!inStatement) {
        inStatement = true;
        statements++;
      }
      readable &=
          token.kind() != SqlToken.Kind.UNICODE_IDENTIFIER
              && token.kind() != SqlToken.Kind.UNTERMINATED;
      tokens.add(token);
    }
    return new StatementShape(sql, sentTokens, tokens, statements, readable, kindOf(tokens));
  }

  private static Kind kindOf(List<SqlToken> tokens) {
    if (!tokens.isEmpty()) {
      for (Kind kind : new Kind[] {Kind.SELECT, Kind.INSERT, Kind.UPDATE, Kind.DELETE}) {
        if (tokens.get(0).isWord(kind.name())) {
          return kind;
        }
      }
    }
    return Kind.OTHER;
  }

  /** The text as it was sent. Holds values of the service. */
  public String sent() {
    return sent;
  }

  /** All tokens of the text, semicolons among them. */
  public List<SqlToken> sentTokens() {
    return sentTokens;
  }

  /** The tokens without the semicolons. */
  public List<SqlToken> tokens() {
    return tokens;
  }

  /** How many statements the text holds; empty ones do not count. */
  public int statementCount() {
    return statementCount;
  }

  /**
   * False if a name is written as {@code U&"..."} or something is not terminated, so that names may
   * hide.
   */
  public boolean isReadable() {
    return readable;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the text begins with a {@code COPY}. */
  public boolean isCopy() {
    return !tokens.isEmpty() && tokens.get(0).isWord("copy");
  }

  /** Every identifier that the text contains, wherever it stands; keywords are among them. */
  public Set<Identifier> identifiers() {
    Set<Identifier> identifiers = new HashSet<>();
    for (SqlToken token : tokens) {
      Identifier identifier = token.identifier();
      if (identifier != null) {
        identifiers.add(identifier);
      }
    }
    return identifiers;
  }
}
