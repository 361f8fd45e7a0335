package io.schemamedic.dist.once;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The declared tables, by what may happen to them. */
final class Tables {
  /** Lose columns, and never rows. */
  static final List<String> WIDE = numbered("wide_", 10);

  /** Vanish as a whole, once their rows are kept elsewhere. */
  static final List<String> FRESH = numbered("fresh_", 6);

  /** Vanish together, or the child alone. */
  static final String PARENT = "family_parent";

  static final String CHILD = "family_child";

  /** Has a row for each caller, which is updated; loses columns. */
  static final String UPDATED = "counted_updates";

  /** Has a row for each caller, once it was inserted or updated; loses columns. */
  static final String UPSERTED = "counted_upserts";

  /** Nothing ever happens to it. */
  static final String STEADY = "steady";

  /** The columns that may vanish, with their types. */
  static final List<String> COLUMNS = List.of("note text", "amount integer DEFAULT 7");

  private static final String KEYS =
      "row_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, caller integer NOT NULL,"
          + " seq bigint NOT NULL, entry integer NOT NULL, way text NOT NULL";

  private static final String COUNTER = "caller integer PRIMARY KEY, times bigint NOT NULL, ";

  private Tables() {}

  /** Those that hold a row for each that was stored. */
  static List<String> ofRows() {
    List<String> tables = new ArrayList<>(WIDE);
    tables.addAll(FRESH);
    tables.addAll(List.of(PARENT, CHILD, STEADY));
    return tables;
  }

  /** Those that lose columns. */
  static List<String> losingColumns() {
    List<String> tables = new ArrayList<>(WIDE);
    tables.addAll(List.of(UPDATED, UPSERTED));
    return tables;
  }

  static List<String> losingThemselves() {
    List<String> tables = new ArrayList<>(FRESH);
    tables.addAll(List.of(PARENT, CHILD));
    return tables;
  }

  /**
   * The script that the owner declares. Not one key is unique, so that what is done twice shows.
   */
  static String script() {
    String columns = String.join(", ", COLUMNS);
    StringBuilder script = new StringBuilder();
    WIDE.forEach(table -> script.append(create(table, KEYS + ", " + columns)));
    for (String table : FRESH) {
      script.append(create(table, KEYS + ", " + columns));
      script.append("CREATE INDEX " + table + "_by_call ON " + table + " (caller, seq);\n");
    }
    script.append(create(PARENT, KEYS + ", " + columns));
    script.append(
        create(CHILD, KEYS + ", parent_row bigint NOT NULL REFERENCES " + PARENT + " (row_id)"));
    script.append(create(UPDATED, COUNTER + columns));
    script.append(create(UPSERTED, COUNTER + columns));
    script.append(create(STEADY, KEYS));
    return script.toString();
  }

  private static String create(String table, String content) {
    return "CREATE TABLE " + table + " (" + content + ");\n";
  }

  private static List<String> numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + number).toList();
  }
}
