package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands between operators: constants, columns, calls, casts, brackets. */
final class PrimaryParser {
  /** Words that are calls without parentheses; some may have a precision. */
  private static final Set<String> VALUE_WORDS =
      new HashSet<>(
          Arrays.asList(
              "current_timestamp",
              "current_date",
              "current_time",
              "localtime",
              "localtimestamp",
              "current_user",
              "session_user",
              "current_role",
              "current_catalog",
              "current_schema",
              "user"));

  private final ExpressionParser expressions;
  private final TokenCursor cursor;
  private final ColumnTypes types;
  private final CallParser calls;

  PrimaryParser(ExpressionParser expressions, TokenCursor cursor, ColumnTypes types) {
    this.expressions = expressions;
    this.cursor = cursor;
    this.types = types;
    this.calls = new CallParser(expressions, cursor);
  }

  Node read() throws NotUnderstoodException {
    Node node = plain();
    while (true) {
      if (cursor.acceptOperator("::")) {
        node = NodeFactory.cast(node, TypeParser.read(cursor));
      } else if (cursor.accept(SqlToken.Kind.LEFT_BRACKET)) {
        Node index = expressions.expression();
        cursor.expect(SqlToken.Kind.RIGHT_BRACKET);
        node = Node.of(Kind.SUBSCRIPT, "", node, index);
      } else {
        return node;
      }
    }
  }

  private Node plain() throws NotUnderstoodException {
    SqlToken token = cursor.peek(0);
    if (token == null) {
      throw TokenCursor.unexpected();
    }
    switch (token.kind()) {
      case STRING:
        return StringConstant.of(cursor.next());
      case NUMBER:
        return number(cursor.next().text());
      case LEFT_PAREN:
        List<Node> list = parenthesizedList();
        return list.size() == 1 ? list.get(0) : Node.of(Kind.ROW, "", list);
      case WORD:
        Node word = word();
        return word == null ? named() : word;
      case QUOTED_IDENTIFIER:
        return named();
      default:
        throw TokenCursor.unexpected();
    }
  }

  private static Node number(String text) throws NotUnderstoodException {
    if (!NodeTypes.isNumeral(text)) {
      throw TokenCursor.unexpected();
    }
    return Node.leaf(Kind.NUMBER, text, null);
  }

  /** What begins with a key word; absent if the next word is a name. */
  private @Nullable Node word() throws NotUnderstoodException {
    if (cursor.accept("null")) {
      return Node.leaf(Kind.NULL, "", null);
    }
    if (cursor.accept("true")) {
      return Node.leaf(Kind.BOOLEAN, "true", null);
    }
    if (cursor.accept("false")) {
      return Node.leaf(Kind.BOOLEAN, "false", null);
    }
    if (cursor.accept("case")) {
      return caseExpression();
    }
    if (cursor.isWord("array") && cursor.is(1, SqlToken.Kind.LEFT_BRACKET)) {
      cursor.next();
      return array();
    }
    if (cursor.isWord("row") && cursor.is(1, SqlToken.Kind.LEFT_PAREN)) {
      cursor.next();
      return Node.of(Kind.ROW, "", parenthesizedList());
    }
    if (cursor.isWord("cast") && cursor.is(1, SqlToken.Kind.LEFT_PAREN)) {
      return castExpression();
    }
    return valueWord();
  }

  private @Nullable Node valueWord() throws NotUnderstoodException {
    SqlToken token = cursor.peek(0);
    if (token == null || !VALUE_WORDS.contains(token.foldedText())) {
      return null;
    }
    cursor.next();
    String name = token.foldedText();
    List<Node> precision =
        cursor.is(SqlToken.Kind.LEFT_PAREN) ? parenthesizedList() : Collections.<Node>emptyList();
    if (name.equals("current_timestamp") && precision.isEmpty()) {
      name = "now";
    } else if (name.equals("user") || name.equals("current_role")) {
      name = "current_user";
    }
    return NodeFactory.call(name, precision);
  }

  private Node caseExpression() throws NotUnderstoodException {
    List<Node> parts = new ArrayList<>();
    String shape = "";
    if (!cursor.isWord("when")) {
      parts.add(expressions.expression());
      shape = "of ";
    }
    while (cursor.accept("when")) {
      parts.add(expressions.expression());
      cursor.expect("then");
      parts.add(expressions.expression());
    }
    // Without ELSE the server shows ELSE NULL in older versions, and makes it so in all.
    boolean otherwise = cursor.accept("else");
    parts.add(otherwise ? expressions.expression() : Node.leaf(Kind.NULL, "", null));
    cursor.expect("end");
    return Node.of(Kind.CASE, shape, parts);
  }

  private Node array() throws NotUnderstoodException {
    cursor.expect(SqlToken.Kind.LEFT_BRACKET);
    List<Node> elements = new ArrayList<>();
    while (!cursor.accept(SqlToken.Kind.RIGHT_BRACKET)) {
      elements.add(cursor.is(SqlToken.Kind.LEFT_BRACKET) ? array() : expressions.expression());
      if (!cursor.accept(SqlToken.Kind.COMMA) && !cursor.is(SqlToken.Kind.RIGHT_BRACKET)) {
        throw TokenCursor.unexpected();
      }
    }
    return Node.of(Kind.ARRAY, "", elements);
  }

  private Node castExpression() throws NotUnderstoodException {
    cursor.expect("cast");
    cursor.expect(SqlToken.Kind.LEFT_PAREN);
    Node value = expressions.expression();
    cursor.expect("as");
    CanonicalType type = TypeParser.read(cursor);
    cursor.expect(SqlToken.Kind.RIGHT_PAREN);
    return NodeFactory.cast(value, type);
  }

  /** A column, a call, or a constant behind its type. */
  private Node named() throws NotUnderstoodException {
    if (calls.isAtCall()) {
      return calls.read();
    }
    CanonicalType typed = TypeParser.beforeString(cursor);
    if (typed != null) {
      Node constant = StringConstant.of(cursor.next());
      return NodeFactory.cast(constant, typed);
    }
    Identifier name = cursor.name();
    if (cursor.accept(SqlToken.Kind.DOT)) {
      if (!name.equals(types.table().name())) {
        throw TokenCursor.unexpected();
      }
      name = cursor.name();
    }
    CanonicalType type = types.ofAny(name);
    if (type == null || cursor.is(SqlToken.Kind.DOT)) {
      throw TokenCursor.unexpected();
    }
    return Node.leaf(Kind.COLUMN, name.value(), type);
  }

  /** Expressions in parentheses, at least one. */
  List<Node> parenthesizedList() throws NotUnderstoodException {
    cursor.expect(SqlToken.Kind.LEFT_PAREN);
    List<Node> list = new ArrayList<>();
    do {
      list.add(expressions.expression());
    } while (cursor.accept(SqlToken.Kind.COMMA));
    cursor.expect(SqlToken.Kind.RIGHT_PAREN);
    return list;
  }

  /** A name without its schema. */
  String lastName() throws NotUnderstoodException {
    Identifier name = cursor.name();
    while (cursor.accept(SqlToken.Kind.DOT)) {
      name = cursor.name();
    }
    return name.value();
  }
}
