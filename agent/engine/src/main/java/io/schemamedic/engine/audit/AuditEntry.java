package io.schemamedic.engine.audit;

import io.schemamedic.engine.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One decision or one outcome. Holds names, codes, fingerprints and DDL of ours; never a bound
 * value, a literal of the service or a password. Immutable.
 */
public final class AuditEntry {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Builder values;

  private AuditEntry(Builder values) {
    this.values = values;
  }

  /**
   * Begins an entry.
   *
   * @param incident the id by which decision, outcome, log line and status page belong together
   */
  public static Builder at(Instant time, AuditEvent event, String incident) {
    return new Builder(time, event, incident);
  }

  /** One JSON object on one line, without a line end. Fields without a value are left out. */
  String toJson(String agentVersion, String process) {
    return new JsonWriter()
        .beginObject()
        .field("time", TIME.format(values.time))
        .field("event", values.event.code())
        .field("incident", values.incident)
        .field("database", values.database)
        .field("relation", values.relation)
        .field("columns", values.columns)
        .field("kind", values.kind)
        .field("sqlState", values.sqlState)
        .field("mode", values.mode)
        .field("decision", values.decision)
        .field("reason", values.reason)
        .field("detail", values.detail)
        .field("statementFingerprint", values.statementFingerprint)
        .field("planFingerprint", values.planFingerprint)
        .field("catalogFingerprint", values.catalogFingerprint)
        .field("hazards", values.hazards)
        .field("ddl", values.ddl)
        .fieldMillis("durationMillis", values.duration)
        .fieldMillis("callDelayMillis", values.callDelay)
        .field("repairId", values.repairId)
        .field("role", values.role)
        .field("approvedBy", values.approvedBy)
        .field("agentVersion", agentVersion)
        .field("process", process)
        .endObject()
        .toString();
  }

  /** Collects what is known; everything not set is absent. Used by one thread, once. */
  public static final class Builder {
    private final Instant time;
    private final AuditEvent event;
    private final String incident;
    private @Nullable String database;
    private @Nullable String relation;
    private List<String> columns = Collections.emptyList();
    private @Nullable String kind;
    private @Nullable String sqlState;
    private @Nullable String mode;
    private @Nullable String decision;
    private @Nullable String reason;
    private @Nullable String detail;
    private @Nullable String statementFingerprint;
    private @Nullable String planFingerprint;
    private @Nullable String catalogFingerprint;
    private @Nullable String role;
    private List<String> hazards = Collections.emptyList();
    private List<String> ddl = Collections.emptyList();
    private @Nullable Duration duration;
    private @Nullable Duration callDelay;
    private @Nullable String repairId;
    private @Nullable String approvedBy;

    private Builder(Instant time, AuditEvent event, String incident) {
      this.time = time;
      this.event = event;
      this.incident = incident;
    }

    /** The database by name and server, without credentials. */
    public Builder database(@Nullable String value) {
      this.database = value;
      return this;
    }

    /** {@code schema.table}, and the columns that are missing; none if the relation itself is. */
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

    public Builder mode(@Nullable String value) {
      this.mode = value;
      return this;
    }

    /**
     * @param why what is particular about this case, in words of ours
     */
    public Builder decision(String code, String reasonCode, @Nullable String why) {
      this.decision = code;
      this.reason = reasonCode;
      this.detail = why;
      return this;
    }

    /** A hash or a normal form of the statement that holds none of its literals. */
    public Builder statementFingerprint(@Nullable String value) {
      this.statementFingerprint = value;
      return this;
    }

    public Builder plan(@Nullable String fingerprint, List<String> statements) {
      this.planFingerprint = fingerprint;
      this.ddl = copy(statements);
      return this;
    }

    /** What the plan was decided on, and what it was known to do to others. */
    public Builder premises(String fingerprint, List<String> knownHazards) {
      this.catalogFingerprint = fingerprint;
      this.hazards = copy(knownHazards);
      return this;
    }

    /** The role of the database that runs, or would run, the DDL. */
    public Builder role(@Nullable String value) {
      this.role = value;
      return this;
    }

    /** How long the repair took; null if none ran. */
    public Builder duration(@Nullable Duration value) {
      this.duration = value;
      return this;
    }

    /** How long the caller waited; null if not known yet. */
    public Builder callDelay(@Nullable Duration value) {
      this.callDelay = value;
      return this;
    }

    public Builder repairId(@Nullable String value) {
      this.repairId = value;
      return this;
    }

    /** Who said that it may be run; null if nobody had to. */
    public Builder approvedBy(@Nullable String value) {
      this.approvedBy = value;
      return this;
    }

    /** The entry. This builder is not to be used any further. */
    public AuditEntry build() {
      return new AuditEntry(this);
    }

    private static List<String> copy(List<String> values) {
      return Collections.unmodifiableList(new ArrayList<>(values));
    }
  }
}
