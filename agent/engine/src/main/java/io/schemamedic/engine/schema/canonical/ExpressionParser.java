package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression by the precedences of PostgreSQL's grammar, loosest first. What it does not
 * know it refuses as a whole.
 */
final class ExpressionParser {
  private static final int MOST_NESTED = 200;
  private static final Set<String> COMPARISONS =
      new HashSet<>(Arrays.asList("=", "<", ">", "<=", ">=", "<>", "!="));
  private static final Set<String> ADDITIVE = new HashSet<>(Arrays.asList("+", "-"));
  private static final Set<String> MULTIPLICATIVE = new HashSet<>(Arrays.asList("*", "/", "%"));

  private final TokenCursor cursor;
  private final PrimaryParser primary;
  private int depth;

  private ExpressionParser(TokenCursor cursor, ColumnTypes types) {
    this.cursor = cursor;
    this.primary = new PrimaryParser(this, cursor, types);
  }

  static Node parse(List<SqlToken> tokens, ColumnTypes types) throws NotUnderstoodException {
    TokenCursor cursor = new TokenCursor(tokens);
    Node node = new ExpressionParser(cursor, types).expression();
    cursor.expectEnd();
    return node;
  }

  Node expression() throws NotUnderstoodException {
    if (++depth > MOST_NESTED) {
      throw TokenCursor.unexpected();
    }
    List<Node> parts = new ArrayList<>();
    do {
      parts.add(conjunction());
    } while (cursor.accept("or"));
    depth--;
    return NodeFactory.join(Kind.OR, parts);
  }

  private Node conjunction() throws NotUnderstoodException {
    List<Node> parts = new ArrayList<>();
    do {
      parts.add(negation());
    } while (cursor.accept("and"));
    return NodeFactory.join(Kind.AND, parts);
  }

  private Node negation() throws NotUnderstoodException {
    if (!cursor.accept("not")) {
      return test();
    }
    return Node.of(Kind.NOT, "", negation());
  }

  private Node test() throws NotUnderstoodException {
    Node node = comparison();
    while (true) {
      if (cursor.accept("isnull")) {
        node = Node.of(Kind.TEST, "null", node);
      } else if (cursor.accept("notnull")) {
        node = Node.of(Kind.TEST, "not null", node);
      } else if (cursor.accept("is")) {
        node = is(node, cursor.accept("not"));
      } else {
        return node;
      }
    }
  }

  private Node is(Node node, boolean negative) throws NotUnderstoodException {
    if (cursor.accept("distinct", "from")) {
      return NodeFactory.distinct(node, comparison(), negative);
    }
    for (String word : new String[] {"null", "true", "false", "unknown"}) {
      if (cursor.accept(word)) {
        return Node.of(Kind.TEST, negative ? "not " + word : word, node);
      }
    }
    throw TokenCursor.unexpected();
  }

  private Node comparison() throws NotUnderstoodException {
    Node left = predicate();
    String operator = operator(COMPARISONS);
    if (operator == null) {
      return left;
    }
    Node array = quantified(left, operator);
    return array == null ? NodeFactory.operator(operator, left, predicate()) : array;
  }

  /** BETWEEN, IN and LIKE. */
  private Node predicate() throws NotUnderstoodException {
    Node left = operand();
    while (true) {
      boolean negative = cursor.isWord("not") && isPredicate(1);
      if (!negative && !isPredicate(0)) {
        return left;
      }
      if (negative) {
        cursor.expect("not");
      }
      left = predicate(left, negative);
    }
  }

  private boolean isPredicate(int ahead) {
    return cursor.isWord(ahead, "between")
        || cursor.isWord(ahead, "in")
        || cursor.isWord(ahead, "like")
        || cursor.isWord(ahead, "ilike")
        || cursor.isWord(ahead, "similar");
  }

