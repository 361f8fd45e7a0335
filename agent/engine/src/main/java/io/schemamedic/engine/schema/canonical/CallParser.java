package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads calls of functions, those with words between their arguments included, which PostgreSQL
 * shows with these words from version 14 on and without them before.
 */
final class CallParser {
  /** Between the name of a function and that of its schema. */
  static final String SCHEMA = " in ";

  private final ExpressionParser expressions;
  private final TokenCursor cursor;

  CallParser(ExpressionParser expressions, TokenCursor cursor) {
    this.expressions = expressions;
    this.cursor = cursor;
  }

  boolean isAtCall() {
    return cursor.is(1, SqlToken.Kind.LEFT_PAREN)
        || (cursor.is(1, SqlToken.Kind.DOT) && cursor.is(3, SqlToken.Kind.LEFT_PAREN));
  }

  Node read() throws NotUnderstoodException {
    boolean ordinary =
        cursor.is(SqlToken.Kind.QUOTED_IDENTIFIER) || cursor.is(1, SqlToken.Kind.DOT);
    Identifier name = cursor.name();
    String schema = "";
    if (cursor.accept(SqlToken.Kind.DOT)) {
      schema = name.value().equals("pg_catalog") ? "" : SCHEMA + name.value();
      name = cursor.name();
    }
    cursor.expect(SqlToken.Kind.LEFT_PAREN);
    Node call = ordinary ? ordinary(name.value() + schema) : withWords(name.value());
    cursor.expect(SqlToken.Kind.RIGHT_PAREN);
    if (cursor.isAnyWord("filter", "over", "within")) {
      throw TokenCursor.unexpected();
    }
    return call;
  }

  private Node withWords(String name) throws NotUnderstoodException {
    switch (name) {
      case "extract":
        return extract();
      case "position":
        // Looser operators could not be told from the IN that comes next.
        Node part = expressions.operand();
        cursor.expect("in");
        return NodeFactory.call("position", Arrays.asList(expressions.operand(), part));
      case "substring":
        return substring();
      case "trim":
        return trim();
      case "overlay":
      case "normalize":
      case "exists":
      case "xmlelement":
      case "xmlforest":
      case "xmlparse":
      case "treat":
        throw TokenCursor.unexpected();
      default:
        return ordinary(name);
    }
  }

  private Node ordinary(String name) throws NotUnderstoodException {
    if (cursor.isAnyWord("distinct", "all", "variadic")) {
      throw TokenCursor.unexpected();
    }
    List<Node> arguments = new ArrayList<>();
    while (!cursor.is(SqlToken.Kind.RIGHT_PAREN)) {
      arguments.add(expressions.expression());
      if (!cursor.accept(SqlToken.Kind.COMMA) && !cursor.is(SqlToken.Kind.RIGHT_PAREN)) {
        throw TokenCursor.unexpected();
      }
    }
    return NodeFactory.call(name, arguments);
  }

  private Node extract() throws NotUnderstoodException {
    SqlToken field = cursor.next();
    String name =
        field.is(SqlToken.Kind.STRING) ? StringConstant.of(field).text() : field.foldedText();
    cursor.expect("from");
    return NodeFactory.call(
        "extract", Arrays.asList(Node.leaf(Kind.STRING, name, null), expressions.expression()));
  }

  private Node substring() throws NotUnderstoodException {
    List<Node> arguments = new ArrayList<>();
    arguments.add(expressions.expression());
    if (cursor.accept(SqlToken.Kind.COMMA) || cursor.accept("from")) {
      arguments.add(expressions.expression());
      if (cursor.accept(SqlToken.Kind.COMMA) || cursor.accept("for")) {
        arguments.add(expressions.expression());
      }
    } else {
      cursor.expect("for");
      arguments.add(Node.leaf(Kind.NUMBER, "1", null));
      arguments.add(expressions.expression());
    }
    return NodeFactory.call("substring", arguments);
  }

  private Node trim() throws NotUnderstoodException {
    String name = "btrim";
    if (cursor.accept("leading")) {
      name = "ltrim";
    } else if (cursor.accept("trailing")) {
      name = "rtrim";
    } else {
      cursor.accept("both");
    }
    if (cursor.accept("from")) {
      return ordinary(name);
    }
    Node first = expressions.expression();
    if (!cursor.accept("from")) {
      List<Node> arguments = new ArrayList<>();
      arguments.add(first);
      while (cursor.accept(SqlToken.Kind.COMMA)) {
        arguments.add(expressions.expression());
      }
      return NodeFactory.call(name, arguments);
    }
    return NodeFactory.call(name, Arrays.asList(expressions.expression(), first));
  }
}
