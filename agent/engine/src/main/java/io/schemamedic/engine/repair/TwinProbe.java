package io.schemamedic.engine.repair;

import io.schemamedic.engine.plan.PlannedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Tries an alteration on an empty temporary copy of the table. A change that rewrites gives even
 * the empty copy a new relfilenode, on every server version and for every expression, so no list of
 * volatile functions is needed.
 */
final class TwinProbe {
  private final Connection session;

  TwinProbe(Connection session) {
    this.session = session;
  }

  boolean wouldRewrite(PlannedStatement planned) throws SQLException {
    String twinDdl = planned.twinDdl();
    if (twinDdl == null) {
      return false;
    }
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "CREATE TEMPORARY TABLE schema_medic_twin (LIKE "
              + planned.relation().sql()
              + " INCLUDING ALL) ON COMMIT DROP");
      String before = fileNode(statement);
      statement.execute(twinDdl);
      String after = fileNode(statement);
      statement.execute("DROP TABLE " + PlannedStatement.TWIN);
      return before == null || !before.equals(after);
    }
  }

  private static @Nullable String fileNode(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT pg_catalog.pg_relation_filenode('" + PlannedStatement.TWIN + "')::text")) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