  private Node predicate(Node left, boolean negative) throws NotUnderstoodException {
    if (cursor.accept("between")) {
      boolean symmetric = cursor.accept("symmetric");
      Node low = operand();
      cursor.expect("and");
      Node high = operand();
      Node between = NodeFactory.between(left, low, high, negative);
      if (!symmetric) {
        return between;
      }
      return NodeFactory.join(
          negative ? Kind.AND : Kind.OR,
          Arrays.asList(between, NodeFactory.between(left, high, low, negative)));
    }
    if (cursor.accept("in")) {
      return NodeFactory.in(left, primary.parenthesizedList(), negative);
    }
    if (cursor.accept("similar", "to")) {
      Node pattern = operand();
      List<Node> arguments = new ArrayList<>(Collections.singletonList(pattern));
      if (cursor.accept("escape")) {
        arguments.add(operand());
      }
      return Node.of(
          Kind.OPERATOR,
          negative ? "!~" : "~",
          left,
          NodeFactory.call("similar_to_escape", arguments));
    }
    String operator = cursor.accept("ilike") ? "~~*" : like();
    Node pattern = operand();
    if (cursor.accept("escape")) {
      pattern = NodeFactory.call("like_escape", Arrays.asList(pattern, operand()));
    }
    return Node.of(Kind.OPERATOR, negative ? "!" + operator : operator, left, pattern);
  }

  private String like() throws NotUnderstoodException {
    cursor.expect("like");
    return "~~";
  }

  /** What stands on one side of a comparison. */
  Node operand() throws NotUnderstoodException {
    Node left = additive();
    while (true) {
      String operator = other();
      if (operator == null) {
        return left;
      }
      Node array = quantified(left, operator);
      left = array == null ? Node.of(Kind.OPERATOR, operator, left, additive()) : array;
    }
  }

  /** An operator that no other level of precedence has, passed over. */
  private @Nullable String other() throws NotUnderstoodException {
    SqlToken token = cursor.peek(0);
    if (token == null) {
      return null;
    }
    boolean questionMark = token.is(SqlToken.Kind.PARAMETER) && token.text().equals("?");
    boolean operator =
        token.is(SqlToken.Kind.OPERATOR)
            && !COMPARISONS.contains(token.text())
            && !ADDITIVE.contains(token.text())
            && !MULTIPLICATIVE.contains(token.text())
            && !token.text().equals("^")
            && !token.text().equals("::");
    if (!operator && !questionMark && !token.isWord("operator")) {
      return null;
    }
    return Tokens.operator(cursor);
  }

  /** ANY or ALL, if it comes next. */
  private @Nullable Node quantified(Node left, String operator) throws NotUnderstoodException {
    boolean all = cursor.isWord("all");
    if (!cursor.is(1, SqlToken.Kind.LEFT_PAREN) || (!all && !cursor.isAnyWord("any", "some"))) {
      return null;
    }
    cursor.next();
    List<Node> array = primary.parenthesizedList();
    if (array.size() != 1) {
      throw TokenCursor.unexpected();
    }
    return NodeFactory.ofArray(left, operator, all, array.get(0));
  }

  private Node additive() throws NotUnderstoodException {
    Node left = multiplicative();
    for (String next = operator(ADDITIVE); next != null; next = operator(ADDITIVE)) {
      left = Node.of(Kind.OPERATOR, next, left, multiplicative());
    }
    return left;
  }

  private Node multiplicative() throws NotUnderstoodException {
    Node left = power();
    for (String next = operator(MULTIPLICATIVE); next != null; next = operator(MULTIPLICATIVE)) {
      left = Node.of(Kind.OPERATOR, next, left, power());
    }
    return left;
  }

  private Node power() throws NotUnderstoodException {
    Node left = atTimeZone();
    while (cursor.acceptOperator("^")) {
      left = Node.of(Kind.OPERATOR, "^", left, atTimeZone());
    }
    return left;
  }

  private Node atTimeZone() throws NotUnderstoodException {
    Node node = collated();
    while (cursor.accept("at", "time", "zone")) {
      node = NodeFactory.call("timezone", Arrays.asList(collated(), node));
    }
    return node;
  }

  private Node collated() throws NotUnderstoodException {
    Node node = signed();
    while (cursor.accept("collate")) {
      node = Node.of(Kind.COLLATE, primary.lastName(), node);
    }
    return node;
  }

  private Node signed() throws NotUnderstoodException {
    if (cursor.acceptOperator("-")) {
      return NodeFactory.negated(signed());
    }
    if (cursor.acceptOperator("+")) {
      return Node.of(Kind.OPERATOR, "+", signed());
    }
    return primary.read();
  }

  private @Nullable String operator(Set<String> operators) throws NotUnderstoodException {
    SqlToken token = cursor.peek(0);
    if (token == null || !token.is(SqlToken.Kind.OPERATOR) || !operators.contains(token.text())) {
      return null;
    }
    return cursor.next().text();
  }
}
