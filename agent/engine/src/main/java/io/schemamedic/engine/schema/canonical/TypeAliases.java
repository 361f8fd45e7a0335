package io.schemamedic.engine.schema.canonical;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The server's types under the names that {@code format_type} gives them. */
final class TypeAliases {
  private static final Map<String, String> ALIASES = aliases();
  private static final Set<String> OTHERS =
      new HashSet<>(
          Arrays.asList(
              ("text json jsonb uuid date bytea interval money inet cidr macaddr macaddr8 point line"
                      + " lseg box path polygon circle tsvector tsquery xml oid name regclass"
                      + " int4range int8range numrange tsrange tstzrange daterange int4multirange"
                      + " int8multirange nummultirange tsmultirange tstzmultirange datemultirange"
                      + " jsonpath pg_lsn xid xid8 cid tid bpchar")
                  .split(" ")));

  private TypeAliases() {}

  /** The name itself if it has no other. */
  static String of(String written) {
    return ALIASES.getOrDefault(written, written);
  }

  static boolean isKnown(String canonicalName) {
    return ALIASES.containsValue(canonicalName)
        || OTHERS.contains(canonicalName)
        || canonicalName.startsWith("interval ");
  }

  private static Map<String, String> aliases() {
    Map<String, String> names = new HashMap<>();
    put(names, "integer", "int int4 integer");
    put(names, "smallint", "int2 smallint");
    put(names, "bigint", "int8 bigint");
    put(names, "boolean", "bool boolean");
    put(names, "numeric", "dec decimal numeric");
    put(names, "real", "float4 real");
    put(names, "double precision", "float8 float");
    names.put("double precision", "double precision");
    put(names, "character varying", "varchar");
    for (String text : new String[] {"character", "char", "national character", "national char"}) {
      names.put(text, "character");
      names.put(text + " varying", "character varying");
    }
    names.put("nchar varying", "character varying");
    names.put("nchar", "character");
    names.put("bpchar", "character");
    names.put("bit", "bit");
    names.put("bit varying", "bit varying");
    names.put("varbit", "bit varying");
    for (String time : new String[] {"time", "timestamp"}) {
      names.put(time, time + " without time zone");
      names.put(time + " without time zone", time + " without time zone");
      names.put(time + "tz", time + " with time zone");
      names.put(time + " with time zone", time + " with time zone");
    }
    return Collections.unmodifiableMap(names);
  }

  private static void put(Map<String, String> names, String canonical, String aliases) {
    for (String alias : aliases.split(" ")) {
      names.put(alias, canonical);
    }
  }
}
