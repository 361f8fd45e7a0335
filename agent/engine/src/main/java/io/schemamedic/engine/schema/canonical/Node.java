package io.schemamedic.engine.schema.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression, in a form in which different spellings are one. Immutable. */
final class Node {
  enum Kind {
    /** The text is the name. */
    COLUMN,
    /** The text is the content; the type is absent until something gives it one. */
    STRING,
    /** The text is the number with its sign; the type is absent unless the number was a string. */
    NUMBER,
    BOOLEAN,
    NULL,
    /** The text is the function's name, with its schema behind it if that was written. */
    CALL,
    /** With one operand or two. */
    OPERATOR,
    /** To the type. */
    CAST,
    AND,
    OR,
    NOT,
    /** The text is what follows IS. */
    TEST,
    /** The text says which children there are. */
    CASE,
    ARRAY,
    ROW,
    SUBSCRIPT,
    COLLATE
  }

  private final Kind kind;
  private final String text;
  private final @Nullable CanonicalType type;
  private final List<Node> children;

  private Node(Kind kind, String text, @Nullable CanonicalType type, List<Node> children) {
    this.kind = kind;
    this.text = text;
    this.type = type;
    this.children = Collections.unmodifiableList(new ArrayList<>(children));
  }

  static Node leaf(Kind kind, String text, @Nullable CanonicalType type) {
    return new Node(kind, text, type, Collections.<Node>emptyList());
  }

  static Node of(Kind kind, String text, List<Node> children) {
    return new Node(kind, text, null, children);
  }

  static Node of(Kind kind, String text, Node... children) {
    return new Node(kind, text, null, Arrays.asList(children));
  }

  /** What gives it that type, whatever is needed for that. */
  static Node cast(Node value, CanonicalType type) {
    return new Node(Kind.CAST, "", type, Collections.singletonList(value));
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  String text() {
    return text;
  }

  /** Of columns, casts and constants that have one; for all others see {@link NodeTypes}. */
  @Nullable CanonicalType type() {
    return type;
  }

  List<Node> children() {
    return children;
  }

  Node child(int index) {
    return children.get(index);
  }

  /** For a debugger. */
  @Override
  public String toString() {
    return kind + " " + text + (type == null ? "" : " :: " + type) + children;
  }
}
