package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.digest.Sha256;
import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.PlanPremises;
import io.schemamedic.engine.repair.RepairOutcome;
import io.schemamedic.engine.sql.RelationName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plans made last: those that wait for an approval, and what became of the others. A plan is
 * handed out to be run at most once, unless it could not even be tried. Bounded; thread-safe.
 */
final class PlanStore {
  static final int CAPACITY = 100;

  /** So short a beginning of an id is no slip of the hand. */
  private static final int SHORTEST_BEGINNING = 6;

  /** What may be told of an id that is none. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /** Of an id, before those of the fingerprint. */
  private static final int HASH_DIGITS = 8;

  private final Duration validFor;
  private final Clock clock;

  /** By id; made last comes last. */
  private final Map<String, KnownPlan> plans = new LinkedHashMap<>();

  private long madeSoFar;

  /**
   * @param validFor how long a plan waits
   */
  PlanStore(Duration validFor, Clock clock) {
    this.validFor = validFor;
    this.clock = clock;
  }

  Duration validFor() {
    return validFor;
  }

  /**
   * A call has failed for want of this, and nobody runs it unasked. The same plan made again waits
   * longer; one that promises something else for the same DDL takes the place of the first.
   */
  synchronized void waits(MonitoredDatabase database, PlanOrigin origin, RepairPlan plan) {
    KnownPlan before = latest(database, origin.searchPath(), plan);
    KnownPlan.State state = before == null ? KnownPlan.State.DONE : before.state(clock);
    boolean isOpen = state == KnownPlan.State.WAITING || state == KnownPlan.State.EXPIRED;
    if (before == null || !(isOpen || state == KnownPlan.State.RUNNING)) {
      add(waiting(newId(database, origin, plan), database, origin, plan));
    } else if (isOpen && before.promisesTheSame(origin, plan)) {
      plans.remove(before.id());
      add(waiting(before.id(), database, origin, plan));
    } else if (isOpen) {
      String id = newId(database, origin, plan);
      plans.put(
          before.id(),
          before.ended(
              KnownPlan.State.STALE, Reason.STALE_PLAN, "planned anew as " + id, clock.now()));
      add(waiting(id, database, origin, plan));
    }
  }

  private KnownPlan waiting(
      String id, MonitoredDatabase database, PlanOrigin origin, RepairPlan plan) {
    KnownPlan.Expiry expiry = KnownPlan.Expiry.after(validFor, clock);
    return KnownPlan.waiting(id, database, origin, plan, clock.now(), expiry);
  }

  /**
   * A call or a check runs a plan.
   *
   * @param by which of them
   */
  synchronized void begins(
      MonitoredDatabase database, PlanOrigin origin, RepairPlan plan, String by) {
    KnownPlan before = latest(database, null, plan);
    String id = before == null ? newId(database, origin, plan) : before.id();
    plans.remove(id);
    add(KnownPlan.begun(id, database, origin, plan, clock.now(), by));
  }

  /** What {@link #begins} has told of has ended. */
  synchronized void ended(MonitoredDatabase database, RepairPlan plan, RepairOutcome outcome) {
    KnownPlan running = running(database, plan);
    if (running != null) {
      KnownPlan.State end = outcome.isThere() ? KnownPlan.State.DONE : PlanEnd.of(outcome);
      plans.put(running.id(), running.ended(end, outcome.reason(), outcome.detail(), clock.now()));
    }
  }

  /** The id under which a plan runs; empty if it is not known any more. */
  synchronized String idOf(MonitoredDatabase database, RepairPlan plan) {
    KnownPlan running = running(database, plan);
    return running == null ? "" : running.id();
  }

  private @Nullable KnownPlan running(MonitoredDatabase database, RepairPlan plan) {
    for (KnownPlan known : plans.values()) {
      if (known.state(clock) == KnownPlan.State.RUNNING
          && known.database() == database
          && known.plan().fingerprint().equals(plan.fingerprint())) {
        return known;
      }
    }
    return null;
  }

  /**
   * Somebody approves a plan. Who gets it has to tell by {@link #decided} what came of it; nobody
   * else gets it meanwhile, or afterwards.
   *
   * @param given an id, in whatever form it came
   * @param orItsBeginning whether the beginning of an id will do, if there is only one such id
   * @param by the way on which the approval came
   */
  synchronized PlanClaim claim(String given, boolean orItsBeginning, String by) {
    KnownPlan known = find(given, orItsBeginning);
    if (known == null) {
      return PlanClaim.refused(null, Reason.PLAN_UNKNOWN, ID.matcher(given).matches() ? given : "");
    }
    KnownPlan.State state = known.state(clock);
    switch (state) {
      case WAITING:
        KnownPlan running = known.approved(by, clock.now());
        plans.put(known.id(), running);
        return PlanClaim.of(running);
      case EXPIRED:
        return PlanClaim.refused(known, Reason.PLAN_EXPIRED, "at " + known.expires());
      case STALE:
        return PlanClaim.refused(known, Reason.STALE_PLAN, known.detail());
      default:
        return PlanClaim.refused(known, Reason.PLAN_DECIDED, state.code());
    }
  }

