package io.schemamedic.engine.repair;

import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the repair transaction itself has changed, told from the catalog rows that carry its
 * transaction id, from their number before and after, and from the rows of user tables that it
 * touched. Anything beyond the plan (an event trigger's doing, a rewrite, a drop) is named.
 */
final class TransactionFootprint {
  /**
   * Whether a row is ours: it was written not before our id was assigned, and the snapshot, which
   * is older, shows nobody else's. Equality would miss what was done in a subtransaction, such as
   * in a PL/pgSQL block with an exception handler. Subtransactions have later ids; a million is
   * more than a server hands out while a repair runs, and keeps off rows that were frozen an age of
   * the counter ago. Ages are integers, and that of a bootstrap row is the largest one; our own is
   * below 0 if others wrote just before our id was assigned, so the difference must be a bigint.
   */
  private static final String OURS =
      "pg_catalog.age(%s.xmin)::bigint - pg_catalog.age((pg_catalog.txid_current() %% 4294967296)::text::xid)"
          + " BETWEEN -1000000 AND 0";

  /** Catalogs in which a repair may add rows, if they belong to what is planned. */
  private static final String[] ADDED_TO = {
    "pg_class",
    "pg_attribute",
    "pg_attrdef",
    "pg_constraint",
    "pg_index",
    "pg_type",
    "pg_trigger",
    "pg_sequence"
  };

  /**
   * Catalogs in which a repair has no business at all. Not among them is {@code
   * pg_largeobject_metadata}, which is user data in disguise: with millions of rows, counting them
   * would keep the altered table locked.
   */
  private static final String[] UNTOUCHED = {
    "pg_namespace",
    "pg_proc",
    "pg_rewrite",
    "pg_policy",
    "pg_enum",
    "pg_inherits",
    "pg_partitioned_table",
    "pg_publication",
    "pg_publication_rel",
    "pg_event_trigger",
    "pg_cast",
    "pg_operator",
    "pg_aggregate",
    "pg_extension",
    "pg_default_acl",
    "pg_statistic_ext",
    "pg_description",
    "pg_seclabel",
    "pg_db_role_setting",
    "pg_foreign_table",
    "pg_foreign_server",
    "pg_collation",
    "pg_conversion",
    "pg_language",
    "pg_transform",
    "pg_foreign_data_wrapper",
    "pg_am",
    "pg_amop",
    "pg_amproc",
    "pg_opclass",
    "pg_opfamily",
    "pg_range",
    "pg_ts_config",
    "pg_ts_config_map",
    "pg_ts_dict",
    "pg_auth_members",
    "pg_database"
  };

  private static final String ROWS_TOUCHED =
      "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
          + " FROM pg_catalog.pg_stat_xact_user_tables";

  /** All that ADD COLUMN and a foreign key leave alone on a table which exists. */
  private static final String IDENTITY =
      "SELECT c.oid::bigint, ROW(c.relname, c.relnamespace, c.relkind, c.relowner, c.relfilenode,"
          + " c.reltablespace, c.relpersistence, c.relacl, c.reloptions, c.relrowsecurity,"
          + " c.relforcerowsecurity, c.relispartition, c.relreplident)::text"
          + " FROM pg_catalog.pg_class c WHERE c.oid = ANY (?::oid[])";

  private static final String UNPLANNED =
      "WITH p AS (SELECT ?::oid[] AS made, ?::oid[] AS touched, ?::oid[] AS column_of,"
          + " ?::text[] AS column_name),"
          + " toast AS (SELECT c.reltoastrelid AS oid FROM pg_catalog.pg_class c, p"
          + "  WHERE c.oid = ANY (p.made || p.touched) AND c.reltoastrelid <> 0),"
          + " rel AS (SELECT unnest(p.made) AS oid FROM p UNION SELECT oid FROM toast"
          + "  UNION SELECT i.indexrelid FROM pg_catalog.pg_index i, p"
          + "   WHERE i.indrelid = ANY (p.made) OR i.indrelid IN (SELECT oid FROM toast)"
          + "  UNION SELECT d.objid FROM pg_catalog.pg_depend d, p"
          + "   WHERE d.classid = 'pg_catalog.pg_class'::regclass"
          + "   AND d.refclassid = 'pg_catalog.pg_class'::regclass"
          + "   AND d.refobjid = ANY (p.made) AND d.deptype IN ('a', 'i')),"
          + " col AS (SELECT a.attrelid, a.attnum FROM p,"
          + "  unnest(p.column_of, p.column_name) AS w (rel, name), pg_catalog.pg_attribute a"
          + "  WHERE a.attrelid = w.rel AND a.attname = w.name),"
          + " row_type AS (SELECT t.oid FROM pg_catalog.pg_type t"
          + "  WHERE t.typrelid IN (SELECT oid FROM rel))"
          + " SELECT what FROM ("
          + " SELECT 'pg_class ' || c.relname FROM pg_catalog.pg_class c, p"
          + "  WHERE "
          + ours("c")
          + " AND c.oid NOT IN (SELECT oid FROM rel)"
          + "  AND NOT c.oid = ANY (p.touched)"
          + " UNION ALL SELECT 'pg_attribute ' || a.attname FROM pg_catalog.pg_attribute a, p"
          + "  WHERE "
          + ours("a")
          + " AND a.attrelid NOT IN (SELECT oid FROM rel)"
          + "  AND (a.attrelid, a.attnum) NOT IN (SELECT attrelid, attnum FROM col)"
          + " UNION ALL SELECT 'pg_attrdef ' || d.adrelid::regclass FROM pg_catalog.pg_attrdef d, p"
          + "  WHERE "
          + ours("d")
          + " AND d.adrelid NOT IN (SELECT oid FROM rel)"
          + "  AND (d.adrelid, d.adnum) NOT IN (SELECT attrelid, attnum FROM col)"
          + " UNION ALL SELECT 'pg_constraint ' || k.conname FROM pg_catalog.pg_constraint k, p"
          + "  WHERE "
          + ours("k")
          + " AND k.conrelid NOT IN (SELECT oid FROM rel)"
          + "  AND (k.conkey IS NULL OR EXISTS (SELECT 1 FROM unnest(k.conkey) AS n (num)"
          + "   WHERE (k.conrelid, n.num) NOT IN (SELECT attrelid, attnum FROM col)))"
          + " UNION ALL SELECT 'pg_index ' || i.indexrelid::regclass FROM pg_catalog.pg_index i, p"
          + "  WHERE "
          + ours("i")
          + " AND i.indrelid NOT IN (SELECT oid FROM rel)"
          + " UNION ALL SELECT 'pg_type ' || t.typname FROM pg_catalog.pg_type t, p"
          + "  WHERE "
          + ours("t")
          + " AND t.typrelid NOT IN (SELECT oid FROM rel)"
          + "  AND t.typelem NOT IN (SELECT oid FROM row_type)"
          + " UNION ALL SELECT 'pg_trigger ' || g.tgname FROM pg_catalog.pg_trigger g, p"
          + "  WHERE "
          + ours("g")
          + " AND NOT (g.tgisinternal AND g.tgconstraint IN"
          + "   (SELECT k.oid FROM pg_catalog.pg_constraint k WHERE "
          + ours("k")
          + "))"
          + " UNION ALL SELECT 'pg_sequence ' || s.seqrelid::regclass"
          + "  FROM pg_catalog.pg_sequence s, p"
          + "  WHERE "
          + ours("s")
          + " AND s.seqrelid NOT IN (SELECT oid FROM rel)"
          // Behind row security or another owner the service would see an empty table.
          + " UNION ALL SELECT 'owner or row security of ' || c.relname"
          + "  FROM pg_catalog.pg_class c, p WHERE c.oid = ANY (p.made) AND (c.relrowsecurity"
          + "   OR c.relforcerowsecurity OR c.relowner <> quote_ident(current_user)::regrole)"
          + ") AS v (what) LIMIT 1";

  private final Connection session;
  private final Set<Long> touched;
  private final long rowsTouched;
  private final Map<Long, String> identities;
  private final Map<String, long[]> counts;

  private TransactionFootprint(
      Connection session,
      Set<Long> touched,
      long rowsTouched,
      Map<Long, String> identities,
      Map<String, long[]> counts) {
    this.session = session;
    this.touched = touched;
    this.rowsTouched = rowsTouched;
    this.identities = identities;
    this.counts = counts;
  }

  private static String ours(String alias) {
    return String.format(Locale.ROOT, OURS, alias);
  }

  /**
   * Remembers the state before the DDL.
   *
   * @param touched relations that exist and that the plan alters or refers to
   */
  static TransactionFootprint before(Connection session, Set<Long> touched) throws SQLException {
    return new TransactionFootprint(
        session,
        touched,
        number(session, ROWS_TOUCHED),
        identities(session, touched),
        counts(session));
  }

  /**
   * Names the first change that the plan does not hold; null if there is none.
   *
   * @param entries how many rows the repair itself has written since, into the ledger
   */
  @Nullable String unplannedChange(RepairPlan plan, int entries) throws SQLException {
    // Behind a pooler, what an earlier client of the server session did may still be counted here.
    if (number(session, ROWS_TOUCHED) != rowsTouched + entries) {
      return "rows of a table were changed";
    }
    if (!identities.equals(identities(session, touched))) {
      return "a table that exists was rewritten or altered otherwise";
    }
    String unplanned = unplannedRow(plan);
    return unplanned != null ? unplanned : removedRow();
  }

  private @Nullable String unplannedRow(RepairPlan plan) throws SQLException {
    List<Long> columnOf = new ArrayList<>();
    List<String> columnName = new ArrayList<>();
    for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
      for (Identifier column : entry.getValue()) {
        columnOf.add(oid(entry.getKey()));
        columnName.add(column.value());
      }
    }
    List<Long> made = new ArrayList<>();
    for (RelationName table : plan.newTables()) {
      made.add(oid(table));
    }
    try (PreparedStatement query = session.prepareStatement(UNPLANNED)) {
      query.setArray(1, session.createArrayOf("int8", made.toArray()));
      query.setArray(2, session.createArrayOf("int8", touched.toArray()));
      query.setArray(3, session.createArrayOf("int8", columnOf.toArray()));
      query.setArray(4, session.createArrayOf("text", columnName.toArray()));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  /**
   * Every row with our id is either new or a new version of one that was there. What is there after
   * must therefore be what was there before plus the new ones: if it is less, something was
   * dropped; if an untouchable catalog has rows of ours, something was altered.
   */
  private @Nullable String removedRow() throws SQLException {
    long newVersions =
        number(
            session,
            "SELECT count(*) FROM pg_catalog.pg_class c WHERE "
                + ours("c")
                + " AND oid = ANY ("
                + oidArray()
                + ")");
    Map<String, long[]> after = counts(session);
    for (Map.Entry<String, long[]> entry : after.entrySet()) {
      long[] before = counts.getOrDefault(entry.getKey(), new long[2]);
      long rows = entry.getValue()[0] - before[0];
      long own = entry.getValue()[1] - before[1];
      long expected = entry.getKey().equals("pg_class") ? own - newVersions : own;
      boolean untouchable = !Arrays.asList(ADDED_TO).contains(entry.getKey());
      if (rows != expected || (untouchable && own != 0)) {
        return entry.getKey() + " changed";
      }
    }
    return null;
  }

  private String oidArray() {
    StringBuilder text = new StringBuilder("'{");
    for (Long oid : touched) {
      text.append(text.length() == 2 ? "" : ",").append(oid.longValue());
    }
    return text.append("}'::oid[]").toString();
  }

  private long oid(RelationName relation) throws SQLException {
    try (PreparedStatement query =
        session.prepareStatement("SELECT pg_catalog.to_regclass(?)::oid::bigint")) {
      query.setString(1, relation.sql());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private static long number(Connection session, String sql) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<Long, String> identities(Connection session, Set<Long> oids)
      throws SQLException {
    Map<Long, String> identities = new LinkedHashMap<>();
    try (PreparedStatement query = session.prepareStatement(IDENTITY)) {
      query.setArray(1, session.createArrayOf("int8", oids.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          identities.put(row.getLong(1), row.getString(2));
        }
      }
    }
    return identities;
  }

  /** For each catalog: all rows that the snapshot shows, and those with our transaction id. */
  private static Map<String, long[]> counts(Connection session) throws SQLException {
    StringBuilder sql = new StringBuilder();
    for (String[] catalogs : new String[][] {ADDED_TO, UNTOUCHED}) {
      for (String catalog : catalogs) {
        sql.append(sql.length() == 0 ? "" : " UNION ALL ")
            .append("SELECT '")
            .append(catalog)
            .append("', count(*), count(*) FILTER (WHERE ")
            .append(ours("c"))
            .append(") FROM pg_catalog.")
            .append(catalog)
            .append(" c");
      }
    }
    Map<String, long[]> counts = new LinkedHashMap<>();
    try (PreparedStatement query = session.prepareStatement(sql.toString());
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        counts.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3)});
      }
    }
    return counts;
  }
}
