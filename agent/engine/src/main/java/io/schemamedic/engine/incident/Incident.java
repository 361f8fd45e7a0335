package io.schemamedic.engine.incident;

import io.schemamedic.engine.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a failing call, or of many that failed for the same reason. Holds names, codes and
 * DDL of ours; never a bound value or a literal of the service. Immutable.
 */
public final class Incident {
  private final String id;
  private final Instant firstSeen;
  private final Instant lastSeen;
  private final long count;
  private final Builder values;
  private final @Nullable String statementFingerprint;

  private Incident(
      String id,
      Instant firstSeen,
      Instant lastSeen,
      long count,
      Builder values,
      @Nullable String statementFingerprint) {
    this.id = id;
    this.firstSeen = firstSeen;
    this.lastSeen = lastSeen;
    this.count = count;
    this.values = values;
    this.statementFingerprint = statementFingerprint;
  }

  /**
   * Begins what happened to one call.
   *
   * @param id as {@link IncidentIds} gives it; also in the audit entries of this call
   * @param decision what became of the call, as a stable code
   * @param reason why, as a stable code
   */
  public static Builder of(String id, Instant seen, String decision, String reason) {
    return new Builder(id, seen, decision, reason);
  }

  /** This one together with a later occurrence, whose particulars are the ones that show. */
  Incident again(Incident later) {
    return new Incident(
        id,
        firstSeen,
        later.lastSeen,
        count + later.count,
        later.values,
        later.statementFingerprint == null ? statementFingerprint : later.statementFingerprint);
  }

  /** This one, its statement named. Not all are: a hash for each call of a storm costs too much. */
  public Incident ofStatement(String fingerprint) {
    return new Incident(id, firstSeen, lastSeen, count, values, fingerprint);
  }

  /** Occurrences with the same key are one incident. */
  String key() {
    return values.key;
  }

  /** The id of the first occurrence. */
  public String id() {
    return id;
  }

  public Instant firstSeen() {
    return firstSeen;
  }

  public Instant lastSeen() {
    return lastSeen;
  }

  /** How often it was seen; at least 1. */
  public long count() {
    return count;
  }

  /** The database by name and server, without credentials; null if unknown. */
  public @Nullable String database() {
    return values.database;
  }

  /** {@code schema.table}; null if the failure names none beyond doubt. */
  public @Nullable String relation() {
    return values.relation;
  }

  /** The missing columns; empty if the relation itself is missing. */
  public List<String> columns() {
    return values.columns;
  }

  public @Nullable String kind() {
    return values.kind;
  }

  public @Nullable String sqlState() {
    return values.sqlState;
  }

  public String decision() {
    return values.decision;
  }

  public String reason() {
    return values.reason;
  }

  /** What is particular about this case; null if nothing is. */
  public @Nullable String detail() {
    return values.detail;
  }

  /** What a person should do about it; null if nothing. */
  public @Nullable String advice() {
    return values.advice;
  }

  /** That of the call that was told last; null if none was. */
  public @Nullable String statementFingerprint() {
    return statementFingerprint;
  }

  /** What was run or is proposed; empty if nothing. */
  public List<String> ddl() {
    return values.ddl;
  }

  /** The fingerprint of the plan that was run or is proposed; null if there is none. */
  @Nullable String plan() {
    return values.plan;
  }

  /** For whom it was decided, in one word; null if nobody tells. */
  @Nullable String by() {
    return values.by;
  }

  /** Files of migrations that have not run here and would have made what is missing. */
  public List<String> pending() {
    return values.pending;
  }

  /** How long the last caller waited for the agent; null if it did not. */
  public @Nullable Duration callDelay() {
    return values.callDelay;
  }

  /** As an object; instants in ISO-8601, UTC. */
  void writeTo(JsonWriter json) {
    json.beginObject()
        .field("id", id)
        .field("firstSeen", firstSeen.toString())
        .field("lastSeen", lastSeen.toString())
        .field("count", count)
        .field("database", values.database)
        .field("relation", values.relation)
        .field("columns", values.columns)
        .field("kind", values.kind)
        .field("sqlState", values.sqlState)
        .field("decision", values.decision)
        .field("reason", values.reason)
        .field("detail", values.detail)
        .field("advice", values.advice)
        .field("runbook", "/runbook#" + values.reason)
        .field("statementFingerprint", statementFingerprint)
        .field("ddl", values.ddl)
        .field("pendingMigrations", values.pending)
        .fieldMillis("callDelayMillis", values.callDelay)
        .endObject();
  }

  /** Collects what is known; everything not set is absent. Used by one thread, once. */
  public static final class Builder {
    private final String id;
    private final Instant seen;
    private final String decision;
    private final String reason;
    private @Nullable String database;
    private @Nullable String relation;
    private List<String> columns = Collections.emptyList();
    private @Nullable String kind;
    private @Nullable String sqlState;
    private @Nullable String detail;
    private @Nullable String advice;
    private List<String> ddl = Collections.emptyList();
    private List<String> pending = Collections.emptyList();
    private @Nullable Duration callDelay;
    private @Nullable String plan;
    private @Nullable String by;
    private String key = "";

    private Builder(String id, Instant seen, String decision, String reason) {
      this.id = id;
      this.seen = seen;
      this.decision = decision;
      this.reason = reason;
    }

    public Builder database(@Nullable String value) {
      this.database = value;
      return this;
    }

    public Builder relation(@Nullable String value, List<String> missingColumns) {
      this.relation = value;
      this.columns = copy(missingColumns);
      return this;
    }

    public Builder failure(@Nullable String failureKind, @Nullable String state) {
      this.kind = failureKind;
      this.sqlState = state;
      return this;
    }

    public Builder detail(@Nullable String value) {
      this.detail = value;
      return this;
    }

    public Builder advice(@Nullable String value) {
      this.advice = value;
      return this;
    }

    public Builder ddl(List<String> statements) {
      this.ddl = copy(statements);
      return this;
    }

    public Builder plan(@Nullable String fingerprint) {
      this.plan = fingerprint;
      return this;
    }

    /**
     * Sets for whom it was decided.
     *
     * @param origin {@code call}, {@code check} or {@code approval}
     */
    public Builder by(String origin) {
      this.by = origin;
      return this;
    }

    public Builder pending(Collection<String> scripts) {
      this.pending = Collections.unmodifiableList(new ArrayList<>(scripts));
      return this;
    }

    public Builder callDelay(@Nullable Duration value) {
      this.callDelay = value;
      return this;
    }

    /** The occurrence. This builder is not to be used any further. */
    public Incident build() {
      key =
          String.join(
              "\0",
              String.valueOf(database),
              String.valueOf(relation),
              String.join("\0", columns),
              String.valueOf(kind),
              reason);
      return new Incident(id, seen, seen, 1, this, null);
    }

    private static List<String> copy(List<String> values) {
      return Collections.unmodifiableList(new ArrayList<>(values));
    }
  }
}
