package io.schemamedic.engine.source.liquibase;

import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of a change log as they stand in DDL: by default Liquibase quotes only what PostgreSQL
 * would not take otherwise, and names of mixed case.
 */
final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final boolean quoteAll;

  Names(boolean quoteAll) {
    this.quoteAll = quoteAll;
  }

  String sql(String name) {
    String trimmed = name.trim();
    if (trimmed.contains("${")) {
      // Not known: as it is, so that the reader of DDL sees it.
      return trimmed;
    }
    boolean plain = PLAIN.matcher(trimmed).matches();
    boolean mixed =
        !trimmed.equals(trimmed.toLowerCase(Locale.ROOT))
            && !trimmed.equals(trimmed.toUpperCase(Locale.ROOT));
    return plain && !mixed && !quoteAll
        ? Identifier.unquoted(trimmed).sql()
        : Identifier.of(trimmed).sql();
  }

  String sql(@Nullable String schemaName, String name) {
    return schemaName == null ? sql(name) : sql(schemaName) + "." + sql(name);
  }

  /** Names that are separated by commas. */
  String list(String names) {
    List<String> quoted = new ArrayList<>();
    for (String name : names.split(",")) {
      quoted.add(sql(name));
    }
    return String.join(", ", quoted);
  }
}
