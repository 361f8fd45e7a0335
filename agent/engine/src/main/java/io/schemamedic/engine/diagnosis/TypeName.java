package io.schemamedic.engine.diagnosis;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Compares types as people write them with types as {@code format_type} writes them, without
 * lengths, collations and schemas. What is not known to be equal is not equal.
 */
final class TypeName {
  private static final Map<String, String> ALIASES = aliases();

  private TypeName() {}

  static boolean areEqual(String declared, String live) {
    return normal(declared).equals(normal(live));
  }

  private static String normal(String type) {
    String text = type.replaceFirst("(?i) +collate .*", "").replaceAll("\\([^)]*\\)", "").trim();
    String element = text.replaceFirst("(\\[\\d*\\])+$", "");
    String name =
        element
            .substring(element.lastIndexOf('.') + 1)
            .toLowerCase(Locale.ROOT)
            .replace("\"", "")
            .replaceAll("\\s+", " ")
            .trim();
    return ALIASES.getOrDefault(name, name) + (element.length() < text.length() ? "[]" : "");
  }

  private static Map<String, String> aliases() {
    Map<String, String> names = new HashMap<>();
    names.put("int", "integer");
    names.put("int4", "integer");
    names.put("int2", "smallint");
    names.put("int8", "bigint");
    names.put("bool", "boolean");
    names.put("dec", "numeric");
    names.put("decimal", "numeric");
    names.put("float4", "real");
    names.put("float", "double precision");
    names.put("float8", "double precision");
    names.put("varchar", "character varying");
    names.put("char varying", "character varying");
    names.put("char", "character");
    names.put("bpchar", "character");
    names.put("varbit", "bit varying");
    names.put("time", "time without time zone");
    names.put("timetz", "time with time zone");
    names.put("timestamp", "timestamp without time zone");
    names.put("timestamptz", "timestamp with time zone");
    return Collections.unmodifiableMap(names);
  }
}
