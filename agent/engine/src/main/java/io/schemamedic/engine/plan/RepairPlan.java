package io.schemamedic.engine.plan;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The additions that would close a gap: typed, in the order in which they run, with what they would
 * do to others. Immutable.
 */
public final class RepairPlan {
  private final List<PlannedStatement> statements;
  private final Set<RelationName> newTables;
  private final Map<RelationName, Set<Identifier>> newColumns;
  private final Map<RelationName, Set<Identifier>> leftOutColumns;
  private final Map<RelationName, Set<Identifier>> undeclaredColumns;
  private final Set<RelationName> referencedTables;
  private final List<Hazard> hazards;
  private final Set<String> pending;
  private final String fingerprint;
  private final String catalogFingerprint;

  private RepairPlan(Builder builder) {
    this.statements = Collections.unmodifiableList(new ArrayList<>(builder.statements));
    this.newTables = Collections.unmodifiableSet(new LinkedHashSet<>(builder.newTables));
    this.newColumns = Collections.unmodifiableMap(new LinkedHashMap<>(builder.newColumns));
    this.leftOutColumns = Collections.unmodifiableMap(new LinkedHashMap<>(builder.leftOutColumns));
    this.undeclaredColumns =
        Collections.unmodifiableMap(new LinkedHashMap<>(builder.undeclaredColumns));
    this.referencedTables =
        Collections.unmodifiableSet(new LinkedHashSet<>(builder.referencedTables));
    this.hazards = Collections.unmodifiableList(new ArrayList<>(builder.hazards));
    this.pending = Collections.emptySet();
    this.fingerprint = Fingerprint.of(ddl());
    this.catalogFingerprint =
        builder.catalog == null ? "" : Premises.fingerprint(this, builder.catalog);
  }

  private RepairPlan(RepairPlan plan, Set<String> pending, List<Hazard> more) {
    this.statements = plan.statements;
    this.newTables = plan.newTables;
    this.newColumns = plan.newColumns;
    this.undeclaredColumns = plan.undeclaredColumns;
    this.leftOutColumns = plan.leftOutColumns;
    this.referencedTables = plan.referencedTables;
    List<Hazard> all = new ArrayList<>(plan.hazards);
    all.addAll(more);
    this.hazards = Collections.unmodifiableList(all);
    this.pending = Collections.unmodifiableSet(new LinkedHashSet<>(pending));
    this.fingerprint = plan.fingerprint;
    this.catalogFingerprint = plan.catalogFingerprint;
  }

  /** Starts an empty plan. */
  public static Builder builder() {
    return new Builder();
  }

  /** In the order in which they run. Never empty in a plan that is offered. */
  public List<PlannedStatement> statements() {
    return statements;
  }

  /** The DDL texts alone, for records. */
  public List<String> ddl() {
    List<String> ddl = new ArrayList<>();
    for (PlannedStatement statement : statements) {
      ddl.add(statement.ddl());
    }
    return ddl;
  }

  public Set<RelationName> newTables() {
    return newTables;
  }

  /** New columns of tables that exist. */
  public Map<RelationName, Set<Identifier>> newColumns() {
    return newColumns;
  }

  /**
   * Columns that the altered tables lack as well, and that only a migration can add: each is told
   * by a hazard {@link Hazard.Kind#LEFT_OUT}, too.
   */
  public Map<RelationName, Set<Identifier>> leftOutColumns() {
    return leftOutColumns;
  }

  /**
   * Columns of the altered tables that are there and not declared: one may be a missing one under
   * its new name.
   */
  public Set<Identifier> undeclaredColumns(RelationName table) {
    return undeclaredColumns.getOrDefault(table, Collections.<Identifier>emptySet());
  }

  /** Tables that exist and that a new foreign key refers to. */
  public Set<RelationName> referencedTables() {
    return referencedTables;
  }

  /** The tables that exist and that are locked: those it alters, and those it refers to. */
  public Set<RelationName> lockedTables() {
    Set<RelationName> tables = new LinkedHashSet<>(newColumns.keySet());
    tables.addAll(referencedTables);
    return tables;
  }

  /** Every relation that gets something new. */
  public Set<RelationName> repairedRelations() {
    Set<RelationName> relations = new LinkedHashSet<>(newTables);
    relations.addAll(newColumns.keySet());
    return relations;
  }

  public List<Hazard> hazards() {
    return hazards;
  }

  /**
   * The same plan where migrations of the service's would make the same.
   *
   * @param scripts their files
   * @param more hazards that come with them
   */
  public RepairPlan withPending(Set<String> scripts, List<Hazard> more) {
    return new RepairPlan(this, scripts, more);
  }

  /** Files of the service's migrations that have not run here and would make the same. */
  public Set<String> pending() {
    return pending;
  }

  /** Hash of the statements: what was approved or decided on is what runs. */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Hash of what the plan rests on in the catalog. What was decided on that catalog holds on
   * another one exactly if {@link #restsOn} says so.
   */
  public String catalogFingerprint() {
    return catalogFingerprint;
  }

  /** Whether a catalog that was read later says all that the plan was made and guarded by. */
  public boolean restsOn(CatalogSnapshot later) {
    return catalogFingerprint.equals(Premises.fingerprint(this, later));
  }

  @Override
  public String toString() {
    return fingerprint + " " + statements;
  }

  /** Collects a plan. Not thread-safe. */
  public static final class Builder {
    private final List<PlannedStatement> statements = new ArrayList<>();
    private final Set<RelationName> newTables = new LinkedHashSet<>();
    private final Map<RelationName, Set<Identifier>> newColumns = new LinkedHashMap<>();
    private final Map<RelationName, Set<Identifier>> leftOutColumns = new LinkedHashMap<>();
    private final Map<RelationName, Set<Identifier>> undeclaredColumns = new LinkedHashMap<>();
    private final Set<RelationName> referencedTables = new LinkedHashSet<>();
    private final List<Hazard> hazards = new ArrayList<>();
    private @Nullable CatalogSnapshot catalog;

    private Builder() {}

    /** Adds a statement that runs after those added before. */
    public Builder statement(PlannedStatement statement) {
      statements.add(statement);
      return this;
    }

    public Builder newTable(RelationName table) {
      newTables.add(table);
      return this;
    }

    public Builder newColumns(RelationName table, Set<Identifier> columns) {
      newColumns.put(table, Collections.unmodifiableSet(new LinkedHashSet<>(columns)));
      return this;
    }

    public Builder leftOutColumns(RelationName table, Set<Identifier> columns) {
      leftOutColumns.put(table, Collections.unmodifiableSet(new LinkedHashSet<>(columns)));
      return this;
    }

    public Builder undeclaredColumns(RelationName table, Set<Identifier> columns) {
      undeclaredColumns.put(table, Collections.unmodifiableSet(new LinkedHashSet<>(columns)));
      return this;
    }

    public Builder referencedTable(RelationName table) {
      referencedTables.add(table);
      return this;
    }

    public Builder hazard(Hazard hazard) {
      if (!hazards.contains(hazard)) {
        hazards.add(hazard);
      }
      return this;
    }

    /** What the plan is made by. Without it, the plan rests on no catalog and cannot run. */
    public Builder madeBy(CatalogSnapshot snapshot) {
      catalog = snapshot;
      return this;
    }

    public RepairPlan build() {
      return new RepairPlan(this);
    }
  }
}
