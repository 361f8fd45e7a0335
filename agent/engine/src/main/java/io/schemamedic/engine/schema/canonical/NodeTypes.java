package io.schemamedic.engine.schema.canonical;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What type a part of an expression has, as far as it can be told, and which follow from which. */
final class NodeTypes {
  private static final Set<String> STRINGS =
      new HashSet<>(Arrays.asList("text", "character varying", "character", "bpchar", "name"));

  /** Each is cast implicitly to those behind it. */
  private static final List<String> NUMBERS =
      Arrays.asList("smallint", "integer", "bigint", "numeric", "real", "double precision");

  private static final List<String> TIMES =
      Arrays.asList("date", "timestamp without time zone", "timestamp with time zone");

  private static final Map<String, String> RESULTS = results();

  private NodeTypes() {}

  static boolean isString(CanonicalType type) {
    return !type.isArray() && STRINGS.contains(type.name());
  }

  static boolean isNumber(CanonicalType type) {
    return !type.isArray() && NUMBERS.contains(type.name());
  }

  /** Absent if it cannot be told. */
  static @Nullable CanonicalType of(Node node) {
    switch (node.kind()) {
      case COLUMN:
      case STRING:
      case CAST:
        return node.type();
      case NUMBER:
        CanonicalType type = node.type();
        return type == null ? CanonicalType.of(numberType(node.text())) : type;
      case BOOLEAN:
      case AND:
      case OR:
      case NOT:
      case TEST:
        return CanonicalType.of("boolean");
      case CALL:
        String result = RESULTS.get(node.text());
        return result == null ? null : CanonicalType.of(result);
      case OPERATOR:
        return node.text().equals("||") ? null : operatorType(node);
      default:
        return null;
    }
  }

  private static @Nullable CanonicalType operatorType(Node node) {
    if (node.text().equals("->>") || node.text().equals("#>>")) {
      return CanonicalType.of("text");
    }
    boolean arithmetic = "+-*/%".contains(node.text());
    CanonicalType first = of(node.child(0));
    CanonicalType second = of(node.child(node.children().size() - 1));
    if (!arithmetic || first == null || second == null) {
      return null;
    }
    boolean numbers = isNumber(first) && isNumber(second);
    int widest = Math.max(NUMBERS.indexOf(first.name()), NUMBERS.indexOf(second.name()));
    return numbers ? CanonicalType.of(NUMBERS.get(widest)) : null;
  }

  /** The type that a number has by itself. */
  private static String numberType(String number) {
    try {
      long value = Long.parseLong(number);
      return value == (int) value ? "integer" : "bigint";
    } catch (NumberFormatException e) {
      return "numeric";
    }
  }

  /** Whether PostgreSQL puts in such a cast where nobody has written it. */
  static boolean isImplicit(@Nullable CanonicalType from, CanonicalType to) {
    if (from == null || to.hasModifiers() || from.isArray() != to.isArray()) {
      return false;
    }
    if (STRINGS.contains(from.name()) && STRINGS.contains(to.name())) {
      return true;
    }
    return follows(NUMBERS, from.name(), to.name()) || follows(TIMES, from.name(), to.name());
  }

  private static boolean follows(List<String> types, String from, String to) {
    int index = types.indexOf(from);
    return index >= 0 && types.indexOf(to) >= index;
  }

  /** The same value if the text stands for the same number. */
  static boolean areEqualNumbers(String first, String second) {
    try {
      return new BigDecimal(first).compareTo(new BigDecimal(second)) == 0;
    } catch (NumberFormatException e) {
      return first.equals(second);
    }
  }

  static boolean isNumeral(String text) {
    try {
      new BigDecimal(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Map<String, String> results() {
    Map<String, String> results = new HashMap<>();
    for (String function :
        ("lower upper initcap btrim ltrim rtrim replace concat concat_ws md5 lpad rpad left right"
                + " repeat reverse to_char translate split_part regexp_replace format quote_literal"
                + " quote_ident")
            .split(" ")) {
      results.put(function, "text");
    }
    for (String function :
        ("length char_length character_length octet_length bit_length array_length array_ndims"
                + " cardinality jsonb_array_length json_array_length num_nulls num_nonnulls ascii"
                + " strpos position")
            .split(" ")) {
      results.put(function, "integer");
    }
    results.put("now", "timestamp with time zone");
    results.put("statement_timestamp", "timestamp with time zone");
    results.put("clock_timestamp", "timestamp with time zone");
    results.put("localtimestamp", "timestamp without time zone");
    results.put("current_date", "date");
    results.put("random", "double precision");
    results.put("nextval", "bigint");
    results.put("gen_random_uuid", "uuid");
    results.put("jsonb_typeof", "text");
    results.put("json_typeof", "text");
    return results;
  }
}
