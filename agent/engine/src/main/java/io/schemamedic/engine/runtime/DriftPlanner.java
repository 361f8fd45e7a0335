package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogReader;
import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Candidates;
import io.schemamedic.engine.diagnosis.Diagnoser;
import io.schemamedic.engine.diagnosis.Diagnosis;
import io.schemamedic.engine.diagnosis.Identities;
import io.schemamedic.engine.guard.Guard;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.guard.GuardInput;
import io.schemamedic.engine.guard.History;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.plan.PlanResult;
import io.schemamedic.engine.plan.Planner;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.source.PendingMigrations;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans what closes the drift of one relation, without a failing statement, by the same diagnosis,
 * planner and guard as for one that failed. Since no statement proves that the service wants the
 * table here, one more rule holds: another declared table of the same source has to be there, or
 * the owner has to name the table exactly. Reads only; not thread-safe.
 */
public final class DriftPlanner {
  private final DeclaredSchema declared;
  private final Collection<SourceContent> sources;
  private final Policy policy;
  private final boolean wholeRelation;
  private final Identities known;
  private final PlanDoubts doubts;

  /**
   * @param declared all sources together
   * @param sources each by itself
   * @param wholeRelation {@code repair.scope=relation}
   * @param known what was seen before in this database
   * @param ledger a table that says nothing about whose database it is; null if there is none
   */
  public DriftPlanner(
      DeclaredSchema declared,
      Collection<SourceContent> sources,
      Policy policy,
      boolean wholeRelation,
      Identities known,
      @Nullable RelationName ledger) {
    this.declared = declared;
    this.sources = new ArrayList<>(sources);
    this.policy = policy;
    this.wholeRelation = wholeRelation;
    this.known = known;
    this.doubts = new PlanDoubts(declared, policy, known, ledger);
  }

  /**
   * The plans and refusals for a declared table: one if the table or several columns are added
   * together, one for each column otherwise; none if it lacks nothing.
   *
   * @param reader within a transaction of the role that would run the plans
   * @param searchPath the service's, in the form that SET understands
   * @param serviceRole which has to be able to use what is made
   */
  public List<DriftPlan> plan(
      RelationName relation,
      CatalogReader reader,
      String searchPath,
      Identifier serviceRole,
      History history)
      throws SQLException {
    DeclaredTable table = declared.table(relation);
    if (table == null) {
      return Collections.emptyList();
    }
    CatalogSnapshot catalog = reader.read(Candidates.withParents(table, declared), searchPath);
    boolean isServices = serviceRole.value().equals(catalog.facts().currentUser());
    PendingMigrations pending = PendingLook.at(reader, sources, declared, catalog.facts());
    return new Look(table, catalog, reader, isServices ? null : serviceRole, history, pending)
        .plans();
  }

  /** One look at one relation. */
  private final class Look {
    private final DeclaredTable table;
    private final CatalogSnapshot catalog;
    private final CatalogReader reader;
    private final @Nullable Identifier grantee;
    private final History history;
    private final PendingMigrations pending;
    private final Diagnoser diagnoser;

    Look(
        DeclaredTable table,
        CatalogSnapshot catalog,
        CatalogReader reader,
        @Nullable Identifier grantee,
        History history,
        PendingMigrations pending) {
      this.table = table;
      this.catalog = catalog;
      this.reader = reader;
      this.grantee = grantee;
      this.history = history;
      this.pending = pending;
      this.diagnoser = new Diagnoser(declared, catalog, known, doubts::isVouchedFor);
    }

    List<DriftPlan> plans() throws SQLException {
      Diagnosis diagnosis = diagnoser.diagnose(table);
      switch (diagnosis.finding()) {
        case OTHER:
          return one(refused(null, null, diagnosis.reason(), diagnosis.detail()));
        case PRESENT:
          return ofColumns();
        default:
          return one(judged(null, planner(wholeRelation).missingTable(table)));
      }
    }

    private List<DriftPlan> ofColumns() throws SQLException {
      LiveRelation live = catalog.relation(table.name());
      List<DriftPlan> single = new ArrayList<>();
      Identifier first = null;
      boolean sure = true;
      for (DeclaredColumn column : table.columns()) {
        if (live == null || live.columns().containsKey(column.name())) {
          continue;
        }
        first = first == null ? column.name() : first;
        Diagnosis diagnosis = diagnoser.diagnose(table, column.name());
        sure &= diagnosis.finding() != Diagnosis.Finding.OTHER;
        single.add(
            diagnosis.finding() == Diagnosis.Finding.OTHER
                ? refused(column.name(), null, diagnosis.reason(), diagnosis.detail())
                : judged(column.name(), planner(false).missingColumn(table, column.name())));
      }
      if (first == null || single.size() == 1 || !sure || !wholeRelation) {
        return single;
      }
      DriftPlan whole = judged(null, planner(true).missingColumn(table, first));
      return whole.refusal() == null ? one(whole) : single;
    }

    private DriftPlan judged(@Nullable Identifier column, PlanResult result) throws SQLException {
      if (result.plan() == null) {
        return DriftPlan.unplanned(table.name(), column, result, catalog);
      }
      RepairPlan plan = pending.notedIn(result.plan());
      if (pending.isUnderWay()) {
        return refused(column, plan, Reason.DEPLOY_IN_PROGRESS, PendingLook.UNDER_WAY);
      }
      String renaming = pending.renamingInto(plan);
      if (renaming != null) {
        return refused(column, plan, Reason.LIKELY_RENAME, renaming);
      }
      GuardDecision decision = Guard.decide(new GuardInput(plan, catalog, policy, history));
      if (!decision.isAllowed()) {
        return refused(column, plan, decision.reason(), decision.detail());
      }
      Diagnosis doubt = doubts.about(reader::around, catalog, null, plan);
      if (doubt != null) {
        return refused(column, plan, doubt.reason(), doubt.detail());
      }
      RelationName unproven = firstUnproven(plan);
      return unproven == null
          ? DriftPlan.allowed(table.name(), column, plan, catalog)
          : refused(column, plan, Reason.UNPROVEN_DATABASE, unproven.toString());
    }

    /** A table that gets a column is there itself, and so says whose database this is. */
    private @Nullable RelationName firstUnproven(RepairPlan plan) throws SQLException {
      for (RelationName created : plan.newTables()) {
        if (!doubts.isVouchedFor(created) && !reader.isAnyTable(ofSameSource(created))) {
          return created;
        }
      }
      return null;
    }

    private DriftPlan refused(
        @Nullable Identifier column, @Nullable RepairPlan plan, Reason reason, String detail) {
      return DriftPlan.refused(table.name(), column, plan, reason, detail, catalog);
    }

    private Planner planner(boolean whole) {
      return new Planner(declared, catalog, whole, grantee);
    }
  }

  private Set<RelationName> ofSameSource(RelationName table) {
    Set<RelationName> tables = new LinkedHashSet<>();
    for (SourceContent source : sources) {
      if (source.schema().table(table) != null) {
        tables.addAll(source.schema().tables().keySet());
      }
    }
    return tables;
  }

  private static List<DriftPlan> one(DriftPlan plan) {
    return Collections.singletonList(plan);
  }
}