  /**
   * The plan of that id; null if there is none, or more than one.
   *
   * @param orItsBeginning see {@link #claim}
   */
  synchronized @Nullable KnownPlan find(String given, boolean orItsBeginning) {
    KnownPlan exact = plans.get(given);
    if (exact != null || !orItsBeginning || given.length() < SHORTEST_BEGINNING) {
      return exact;
    }
    KnownPlan only = null;
    for (KnownPlan known : plans.values()) {
      if (known.id().startsWith(given)) {
        if (only != null) {
          return null;
        }
        only = known;
      }
    }
    return only;
  }

  /** What became of a plan that was approved. */
  synchronized void decided(KnownPlan claimed, KnownPlan now) {
    // Never pushed out while it runs.
    plans.put(claimed.id(), now);
  }

  /** Something was added: the same plan waits in vain where it was made through another pool. */
  synchronized void added(KnownPlan done) {
    waitInVain(
        done.origin().identity(),
        known -> known.plan().fingerprint().equals(done.plan().fingerprint()),
        "as " + done.id());
  }

  /**
   * Somebody has looked: what was added by somebody else meanwhile need not be approved. Only where
   * the plan's own address leads to: a copy of a database may have the same identity.
   *
   * @param read the relations that the catalog was read for
   */
  synchronized void saw(
      MonitoredDatabase database,
      String identity,
      CatalogSnapshot catalog,
      Collection<RelationName> read) {
    waitInVain(
        identity,
        known ->
            known.database().label().equals(database.label())
                && read.containsAll(known.plan().repairedRelations())
                && PlanPremises.isThere(known.plan(), catalog),
        "a check has found it there");
  }

  private void waitInVain(String identity, Predicate<KnownPlan> condition, String detail) {
    for (Map.Entry<String, KnownPlan> entry : plans.entrySet()) {
      KnownPlan known = entry.getValue();
      if (known.state(clock) == KnownPlan.State.WAITING
          && known.origin().identity().equals(identity)
          && condition.test(known)) {
        entry.setValue(
            known.ended(
                KnownPlan.State.ALREADY_PRESENT, Reason.ALREADY_PRESENT, detail, clock.now()));
      }
    }
  }

  private @Nullable KnownPlan latest(
      MonitoredDatabase database, @Nullable String searchPath, RepairPlan plan) {
    KnownPlan latest = null;
    for (KnownPlan known : plans.values()) {
      if (known.database() == database
          && known.plan().fingerprint().equals(plan.fingerprint())
          && Objects.equals(known.origin().searchPath(), searchPath)) {
        latest = known;
      }
    }
    return latest;
  }

  /**
   * A hash of all that whoever approves has seen, then the fingerprint, for whoever looks into the
   * audit: an id that was read, or its beginning, must never be that of another plan, nor of the
   * same one for another database, even after this process began anew.
   */
  private String newId(MonitoredDatabase database, PlanOrigin origin, RepairPlan plan) {
    String seen = KnownPlan.promise(origin, plan) + '\0' + database.label();
    String id = Sha256.hex(seen, HASH_DIGITS) + plan.fingerprint();
    while (plans.containsKey(id)) {
      id = Sha256.hex(seen + '\0' + ++madeSoFar, HASH_DIGITS) + plan.fingerprint();
    }
    return id;
  }

  private void add(KnownPlan plan) {
    plans.put(plan.id(), plan);
    // Nobody can run a plan for an application that was taken out of its server.
    plans.values().removeIf(known -> known.database().target().isGone());
    if (plans.size() > CAPACITY && !removeFirst(this::isDecided)) {
      String most = mostAlike();
      removeFirst(known -> alike(known).equals(most));
    }
  }

  private boolean isDecided(KnownPlan known) {
    KnownPlan.State state = known.state(clock);
    return state != KnownPlan.State.RUNNING && state != KnownPlan.State.WAITING;
  }

  private boolean removeFirst(Predicate<KnownPlan> condition) {
    Iterator<KnownPlan> all = plans.values().iterator();
    while (all.hasNext()) {
      KnownPlan known = all.next();
      if (known.state(clock) != KnownPlan.State.RUNNING && condition.test(known)) {
        all.remove();
        return true;
      }
    }
    return false;
  }

  /** Of plans that differ in the search_path only, each but one can go before any other plan. */
  private String mostAlike() {
    Map<String, Integer> counts = new HashMap<>();
    String most = "";
    for (KnownPlan known : plans.values()) {
      if (known.state(clock) == KnownPlan.State.WAITING
          && counts.merge(alike(known), 1, Integer::sum) > counts.getOrDefault(most, 0)) {
        most = alike(known);
      }
    }
    return most;
  }

  private static String alike(KnownPlan known) {
    return known.database().label() + ' ' + known.plan().fingerprint();
  }

  /** Made last comes first. */
  synchronized List<KnownPlan> all() {
    List<KnownPlan> all = new ArrayList<>(plans.values());
    Collections.reverse(all);
    return all;
  }

  /** Those that somebody could approve now. */
  List<KnownPlan> waiting() {
    List<KnownPlan> waiting = all();
    waiting.removeIf(plan -> plan.state(clock) != KnownPlan.State.WAITING);
    return waiting;
  }

  /** As {@code {"plans":[...]}}. */
  String toJson() {
    JsonWriter json = new JsonWriter().beginObject();
    writeTo(json, all());
    return json.endObject().toString();
  }

  /** These plans, as a field {@code plans}. */
  void writeTo(JsonWriter json, List<KnownPlan> some) {
    json.beginArray("plans");
    some.forEach(plan -> plan.writeTo(json, clock));
    json.endArray();
  }
}
