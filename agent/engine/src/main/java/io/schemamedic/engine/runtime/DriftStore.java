package io.schemamedic.engine.runtime;

import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the checks found last, for each database; unknown is not the same as nothing. Thread-safe.
 */
final class DriftStore {
  private static final String BREAKS = "breaks";
  private static final String MISSING_TABLE = "missing_table";
  private static final String MISSING_COLUMN = "missing_column";

  private final MedicMetrics metrics;
  private final Consumer<String> out;
  private final Map<String, @Nullable List<Lack>> found = new LinkedHashMap<>();

  DriftStore(MedicMetrics metrics, Consumer<String> out) {
    this.metrics = metrics;
    this.out = out;
    metrics.expectDrift(MISSING_TABLE, BREAKS);
    metrics.expectDrift(MISSING_COLUMN, BREAKS);
  }

  /** A check was complete. */
  void found(String database, List<Lack> lacking) {
    List<Lack> before;
    synchronized (this) {
      before = found.put(database, new ArrayList<>(lacking));
      publish();
    }
    if (!lacking.isEmpty() && (before == null || !before.toString().equals(lacking.toString()))) {
      out.accept(
          LogLine.of("declared but missing")
              .field("database", database)
              .field("count", lacking.size())
              .field("missing", lacking.toString())
              .toString());
    }
  }

  /** A repair has added something; what the next check will say of it is known already. */
  synchronized void closed(String database, RepairPlan plan) {
    List<Lack> before = found.get(database);
    if (before == null) {
      return;
    }
    List<Lack> open = new ArrayList<>();
    for (Lack lack : before) {
      Set<Identifier> columns =
          plan.newColumns().getOrDefault(lack.relation, Collections.<Identifier>emptySet());
      boolean closed =
          lack.column == null
              ? plan.newTables().contains(lack.relation)
              : columns.contains(lack.column);
      if (!closed) {
        open.add(lack);
      }
    }
    found.put(database, open);
    publish();
  }

  /** A check could not be completed. */
  synchronized void unknown(String database) {
    found.put(database, null);
    publish();
  }

  private void publish() {
    int tables = 0;
    int columns = 0;
    for (List<Lack> lacking : found.values()) {
      if (lacking == null) {
        metrics.driftUnknown();
        return;
      }
      for (Lack lack : lacking) {
        if (lack.column == null) {
          tables++;
        } else {
          columns++;
        }
      }
    }
    metrics.drift(MISSING_TABLE, BREAKS, tables);
    metrics.drift(MISSING_COLUMN, BREAKS, columns);
  }

  /** By database; null where the last check was not complete. */
  synchronized Map<String, @Nullable List<Lack>> all() {
    return new LinkedHashMap<>(found);
  }

  /** As {@code {"databases":[...]}}. */
  String toJson() {
    JsonWriter json = new JsonWriter().beginObject().beginArray("databases");
    for (Map.Entry<String, @Nullable List<Lack>> entry : all().entrySet()) {
      List<Lack> lacking = entry.getValue();
      json.beginObject().field("database", entry.getKey()).field("known", lacking != null);
      json.beginArray("missing");
      if (lacking != null) {
        for (Lack lack : lacking) {
          json.beginObject()
              .field("kind", lack.column == null ? MISSING_TABLE : MISSING_COLUMN)
              .field("relation", lack.relation.toString())
              .field("column", lack.column == null ? null : lack.column.value())
              .field("severity", BREAKS)
              .endObject();
        }
      }
      json.endArray().endObject();
    }
    return json.endArray().endObject().toString();
  }

  /** A declared table or column that a database lacks. Immutable. */
  static final class Lack {
    private final RelationName relation;
    private final @Nullable Identifier column;

    private Lack(RelationName relation, @Nullable Identifier column) {
      this.relation = relation;
      this.column = column;
    }

    static Lack table(RelationName relation) {
      return new Lack(relation, null);
    }

    static Lack column(RelationName relation, Identifier column) {
      return new Lack(relation, column);
    }

    @Override
    public String toString() {
      return column == null ? relation.toString() : relation + "." + column.sql();
    }
  }
}
