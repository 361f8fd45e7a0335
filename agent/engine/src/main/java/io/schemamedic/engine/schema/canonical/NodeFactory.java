package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes nodes of what is written; what PostgreSQL turns into something else is turned here. */
final class NodeFactory {
  private static final List<String> COMPARISONS = Arrays.asList("=", "<>", "<", "<=", ">", ">=");

  private NodeFactory() {}

  /** A cast that does nothing is none. */
  static Node cast(Node value, CanonicalType type) {
    if (value.is(Kind.ARRAY) && type.isArray() && !value.children().isEmpty()) {
      List<Node> elements = new ArrayList<>();
      for (Node element : value.children()) {
        elements.add(cast(element, type.element()));
      }
      return Node.of(Kind.ARRAY, "", elements);
    }
    CanonicalType from = NodeTypes.of(value);
    if (value.is(Kind.STRING) && !type.isArray()) {
      Node constant = constant(value.text(), from, type);
      if (constant != null) {
        return constant;
      }
    }
    if (value.is(Kind.STRING) && (from == null || isWithModifiers(from, type))) {
      return Node.leaf(Kind.STRING, value.text(), type);
    }
    boolean same = from != null && !type.hasModifiers() && from.withoutModifiers().isSameAs(type);
    return same ? value : Node.cast(value, type);
  }

  /** The value of a string that becomes that type; absent if it stays a string. */
  private static @Nullable Node constant(
      String text, @Nullable CanonicalType from, CanonicalType type) {
    boolean untyped = from == null;
    if (untyped && NodeTypes.isNumber(type) && NodeTypes.isNumeral(text)) {
      Node number = Node.leaf(Kind.NUMBER, text, type.withoutModifiers());
      return cast(number, type);
    }
    if (untyped && type.name().equals("boolean")) {
      Boolean value = BooleanWord.of(text);
      return value == null ? null : Node.leaf(Kind.BOOLEAN, value.toString(), null);
    }
    if (from != null
        && NodeTypes.isString(from)
        && NodeTypes.isString(type)
        && !type.hasModifiers()
        && !from.hasModifiers()) {
      return Node.leaf(Kind.STRING, text, type);
    }
    return null;
  }

  /** Whether a constant is only given its length. */
  private static boolean isWithModifiers(CanonicalType from, CanonicalType type) {
    return !from.hasModifiers() && type.hasModifiers() && from.isSameAs(type.withoutModifiers());
  }

  static Node negated(Node value) {
    if (value.is(Kind.NUMBER)) {
      String number = value.text();
      return Node.leaf(
          Kind.NUMBER, number.startsWith("-") ? number.substring(1) : "-" + number, value.type());
    }
    CanonicalType type = value.type();
    if (value.is(Kind.CAST) && type != null && value.child(0).is(Kind.NUMBER)) {
      return Node.cast(negated(value.child(0)), type);
    }
    return Node.of(Kind.OPERATOR, "-", value);
  }

  static Node operator(String operator, Node left, Node right) {
    String name = operator.equals("!=") ? "<>" : operator;
    boolean rows = left.is(Kind.ROW) && right.is(Kind.ROW);
    if (rows && (name.equals("=") || name.equals("<>"))) {
      List<Node> parts = new ArrayList<>();
      int size = Math.min(left.children().size(), right.children().size());
      for (int i = 0; i < size; i++) {
        parts.add(operator(name, left.child(i), right.child(i)));
      }
      return join(name.equals("=") ? Kind.AND : Kind.OR, parts);
    }
    return Node.of(Kind.OPERATOR, name, left, right);
  }

  /** AND and OR of parts that are themselves no such. */
  static Node join(Kind kind, List<Node> parts) {
    List<Node> flat = new ArrayList<>();
    for (Node part : parts) {
      if (part.is(kind)) {
        flat.addAll(part.children());
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.get(0) : Node.of(kind, "", flat);
  }

  /** IN and NOT IN. */
  static Node in(Node value, List<Node> list, boolean negative) {
    List<Node> parts = new ArrayList<>();
    for (Node each : list) {
      parts.add(operator(negative ? "<>" : "=", value, each));
    }
    return join(negative ? Kind.AND : Kind.OR, parts);
  }

  /** ANY and ALL of an array; of a list of values it is as many comparisons. */
  static Node ofArray(Node value, String operator, boolean all, Node array) {
    List<Node> elements = elements(array);
    String name = operator.equals("!=") ? "<>" : operator;
    if (elements.isEmpty() || !COMPARISONS.contains(name)) {
      return Node.of(Kind.OPERATOR, name + (all ? " all" : " any"), value, array);
    }
    List<Node> parts = new ArrayList<>();
    for (Node element : elements) {
      parts.add(operator(name, value, element));
    }
    return join(all ? Kind.AND : Kind.OR, parts);
  }

  /** Empty if they cannot be told. */
  private static List<Node> elements(Node array) {
    if (array.is(Kind.ARRAY)) {
      return array.children();
    }
    CanonicalType type = array.type();
    if (!array.is(Kind.STRING) || !array.text().matches("\\{[\\w ,.-]+\\}")) {
      return Collections.emptyList();
    }
    List<Node> elements = new ArrayList<>();
    for (String element : array.text().substring(1, array.text().length() - 1).split(",")) {
      if (element.trim().equalsIgnoreCase("null")) {
        return Collections.emptyList();
      }
      Node constant = Node.leaf(Kind.STRING, element.trim(), null);
      elements.add(type == null ? constant : cast(constant, type.element()));
    }
    return elements;
  }

  static Node between(Node value, Node low, Node high, boolean negative) {
    return join(
        negative ? Kind.OR : Kind.AND,
        Arrays.asList(
            operator(negative ? "<" : ">=", value, low),
            operator(negative ? ">" : "<=", value, high)));
  }

  static Node distinct(Node left, Node right, boolean negative) {
    if (left.is(Kind.NULL) || right.is(Kind.NULL)) {
      return Node.of(Kind.TEST, negative ? "null" : "not null", left.is(Kind.NULL) ? right : left);
    }
    Node distinct = Node.of(Kind.OPERATOR, "is distinct from", left, right);
    return negative ? Node.of(Kind.NOT, "", distinct) : distinct;
  }

  /** A call, under the name of the function that does it. */
  static Node call(String function, List<Node> arguments) {
    return Node.of(
        Kind.CALL, function.equals("transaction_timestamp") ? "now" : function, arguments);
  }
}
