package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.guard.RepairCounts;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table in which all processes enter their repairs, within the repair's own transaction: budget
 * and repair commit together or not at all. Used under the advisory lock of the ledger, so that
 * what was counted still holds at the commit. Whatever is wrong with it speaks against the repair.
 */
final class Ledger {
  private static final String SHAPE =
      "columns text, incident text, plan text, process text, relation text,"
          + " repaired_at timestamp with time zone";

  private static final String OWN_ROLE =
      "pg_catalog.quote_ident(current_user)::pg_catalog.regrole::pg_catalog.oid";

  /**
   * Whatever the server would evaluate when a row comes in or is looked for, it would evaluate with
   * the rights of the repair's role: checks, expressions of indexes, defaults, all of these also of
   * heirs. Whoever may add a trigger could do so before the next entry.
   */
  private static final String RUNS_NOTHING =
      "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k"
          + "  WHERE k.conrelid = c.oid AND k.contype = 'c')"
          + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid"
          + "  AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))"
          + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits h"
          + "  WHERE c.oid IN (h.inhparent, h.inhrelid))"
          + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attrdef d"
          + "  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
          + "  WHERE d.adrelid = c.oid AND NOT (a.attname = 'repaired_at'"
          + "   AND pg_catalog.pg_get_expr(d.adbin, d.adrelid) IN ('now()', 'CURRENT_TIMESTAMP')))"
          + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.aclexplode(c.relacl) x"
          + "  WHERE x.privilege_type = 'TRIGGER'"
          + "  AND x.grantee NOT IN (c.relowner, "
          + OWN_ROLE
          + "))";

  /**
   * The owner can change the table between this look and the entry. Membership is followed by hand:
   * the server's own answer for a superuser is that it is a member of every role.
   */
  private static final String OWNER_IS_TRUSTED =
      "(SELECT o.rolsuper FROM pg_catalog.pg_roles o WHERE o.oid = c.relowner)"
          + " OR c.relowner IN (WITH RECURSIVE mine (oid) AS ("
          + "  SELECT "
          + OWN_ROLE
          + "  UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m"
          + "   JOIN mine ON mine.oid = m.member) SELECT oid FROM mine)";

  /**
   * Only an ordinary table that survives a crash, shows every row, and does nothing on its own when
   * a row comes in.
   */
  private static final String USABLE =
      "SELECT c.relkind = 'r' AND c.relpersistence = 'p' AND NOT c.relispartition"
          + " AND NOT c.relrowsecurity AND NOT c.relhastriggers AND NOT c.relhasrules,"
          + " pg_catalog.has_schema_privilege(n.oid, 'USAGE')"
          + " AND pg_catalog.has_table_privilege(c.oid, 'SELECT')"
          + " AND pg_catalog.has_table_privilege(c.oid, 'INSERT'),"
          + " (SELECT pg_catalog.string_agg(a.attname::text || ' '"
          + "   || pg_catalog.format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attname)"
          + "  FROM pg_catalog.pg_attribute a"
          + "  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), "
          + RUNS_NOTHING
          + ", "
          + OWNER_IS_TRUSTED
          + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname = ?";

  private static final String OF_LAST_HOUR =
      " WHERE repaired_at > pg_catalog.now() - '1 hour'::pg_catalog.interval";

  private final Connection session;
  private final LedgerClaim claim;
  private final RepairPlan plan;
  private final String table;

  Ledger(Connection session, LedgerClaim claim, RepairPlan plan) {
    this.session = session;
    this.claim = claim;
    this.plan = plan;
    this.table = claim.ledger().sql();
  }

  /** What the ledger has to say against the repair; null if nothing. */
  @Nullable RepairOutcome objection() throws SQLException {
    String unusable = unusable();
    if (unusable != null) {
      return unavailable(unusable);
    }
    try {
      String gone = claim.policy().recreatesDisappeared() ? null : enteredBefore();
      if (gone != null) {
        return RepairOutcome.refused(Reason.DISAPPEARED, gone + ", it is in " + claim.ledger());
      }
      GuardDecision decision = counts().within(claim.policy().budget(), plan.repairedRelations());
      return decision.isAllowed()
          ? null
          : RepairOutcome.refused(decision.reason(), decision.detail() + ", by " + claim.ledger());
    } catch (SQLException e) {
      return unavailable(e);
    }
  }

