package io.schemamedic.engine.runtime;

import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The repairs of this process that ended last, for whoever asks. Bounded; thread-safe. */
final class RepairHistory {
  static final int CAPACITY = 100;

  private final UnreconciledRepairs unreconciled;
  private final Deque<Repair> repairs = new ArrayDeque<>();

  /**
   * @param unreconciled which of them wait for their migration
   */
  RepairHistory(UnreconciledRepairs unreconciled) {
    this.unreconciled = unreconciled;
  }

  /** An id that no repair here has had: a plan may be tried again for the same incident. */
  synchronized String newId(String incident, RepairPlan plan) {
    String first = incident + "-" + plan.fingerprint();
    String id = first;
    for (int again = 2; isTaken(id); again++) {
      id = first + "-" + again;
    }
    return id;
  }

  private boolean isTaken(String id) {
    for (Repair repair : repairs) {
      if (repair.repairId.equals(id)) {
        return true;
      }
    }
    return false;
  }

  synchronized void ended(Repair repair) {
    repairs.addLast(repair);
    if (repairs.size() > CAPACITY) {
      repairs.removeFirst();
    }
  }

  /** As {@code {"repairs":[...]}}, ended last first. */
  synchronized String toJson() {
    JsonWriter json = new JsonWriter().beginObject().beginArray("repairs");
    for (Iterator<Repair> all = repairs.descendingIterator(); all.hasNext(); ) {
      write(json, all.next());
    }
    return json.endArray().endObject().toString();
  }

  private void write(JsonWriter json, Repair repair) {
    RepairOutcome outcome = repair.outcome;
    json.beginObject()
        .field("time", repair.time.toString())
        .field("database", repair.database)
        .field("relation", PlanNames.relation(repair.plan));
    KnownPlan.texts(json, "columns", PlanNames.columns(repair.plan));
    KnownPlan.texts(json, "ddl", repair.plan.ddl());
    json.field("outcome", outcome.status().code())
        .field("reason", outcome.reason().code())
        .field("detail", outcome.detail().isEmpty() ? null : outcome.detail())
        .field("advice", outcome.reason().advice())
        .fieldMillis("durationMillis", repair.took)
        .field("repairId", repair.repairId)
        .field("incident", repair.incident)
        .field("plan", repair.planId.isEmpty() ? null : repair.planId)
        .field("by", repair.by)
        .field("draft", repair.draft);
    if (outcome.status() == RepairOutcome.Status.REPAIRED) {
      json.field("reconciled", !unreconciled.isWaiting(repair.database, repair.plan));
    }
    json.endObject();
  }

  /** One repair that has ended. Immutable. */
  static final class Repair {
    private final Instant time;
    private final String database;
    private final RepairPlan plan;
    private final RepairOutcome outcome;
    private final Duration took;
    private final String repairId;
    private final String incident;
    private final String planId;
    private final String by;
    private final @Nullable String draft;

    /**
     * @param planId in {@code /api/plans}; empty if it is not there any more
     * @param by {@code call}, {@code check} or {@code approval}
     * @param draft the name of its migration draft; null if there is none
     */
    Repair(
        Instant time,
        String database,
        RepairPlan plan,
        RepairOutcome outcome,
        Duration took,
        String repairId,
        String incident,
        String planId,
        String by,
        @Nullable String draft) {
      this.time = time;
      this.database = database;
      this.plan = plan;
      this.outcome = outcome;
      this.took = took;
      this.repairId = repairId;
      this.incident = incident;
      this.planId = planId;
      this.by = by;
      this.draft = draft;
    }
  }
}
