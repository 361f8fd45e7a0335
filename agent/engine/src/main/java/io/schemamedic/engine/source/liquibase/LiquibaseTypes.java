package io.schemamedic.engine.source.liquibase;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What Liquibase makes of its names for types on PostgreSQL. */
final class LiquibaseTypes {
  private static final Map<String, String> NAMES = names();

  private LiquibaseTypes() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    names.put("nvarchar", "varchar");
    names.put("varchar2", "varchar");
    names.put("nvarchar2", "varchar");
    names.put("nchar", "char");
    names.put("clob", "text");
    names.put("nclob", "text");
    names.put("longtext", "text");
    names.put("mediumtext", "text");
    names.put("tinytext", "text");
    names.put("ntext", "text");
    names.put("longvarchar", "text");
    names.put("longnvarchar", "text");
    names.put("blob", "oid");
    names.put("longblob", "bytea");
    names.put("tinyblob", "bytea");
    names.put("mediumblob", "bytea");
    names.put("longvarbinary", "bytea");
    names.put("varbinary", "bytea");
    names.put("binary", "bytea");
    names.put("image", "bytea");
    names.put("tinyint", "smallint");
    names.put("number", "numeric");
    names.put("double", "double precision");
    names.put("datetime", "timestamp without time zone");
    names.put("datetime2", "timestamp without time zone");
    names.put("smalldatetime", "timestamp without time zone");
    names.put("timestamp", "timestamp without time zone");
    names.put("time", "time without time zone");
    names.put("uniqueidentifier", "uuid");
    names.put("currency", "decimal");
    names.put("money", "decimal");
    return Collections.unmodifiableMap(names);
  }

  /** The type as it stands in the DDL. */
  static String sql(String type) {
    String trimmed = type.trim();
    String prefix = "java.sql.types.";
    if (trimmed.toLowerCase(Locale.ROOT).startsWith(prefix)) {
      trimmed = trimmed.substring(prefix.length());
    }
    int open = trimmed.indexOf('(');
    int close = trimmed.indexOf(')', Math.max(open, 0));
    String base = (open < 0 ? trimmed : trimmed.substring(0, open)).trim().toLowerCase(Locale.ROOT);
    String name = NAMES.get(base);
    if (name == null) {
      return trimmed;
    }
    if (open < 0 || close < 0 || !takesParameters(name)) {
      return name;
    }
    String parameters = trimmed.substring(open, close + 1);
    int zone = name.indexOf(" without");
    String rest = trimmed.substring(close + 1);
    return zone < 0
        ? name + parameters + rest
        : name.substring(0, zone)
            + parameters
            + (rest.trim().isEmpty() ? name.substring(zone) : rest);
  }

  private static boolean takesParameters(String name) {
    return name.startsWith("varchar")
        || name.startsWith("char")
        || name.startsWith("numeric")
        || name.startsWith("decimal")
        || name.startsWith("time");
  }
}
