package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type with its modifiers, in the spelling of {@code format_type}. Immutable. */
final class CanonicalType {
  /** What times have as well if none is given; Hibernate always gives it. */
  private static final List<String> MICROSECONDS = Collections.singletonList("6");

  private final @Nullable Identifier schemaName;
  private final String name;
  private final String modifiers;
  private final boolean array;
  private final String collation;

  private CanonicalType(
      @Nullable Identifier schemaName,
      String name,
      String modifiers,
      boolean array,
      String collation) {
    this.schemaName = schemaName;
    this.name = name;
    this.modifiers = modifiers;
    this.array = array;
    this.collation = collation;
  }

  /** A type as it is declared, perhaps with a collation. */
  static CanonicalType of(String typeSql) {
    return of(SqlLexer.tokenize(typeSql));
  }

  static CanonicalType of(List<SqlToken> tokens) {
    int end = 0;
    while (end < tokens.size() && !tokens.get(end).isWord("collate")) {
      end++;
    }
    String collation = collation(tokens.subList(Math.min(end + 1, tokens.size()), tokens.size()));
    Identifier schemaName = null;
    int start = 0;
    if (end > 2 && tokens.get(1).is(Kind.DOT)) {
      schemaName = tokens.get(0).identifier();
      start = 2;
    }
    boolean ofServer = schemaName != null && schemaName.value().equals("pg_catalog");
    SqlToken first = tokens.isEmpty() ? null : tokens.get(start);
    boolean userType =
        (schemaName != null && !ofServer) || (first != null && first.is(Kind.QUOTED_IDENTIFIER));
    StringBuilder words = new StringBuilder();
    List<String> modifiers = new ArrayList<>();
    boolean array = false;
    boolean inside = false;
    for (SqlToken token : tokens.subList(start, end)) {
      if (token.is(Kind.LEFT_BRACKET) || (token.isWord("array") && words.length() > 0)) {
        array = true;
      } else if (token.is(Kind.LEFT_PAREN) || token.is(Kind.RIGHT_PAREN)) {
        inside = token.is(Kind.LEFT_PAREN);
      } else if (inside && !token.is(Kind.COMMA)) {
        modifiers.add(token.foldedText());
      } else if (!array && !inside) {
        words.append(words.length() == 0 ? "" : " ").append(word(token));
      }
    }
    String name = words.toString();
    if (!userType && name.startsWith("_")) {
      array = true;
      name = name.substring(1);
    }
    if (!userType) {
      return ofServer(name, modifiers, array, collation);
    }
    // In quotes it is the type's own name, which for "char" is not what it is without them.
    boolean own = (schemaName == null || ofServer) && !name.equals("char");
    return new CanonicalType(
        ofServer ? null : schemaName,
        own ? TypeAliases.of(name) : name,
        String.join(",", modifiers),
        array,
        collation);
  }

  private static CanonicalType ofServer(
      String written, List<String> modifiers, boolean array, String collation) {
    List<String> normal = new ArrayList<>(modifiers);
    String name = TypeAliases.of(written);
    boolean one = written.equals("character") || written.equals("char") || written.equals("bit");
    if (modifiers.isEmpty() && (one || written.equals("nchar"))) {
      normal.add("1");
    } else if (name.equals("numeric") && modifiers.size() == 1) {
      normal.add("0");
    } else if (written.equals("float") && modifiers.size() == 1) {
      name =
          modifiers.get(0).length() == 1 || modifiers.get(0).compareTo("24") <= 0 ? "real" : name;
      normal = Collections.emptyList();
    } else if (written.equals("bpchar") && modifiers.isEmpty()) {
      name = "bpchar";
    } else if (modifiers.equals(MICROSECONDS) && isOfTime(name)) {
      normal = Collections.emptyList();
    }
    return new CanonicalType(null, name, String.join(",", normal), array, collation);
  }

  private static boolean isOfTime(String name) {
    return name.startsWith("time ") || name.startsWith("timestamp ") || name.equals("interval");
  }

  private static String word(SqlToken token) {
    Identifier identifier = token.identifier();
    return identifier == null ? token.foldedText() : identifier.value();
  }

  private static String collation(List<SqlToken> tokens) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      boolean ofServer = tokens.get(i).isWord("pg_catalog") && i + 1 < tokens.size() && i == 0;
      if (ofServer) {
        i++;
      } else {
        name.append(word(tokens.get(i)));
      }
    }
    return name.toString().equals("default") ? "" : name.toString();
  }

  /** Collations included. */
  Likeness likeness(CanonicalType found) {
    return withoutCollation(found).and(Likeness.ofEquality(collation.equals(found.collation)));
  }

  Likeness withoutCollation(CanonicalType found) {
    if (!name.equals(found.name) || array != found.array) {
      return Likeness.DIFFERENT;
    }
    if (schemaName != null && found.schemaName != null && !schemaName.equals(found.schemaName)) {
      return Likeness.DIFFERENT;
    }
    if (modifiers.equals(found.modifiers)) {
      return Likeness.EQUAL;
    }
    // What the modifiers of a type from elsewhere mean is only known to that type.
    return TypeAliases.isKnown(name) ? Likeness.DIFFERENT : Likeness.UNSURE;
  }

  CanonicalType withoutModifiers() {
    return new CanonicalType(schemaName, name, "", array, collation);
  }

  /** Without regard to collations. */
  boolean isSameAs(CanonicalType other) {
    return withoutCollation(other) == Likeness.EQUAL;
  }

  /** Without schema, modifiers and array. */
  String name() {
    return name;
  }

  boolean isArray() {
    return array;
  }

  boolean hasModifiers() {
    return !modifiers.isEmpty();
  }

  /** Empty for the default of the type. */
  String collation() {
    return collation;
  }

  /** The type of the elements of an array, without modifiers. */
  CanonicalType element() {
    return new CanonicalType(schemaName, name, "", false, collation);
  }

  /** For people. */
  @Override
  public String toString() {
    return (schemaName == null ? "" : schemaName.sql() + ".")
        + name
        + (modifiers.isEmpty() ? "" : "(" + modifiers + ")")
        + (array ? "[]" : "")
        + (collation.isEmpty() ? "" : " COLLATE " + collation);
  }
}
