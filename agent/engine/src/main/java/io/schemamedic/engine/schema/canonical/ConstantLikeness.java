package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether two constants are the same value. A string gets its type from where it stands, and from
 * then on is shown as that type writes its values.
 */
final class ConstantLikeness {
  private final ColumnTypes types;

  ConstantLikeness(ColumnTypes types) {
    this.types = types;
  }

  static boolean isConstant(Node node) {
    return node.is(Kind.STRING)
        || node.is(Kind.NUMBER)
        || node.is(Kind.BOOLEAN)
        || node.is(Kind.NULL);
  }

  Likeness of(Node wanted, Node found) {
    if (wanted.is(Kind.STRING) && found.is(Kind.STRING)) {
      return ofStrings(wanted, found);
    }
    if (wanted.is(Kind.STRING) && wanted.type() == null && found.is(Kind.BOOLEAN)) {
      Boolean value = BooleanWord.of(wanted.text());
      return value == null
          ? Likeness.UNSURE
          : Likeness.ofEquality(value.toString().equals(found.text()));
    }
    if (wanted.is(Kind.STRING) && found.is(Kind.NUMBER)) {
      boolean numeral = wanted.type() == null && NodeTypes.isNumeral(wanted.text());
      return numeral ? ofNumbers(wanted, found) : Likeness.UNSURE;
    }
    if (found.is(Kind.STRING)) {
      CanonicalType type = found.type();
      boolean string = type != null && NodeTypes.isString(type);
      return string ? Likeness.DIFFERENT : Likeness.UNSURE;
    }
    if (wanted.is(Kind.NUMBER) && found.is(Kind.NUMBER)) {
      return ofNumbers(wanted, found);
    }
    return Likeness.ofEquality(wanted.kind() == found.kind() && wanted.text().equals(found.text()));
  }

  private static Likeness ofNumbers(Node wanted, Node found) {
    if (!NodeTypes.areEqualNumbers(wanted.text(), found.text())) {
      return Likeness.DIFFERENT;
    }
    CanonicalType given = wanted.type();
    CanonicalType type = NodeTypes.of(found);
    boolean asGiven = given == null || (type != null && given.isSameAs(type));
    return asGiven ? Likeness.EQUAL : Likeness.UNSURE;
  }

  private Likeness ofStrings(Node wanted, Node found) {
    CanonicalType given = wanted.type();
    CanonicalType type = found.type();
    if (type == null) {
      type = given;
    }
    if (given != null && type != null && !isSame(given, type)) {
      return Likeness.UNSURE;
    }
    if (given == null && type != null && type.hasModifiers()) {
      // Cut to a length that was not asked for.
      return Likeness.UNSURE;
    }
    if (type != null && type.name().equals("regclass")) {
      return ofRelations(wanted.text(), found.text());
    }
    if (wanted.text().equals(found.text())) {
      return Likeness.EQUAL;
    }
    if (type == null) {
      return Likeness.UNSURE;
    }
    return types.isEnum(type)
        ? Likeness.DIFFERENT
        : ValueText.likeness(type, wanted.text(), found.text());
  }

  private static boolean isSame(CanonicalType given, CanonicalType type) {
    boolean strings =
        NodeTypes.isString(given)
            && NodeTypes.isString(type)
            && !given.hasModifiers()
            && !type.hasModifiers();
    return strings || given.isSameAs(type);
  }

  /** A name without a schema is looked for where the table is. */
  private Likeness ofRelations(String wanted, String found) {
    List<SqlToken> first = SqlLexer.tokenize(wanted);
    List<SqlToken> second = SqlLexer.tokenize(found);
    if (first.isEmpty() || second.isEmpty()) {
      return Likeness.UNSURE;
    }
    Identifier name = first.get(first.size() - 1).identifier();
    if (name == null || !name.equals(second.get(second.size() - 1).identifier())) {
      return Likeness.DIFFERENT;
    }
    Identifier schema = schemaOf(first);
    Identifier other = schemaOf(second);
    if (schema != null && other != null) {
      return Likeness.ofEquality(schema.equals(other));
    }
    Identifier known = schema == null ? other : schema;
    boolean usual =
        known == null || known.equals(types.table().schemaName()) || known.value().equals("public");
    return usual ? Likeness.EQUAL : Likeness.UNSURE;
  }

  private static @Nullable Identifier schemaOf(List<SqlToken> name) {
    return name.size() > 2 ? name.get(0).identifier() : null;
  }
}
