package io.schemamedic.dist.once;

import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the server says after the run: rows, tables, and its log. */
final class DatabaseBooks {
  private static final String AGENT = "schema-medic";
  private static final String LOCK_TIMEOUT = "error 55P03: ";
  private static final String KEYS = "caller, seq, entry, way, row_id";

  private final TestDatabase database;

  DatabaseBooks(TestDatabase database) {
    this.database = database;
  }

  /** How often each row is there or kept, as {@code TABLE|CALLER|SEQ|ENTRY|WAY|KEY}. */
  Map<String, Integer> rows() {
    List<String> queries = new ArrayList<>();
    queries.add("SELECT source, " + KEYS + " FROM kept.rows");
    for (String table : Tables.ofRows()) {
      if (exists(table)) {
        queries.add("SELECT '%s', %s FROM %s".formatted(table, KEYS, table));
      }
    }
    return counted(database.query(String.join(" UNION ALL ", queries)));
  }

  /** How often each caller has counted, as {@code TABLE|CALLER}. */
  Map<String, Integer> counters() {
    Map<String, Integer> counters = new TreeMap<>();
    for (String table : List.of(Tables.UPDATED, Tables.UPSERTED)) {
      for (String row :
          database.query("SELECT caller, times FROM " + table + " WHERE times <> 0")) {
        String[] values = row.split("\\|");
        counters.put(table + "|" + values[0], Integer.valueOf(values[1]));
      }
    }
    return counters;
  }

  /** Values that nobody has given: what a column that is there again holds in other rows. */
  List<String> strangeValues() {
    List<String> strange = new ArrayList<>();
    for (String table : Tables.WIDE) {
      if (missingColumns(table) == 0) {
        strange.addAll(
            database.query(
                "SELECT '"
                    + table
                    + "', caller, seq, entry, note, amount FROM "
                    + table
                    + " WHERE note <> caller || '-' || seq || '-' || entry"
                    + " OR amount NOT IN (7, seq + entry)"));
      }
    }
    return strange;
  }

  boolean exists(String table) {
    return database.query("SELECT to_regclass('" + table + "') IS NOT NULL").contains("t");
  }

  int missingColumns(String table) {
    return Tables.COLUMNS.size()
        - number(
            "SELECT count(*) FROM pg_attribute WHERE attrelid = '"
                + table
                + "'::regclass AND NOT attisdropped AND attname IN ('note', 'amount')");
  }

  /**
   * How many columns it was ever given after it was created with the given number: the server keeps
   * a place for each, also once it is dropped.
   */
  int columnsAdded(String table, int created) {
    return number("SELECT relnatts FROM pg_class WHERE oid = '" + table + "'::regclass") - created;
  }

  /**
   * How often each DDL statement of the agent was run, without a lock timeout of its session before
   * the next. Other errors are those of the failing statement, which may miss the next thing.
   */
  Map<String, Integer> ddl() {
    Map<Integer, String> last = new HashMap<>();
    List<String> endedWell = new ArrayList<>();
    for (LoggedStatement line : database.ddlAndErrors()) {
      boolean timeout = line.message().startsWith(LOCK_TIMEOUT);
      boolean otherError = !timeout && line.message().startsWith("error ");
      if (line.application().equals(AGENT) && !otherError) {
        String before = last.put(line.pid(), timeout ? "" : line.sql());
        if (before != null && !timeout) {
          endedWell.add(before);
        }
      }
    }
    endedWell.addAll(last.values());
    return counted(
        endedWell.stream()
            .filter(sql -> sql.matches("(?s)(CREATE|ALTER|DROP|COMMENT|GRANT|TRUNCATE)\\b.*"))
            .filter(sql -> !sql.contains("schema_medic_twin"))
            .toList());
  }

  private int number(String query) {
    return Integer.parseInt(database.query(query).get(0));
  }

  static Map<String, Integer> counted(List<String> things) {
    return things.stream()
        .collect(Collectors.toMap(thing -> thing, thing -> 1, Integer::sum, TreeMap::new));
  }
}