  /** Enters the repair, and tells what went wrong; null if it is entered. */
  @Nullable RepairOutcome enter() throws SQLException {
    try (PreparedStatement insert =
        session.prepareStatement(
            "INSERT INTO "
                + table
                + " (repaired_at, relation, columns, plan, process, incident)"
                + " VALUES (pg_catalog.now(), ?, ?::pg_catalog.text[]::pg_catalog.text, ?, ?, ?)")) {
      for (RelationName relation : plan.repairedRelations()) {
        insert.setString(1, relation.sql());
        insert.setArray(2, session.createArrayOf("text", columns(relation)));
        insert.setString(3, plan.fingerprint());
        insert.setString(4, claim.process());
        insert.setString(5, claim.incident());
        if (insert.executeUpdate() != 1) {
          return unavailable("the entry was not taken");
        }
      }
      return null;
    } catch (SQLException e) {
      return unavailable(e);
    }
  }

  /** How many rows {@link #enter} writes. */
  int entries() {
    return plan.repairedRelations().size();
  }

  private Object[] columns(RelationName relation) {
    Set<Identifier> columns =
        plan.newColumns().getOrDefault(relation, Collections.<Identifier>emptySet());
    return columns.stream().map(Identifier::value).toArray();
  }

  private @Nullable String unusable() throws SQLException {
    try (PreparedStatement query = session.prepareStatement(USABLE)) {
      query.setString(1, claim.ledger().schemaName().value());
      query.setString(2, claim.ledger().name().value());
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return "does not exist";
        }
        if (!row.getBoolean(1) || !SHAPE.equals(row.getString(3))) {
          return "has another shape";
        }
        if (!row.getBoolean(2)) {
          return "may not be read and written";
        }
        if (!row.getBoolean(4)) {
          return "has checks, expressions, defaults, heirs, or triggers that others may add";
        }
        return row.getBoolean(5) ? null : "belongs to a role that this one is no member of";
      }
    }
  }

  /** What the plan would make and somebody has made before. */
  private @Nullable String enteredBefore() throws SQLException {
    for (RelationName relation : plan.newTables()) {
      if (isTrue(
          "SELECT EXISTS (SELECT 1 FROM " + table + " WHERE relation = ?)", relation.sql())) {
        return relation.toString();
      }
    }
    for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
      for (Identifier column : entry.getValue()) {
        if (isTrue(
            "SELECT EXISTS (SELECT 1 FROM "
                + table
                + " WHERE relation = ? AND ? = ANY (columns::pg_catalog.text[]))",
            entry.getKey().sql(),
            column.value())) {
          return entry.getKey() + "." + column.sql();
        }
      }
    }
    return null;
  }

  private RepairCounts counts() throws SQLException {
    Map<RelationName, Integer> ofRelation = new LinkedHashMap<>();
    for (RelationName relation : plan.repairedRelations()) {
      ofRelation.put(
          relation,
          number(
              "SELECT count(*) FROM " + table + OF_LAST_HOUR + " AND relation = ?",
              relation.sql()));
    }
    return new RepairCounts(
        number(
            "SELECT count(*) FROM (SELECT DISTINCT repaired_at, process, incident FROM "
                + table
                + OF_LAST_HOUR
                + ") AS repairs"),
        0,
        ofRelation);
  }

  private boolean isTrue(String sql, String... values) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(sql)) {
      set(query, values);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private int number(String sql, String... values) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(sql)) {
      set(query, values);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void set(PreparedStatement query, String... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      query.setString(i + 1, values[i]);
    }
  }

  private RepairOutcome unavailable(String why) {
    return RepairOutcome.refused(Reason.LEDGER_UNAVAILABLE, claim.ledger() + " " + why);
  }

  /**
   * An error about the ledger.
   *
   * @throws SQLException the error itself, if it says that the session is gone or that somebody is
   *     in the way for a moment
   */
  private RepairOutcome unavailable(SQLException e) throws SQLException {
    if (DdlError.isSessionGone(e) || DdlError.isPassing(e)) {
      throw e;
    }
    return unavailable("sqlstate " + e.getSQLState());
  }
}
