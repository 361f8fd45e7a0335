package io.schemamedic.engine.source.snapshot;

import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlWriter;
import io.schemamedic.engine.schema.ddl.SchemaScript;
import java.util.Collections;

/**
 * Writes what a database has as a script that makes the same. The order is that of the names, so
 * that two snapshots differ only where the databases do.
 */
public final class SnapshotWriter {
  private static final String EXPLANATION =
      "\n-- What a healthy database has. Do not edit: the hash is checked. Write it again instead:"
          + "\n--   schema-medic snapshot\n";

  private SnapshotWriter() {}

  /** The whole file, with line feeds only. */
  public static String write(LiveSchema live) {
    StringBuilder body = new StringBuilder(EXPLANATION);
    for (String statement : SchemaScript.of(live.model())) {
      body.append('\n').append(statement).append(";\n");
    }
    for (DeclaredTable table : live.model().tables().values()) {
      if (!table.isSupported()) {
        unsupported(body, table);
      }
      if (table.hasTriggers()) {
        mark(body, SnapshotHeader.TRIGGERS, table, "");
      }
    }
    return SnapshotHeader.of(live.serverVersion(), body.toString()) + body;
  }

  /** Its columns are worth knowing; nobody is to make it from them. */
  private static void unsupported(StringBuilder body, DeclaredTable table) {
    String statement =
        DdlWriter.createTable(table, Collections.<DeclaredConstraint>emptyList()) + ";";
    body.append('\n').append(SnapshotHeader.READ_ONLY);
    body.append(statement.replace("\n", "\n" + SnapshotHeader.READ_ONLY)).append('\n');
    for (String reason : table.unsupported()) {
      mark(body, SnapshotHeader.UNSUPPORTED, table, ": " + reason);
    }
  }

  private static void mark(StringBuilder body, String what, DeclaredTable table, String detail) {
    body.append(SnapshotHeader.MARK).append(what).append(table.name().sql());
    body.append(detail).append('\n');
  }
}
