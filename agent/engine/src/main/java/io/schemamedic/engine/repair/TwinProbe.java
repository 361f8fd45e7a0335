package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries an alteration on an empty temporary copy of the table. A change that rewrites gives even
 * the empty copy a new relfilenode, on every server version and for every expression, so no list of
 * volatile functions is needed. The copy also tells the types of the new columns as the server
 * names them, to compare with columns that nobody declared.
 */
final class TwinProbe {
  private static final String MAY_CREATE =
      "SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY')";

  private static final String MAY_READ =
      "SELECT pg_catalog.has_table_privilege("
          + "pg_catalog.to_regclass(?)::pg_catalog.oid, 'SELECT')";

  private static final String SAME_TYPE =
      "SELECT old.attname::text FROM pg_catalog.pg_attribute old, pg_catalog.pg_attribute new"
          + " WHERE old.attrelid = ?::regclass AND old.attnum > 0 AND NOT old.attisdropped"
          + " AND old.attname = ANY (?::name[]) AND new.attname = ANY (?::name[])"
          + " AND new.attrelid = 'pg_temp.schema_medic_twin'::regclass"
          + " AND old.atttypid = new.atttypid LIMIT 1";

  private final Connection session;
  private final SessionLimits limits;

  TwinProbe(Connection session, SessionLimits limits) {
    this.session = session;
    this.limits = limits;
  }

  /**
   * The privilege that is missing for copies of these tables; null if none is. Temporary tables can
   * be forbidden for a whole database, and owners can take the right to read from themselves.
   */
  @Nullable String lackingPrivilege(Collection<RelationName> tables) throws SQLException {
    if (!tables.isEmpty() && !isTrue(MAY_CREATE)) {
      return "TEMPORARY on the database";
    }
    for (RelationName table : tables) {
      if (!isTrue(MAY_READ, table.sql())) {
        return "SELECT on " + table;
      }
    }
    return null;
  }

  private boolean isTrue(String sql, String... values) throws SQLException {
    try (PreparedStatement query = session.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setString(i + 1, values[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /**
   * What speaks against the alteration; null if nothing does, or if it makes only something new.
   * Leaves nothing behind, not even what event triggers do about the copy: they see an {@code ALTER
   * TABLE} here already, before anyone has remembered the state to compare with.
   */
  @Nullable RepairOutcome objection(
      PlannedStatement planned, RepairPlan plan, RepairRequest request) throws SQLException {
    String twinDdl = planned.twinDdl();
    if (twinDdl == null) {
      return null;
    }
    Savepoint untouched = session.setSavepoint();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      create(planned);
      String before = fileNode(statement);
      limits.useServiceSearchPath();
      statement.execute(twinDdl);
      limits.useOwnSearchPath();
      boolean rewritten = before == null || !before.equals(fileNode(statement));
      String renamed = request.isNamedExactly() ? null : sameTypeButUndeclared(planned, plan);
      session.rollback(untouched);
      session.releaseSavepoint(untouched);
      if (rewritten) {
        return RepairOutcome.refused(Reason.WOULD_REWRITE, planned.relation().toString());
      }
      Hazard computed = request.isNamedExactly() ? null : computedDefault(plan);
      if (computed != null) {
        return RepairOutcome.refused(Reason.HAZARD_REFUSED, computed.toString());
      }
      return renamed == null
          ? null
          : RepairOutcome.refused(
              Reason.LIKELY_RENAME, planned.relation() + "." + Identifier.of(renamed).sql());
    }
  }

  /** Looked for after the rewrite: what would rewrite as well is not helped by an exact name. */
  private static @Nullable Hazard computedDefault(RepairPlan plan) {
    for (Hazard hazard : plan.hazards()) {
      if (hazard.kind() == Hazard.Kind.COMPUTED_DEFAULT) {
        return hazard;
      }
    }
    return null;
  }

  /** Makes the empty copy, for the transaction. */
  void create(PlannedStatement planned) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE schema_medic_twin (LIKE "
              + planned.relation().sql()
              + " INCLUDING ALL) ON COMMIT DROP");
    }
  }

  private @Nullable String sameTypeButUndeclared(PlannedStatement planned, RepairPlan plan)
      throws SQLException {
    Set<Identifier> undeclared = plan.undeclaredColumns(planned.relation());
    Set<Identifier> added = plan.newColumns().get(planned.relation());
    if (undeclared.isEmpty() || added == null) {
      return null;
    }
    try (PreparedStatement query = session.prepareStatement(SAME_TYPE)) {
      query.setString(1, planned.relation().sql());
      query.setArray(2, session.createArrayOf("text", names(undeclared)));
      query.setArray(3, session.createArrayOf("text", names(added)));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static Object[] names(Set<Identifier> identifiers) {
    return identifiers.stream().map(Identifier::value).toArray();
  }

  private static @Nullable String fileNode(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT pg_catalog.pg_relation_filenode('" + PlannedStatement.TWIN + "')::text")) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
