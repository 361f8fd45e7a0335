package io.schemamedic.engine.runtime;

import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.RepairPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plans made last, for the pages. Bounded; thread-safe. */
final class PlanStore {
  private static final int CAPACITY = 100;

  private final Map<String, Made> plans =
      new LinkedHashMap<String, Made>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
          return size() > CAPACITY;
        }
      };

  synchronized void made(String database, RepairPlan plan, Instant when) {
    plans.put(database + " " + plan.fingerprint(), new Made(database, plan, when));
  }

  synchronized List<Made> all() {
    return new ArrayList<>(plans.values());
  }

  /** As {@code {"plans":[...]}}. */
  String toJson() {
    JsonWriter json = new JsonWriter().beginObject().beginArray("plans");
    for (Made made : all()) {
      List<String> hazards = new ArrayList<>();
      for (Hazard hazard : made.plan.hazards()) {
        hazards.add(hazard.toString());
      }
      json.beginObject()
          .field("id", made.plan.fingerprint())
          .field("database", made.database)
          .field("made", made.when.toString())
          .field("ddl", made.plan.ddl())
          .field("hazards", hazards)
          .field("pendingMigrations", new ArrayList<>(made.plan.pending()))
          .endObject();
    }
    return json.endArray().endObject().toString();
  }

  /** One plan and where it came from. Immutable. */
  static final class Made {
    private final String database;
    private final RepairPlan plan;
    private final Instant when;

    private Made(String database, RepairPlan plan, Instant when) {
      this.database = database;
      this.plan = plan;
      this.when = when;
    }

    String database() {
      return database;
    }

    RepairPlan plan() {
      return plan;
    }

    Instant when() {
      return when;
    }
  }
}
