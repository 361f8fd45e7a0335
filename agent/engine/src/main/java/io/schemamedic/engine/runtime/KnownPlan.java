package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.plan.RepairPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One plan for one database, and what has become of it until now. Immutable. */
final class KnownPlan {
  /** The codes are public: {@code state} of {@code /api/plans}. */
  enum State {
    /** Shown, and run only if somebody approves it. */
    WAITING,
    RUNNING,
    REPAIRED,
    ALREADY_PRESENT,
    REFUSED,
    FAILED,
    /** The catalog or the declaration is another one by now. */
    STALE,
    /** Nobody has approved it in time. */
    EXPIRED,
    /** Run by a call or a check, which need no approval. */
    DONE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String id;
  private final MonitoredDatabase database;
  private final PlanOrigin origin;
  private final RepairPlan plan;
  private final Instant made;
  private final @Nullable Expiry expiry;
  private final State state;
  private final Reason reason;
  private final String detail;
  private final @Nullable Instant decidedAt;
  private final @Nullable String by;

  private KnownPlan(
      String id,
      MonitoredDatabase database,
      PlanOrigin origin,
      RepairPlan plan,
      Instant made,
      @Nullable Expiry expiry,
      State state,
      Reason reason,
      String detail,
      @Nullable Instant decidedAt,
      @Nullable String by) {
    this.id = id;
    this.database = database;
    this.origin = origin;
    this.plan = plan;
    this.made = made;
    this.expiry = expiry;
    this.state = state;
    this.reason = reason;
    this.detail = detail;
    this.decidedAt = decidedAt;
    this.by = by;
  }

  /** Waits for its approval. */
  static KnownPlan waiting(
      String id,
      MonitoredDatabase database,
      PlanOrigin origin,
      RepairPlan plan,
      Instant made,
      Expiry expiry) {
    return new KnownPlan(
        id,
        database,
        origin,
        plan,
        made,
        expiry,
        State.WAITING,
        Reason.PROPOSE_MODE,
        "",
        null,
        null);
  }

  /**
   * Runs without an approval.
   *
   * @param by {@code call} or {@code check}
   */
  static KnownPlan begun(
      String id,
      MonitoredDatabase database,
      PlanOrigin origin,
      RepairPlan plan,
      Instant now,
      String by) {
    return new KnownPlan(
        id, database, origin, plan, now, null, State.RUNNING, Reason.REPAIRED, "", now, by);
  }

  /** The same, run because somebody has approved it. */
  KnownPlan approved(String approver, Instant now) {
    return new KnownPlan(
        id, database, origin, plan, made, expiry, State.RUNNING, reason, detail, now, approver);
  }

  /** The same, decided for good. */
  KnownPlan ended(State end, Reason why, String whyDetail, Instant now) {
    return new KnownPlan(id, database, origin, plan, made, expiry, end, why, whyDetail, now, by);
  }

  /** The same: what kept it from running may be over before it expires. */
  KnownPlan waitsOn(Reason why, String whyDetail) {
    return new KnownPlan(
        id, database, origin, plan, made, expiry, State.WAITING, why, whyDetail, null, by);
  }

  /** What an approval is for: the same DDL, with the same consequences, on the same ground. */
  boolean promisesTheSame(PlanOrigin otherOrigin, RepairPlan other) {
    return promise(origin, plan).equals(promise(otherOrigin, other));
  }

  /** Equal exactly for plans that promise the same. No text of PostgreSQL's holds a null. */
  static String promise(PlanOrigin origin, RepairPlan plan) {
    List<String> all = new ArrayList<>(origin.ground());
    all.add(plan.catalogFingerprint());
    all.addAll(plan.ddl());
    all.add("");
    all.addAll(PlanNames.hazards(plan));
    all.add("");
    all.addAll(plan.pending());
    return String.join("\0", all);
  }

  String id() {
    return id;
  }

  MonitoredDatabase database() {
    return database;
  }

  PlanOrigin origin() {
    return origin;
  }

  RepairPlan plan() {
    return plan;
  }

  /** When it ends by itself; null if it does not wait. */
  @Nullable Instant expires() {
    return expiry == null ? null : expiry.at();
  }

  State state(Clock clock) {
    boolean over = state == State.WAITING && expiry != null && expiry.isOver(clock);
    return over ? State.EXPIRED : state;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  /** Whether it was approved, and could not be run just then. */
  boolean waitsAgain() {
    return state == State.WAITING && by != null;
  }

  /** As an element of an array. */
  void writeTo(JsonWriter json, Clock clock) {
    State now = state(clock);
    Reason why = now == State.EXPIRED ? Reason.PLAN_EXPIRED : reason;
    boolean runs = now == State.RUNNING;
    Instant expires = expires();
    json.beginObject()
        .field("id", id)
        .field("database", database.label())
        .field("relation", PlanNames.relation(plan));
    texts(json, "columns", PlanNames.columns(plan));
    json.field("made", made.toString())
        .field("expires", expires == null ? null : expires.toString())
        .field("state", now.code());
    texts(json, "ddl", plan.ddl());
    texts(json, "hazards", PlanNames.hazards(plan));
    texts(json, "pendingMigrations", new ArrayList<>(plan.pending()));
    json.field("searchPath", origin.searchPath())
        .field("incident", origin.incident())
        .field("reason", runs ? null : why.code())
        .field("detail", runs || detail.isEmpty() ? null : detail)
        .field("advice", runs ? null : why.advice())
        .field("decidedAt", decidedAt == null ? null : decidedAt.toString())
        .field("by", by == null ? null : by.split(" ", 2)[0])
        .endObject();
  }

  /** An empty array tells more than a field that is missing. */
  static void texts(JsonWriter json, String name, List<String> texts) {
    json.beginArray(name);
    texts.forEach(json::element);
    json.endArray();
  }

  /** When a plan ends by itself: whichever of the two clocks says so first. Immutable. */
  static final class Expiry {
    private final Instant at;
    private final long atNanos;

    private Expiry(Instant at, long atNanos) {
      this.at = at;
      this.atNanos = atNanos;
    }

    static Expiry after(Duration validFor, Clock clock) {
      return new Expiry(clock.now().plus(validFor), clock.nanos() + validFor.toNanos());
    }

    Instant at() {
      return at;
    }

    boolean isOver(Clock clock) {
      return clock.nanos() - atNanos >= 0 || !clock.now().isBefore(at);
    }
  }
}
