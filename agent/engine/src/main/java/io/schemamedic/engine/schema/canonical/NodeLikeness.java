package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether PostgreSQL would have made the one expression of the other. The one that was found may
 * have casts which nobody has written; the wanted one has none that PostgreSQL would drop.
 */
final class NodeLikeness {
  /** Functions that PostgreSQL has shown under other names, or calls where none is written. */
  private static final Set<String> REWRITTEN =
      new HashSet<>(
          Arrays.asList(
              ("extract date_part similar_escape similar_to_escape substring substr position strpos"
                      + " overlay like_escape timezone normalize char_length character_length"
                      + " current_time localtime current_timestamp localtimestamp current_date")
                  .split(" ")));

  private final ConstantLikeness constants;

  NodeLikeness(ColumnTypes types) {
    this.constants = new ConstantLikeness(types);
  }

  Likeness of(Node wanted, Node found) {
    if (wanted.is(Kind.CAST) && found.is(Kind.CAST) && areOfSameType(wanted, found)) {
      return of(wanted.child(0), found.child(0));
    }
    if (found.is(Kind.CAST)) {
      return behindCast(wanted, found);
    }
    if (wanted.is(Kind.CAST)) {
      return unlessDifferent(of(wanted.child(0), found));
    }
    if (ConstantLikeness.isConstant(wanted) && ConstantLikeness.isConstant(found)) {
      return constants.of(wanted, found);
    }
    if (wanted.kind() != found.kind()) {
      return isRewritten(wanted) || isRewritten(found) ? Likeness.UNSURE : Likeness.DIFFERENT;
    }
    if (wanted.is(Kind.AND) || wanted.is(Kind.OR)) {
      return inAnyOrder(wanted.children(), found.children());
    }
    if (!areNamedAlike(wanted, found) || wanted.children().size() != found.children().size()) {
      return isRewritten(wanted) || isRewritten(found) ? Likeness.UNSURE : Likeness.DIFFERENT;
    }
    Likeness likeness = Likeness.EQUAL;
    for (int i = 0; i < wanted.children().size(); i++) {
      likeness = likeness.and(of(wanted.child(i), found.child(i)));
    }
    return likeness;
  }

  private static boolean areOfSameType(Node wanted, Node found) {
    CanonicalType first = wanted.type();
    CanonicalType second = found.type();
    return first != null && second != null && first.isSameAs(second);
  }

  private Likeness behindCast(Node wanted, Node cast) {
    Likeness inner = of(wanted, cast.child(0));
    CanonicalType type = cast.type();
    // NULL is of the type that is needed.
    boolean implicit =
        cast.child(0).is(Kind.NULL)
            || (type != null && NodeTypes.isImplicit(NodeTypes.of(cast.child(0)), type));
    return implicit ? inner : unlessDifferent(inner);
  }

  private static Likeness unlessDifferent(Likeness inner) {
    return inner == Likeness.DIFFERENT ? inner : Likeness.UNSURE;
  }

  /** A function without a schema is found in whatever schema it is. */
  private static boolean areNamedAlike(Node wanted, Node found) {
    if (wanted.text().equals(found.text())) {
      return true;
    }
    return wanted.is(Kind.CALL)
        && (wanted.text().startsWith(found.text() + CallParser.SCHEMA)
            || found.text().startsWith(wanted.text() + CallParser.SCHEMA));
  }

  private static boolean isRewritten(Node node) {
    return node.is(Kind.ROW) || (node.is(Kind.CALL) && REWRITTEN.contains(node.text()));
  }

  private Likeness inAnyOrder(List<Node> wanted, List<Node> found) {
    if (wanted.size() != found.size()) {
      return Likeness.DIFFERENT;
    }
    List<Node> rest = new ArrayList<>(found);
    Likeness likeness = Likeness.EQUAL;
    for (Node each : wanted) {
      likeness = likeness.and(matched(each, rest));
    }
    return likeness;
  }

  /** Takes what is equal out of the rest; what could be stays, as it could be for others. */
  private Likeness matched(Node wanted, List<Node> rest) {
    Likeness best = Likeness.DIFFERENT;
    for (Node other : rest) {
      Likeness likeness = of(wanted, other);
      if (likeness == Likeness.EQUAL) {
        rest.remove(other);
        return likeness;
      }
      best = likeness == Likeness.UNSURE ? likeness : best;
    }
    return best;
  }
}
