package io.schemamedic.engine.runtime;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.sql.Identifier;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the checks found last, as {@code {"databases":[...]}}. */
public final class DriftJson {
  /** More tells nobody more, and a page has to end; the counts are exact. */
  static final int MOST_LISTED = 1_000;

  private DriftJson() {}

  static String of(Collection<DriftStore.Known> databases) {
    JsonWriter json = new JsonWriter().beginObject().beginArray("databases");
    for (DriftStore.Known known : databases) {
      SchemaDrift drift = known.drift();
      Instant checkedAt = known.checkedAt();
      json.beginObject()
          .field("database", known.database())
          .field("known", drift != null)
          .field("reason", drift == null ? known.why() : null)
          .field("lastCompleteCheck", checkedAt == null ? null : checkedAt.toString());
      if (drift != null) {
        json.beginObject("counts");
        for (Map.Entry<DriftKind, Integer> count : drift.counts().entrySet()) {
          json.field(count.getKey().code(), count.getValue());
        }
        json.endObject();
      }
      json.beginArray("drift");
      if (drift != null) {
        drift.drifts().stream()
            .limit(MOST_LISTED)
            .forEach(each -> write(json, each, known.since(each)));
      }
      json.endArray().endObject();
    }
    return json.endArray().endObject().toString();
  }

  /** One difference as an element of an array. */
  public static void write(JsonWriter json, Drift drift) {
    write(json, drift, null);
  }

  private static void write(JsonWriter json, Drift drift, @Nullable Instant since) {
    Identifier name = drift.name();
    json.beginObject()
        .field("kind", drift.kind().code())
        .field("severity", drift.severity().code())
        .field("relation", drift.relation().toString())
        .field("name", name == null ? null : name.value())
        .field("wanted", drift.wanted())
        .field("found", drift.found())
        .field("since", since == null ? null : since.toString())
        .endObject();
  }
}
