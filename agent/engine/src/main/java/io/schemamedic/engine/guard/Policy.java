package io.schemamedic.engine.guard;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the owner allows. Immutable. */
public final class Policy {
  private final List<RelationPattern> allow;
  private final List<RelationPattern> deny;
  private final Set<Hazard.Kind> refusedHazards;
  private final RepairBudget budget;
  private final boolean recreateDisappeared;

  /**
   * @param allow empty means nothing, never everything
   * @param deny in addition to the built-in list
   * @param refusedHazards {@code repair.refuse}, in addition to what is refused anyway
   * @param recreateDisappeared {@code repair.disappeared=repair}
   */
  public Policy(
      List<RelationPattern> allow,
      List<RelationPattern> deny,
      Set<Hazard.Kind> refusedHazards,
      RepairBudget budget,
      boolean recreateDisappeared) {
    this.allow = Collections.unmodifiableList(new ArrayList<>(allow));
    this.deny = Collections.unmodifiableList(new ArrayList<>(deny));
    this.refusedHazards =
        refusedHazards.isEmpty()
            ? Collections.<Hazard.Kind>emptySet()
            : Collections.unmodifiableSet(EnumSet.copyOf(refusedHazards));
    this.budget = budget;
    this.recreateDisappeared = recreateDisappeared;
  }

  List<RelationPattern> allow() {
    return allow;
  }

  List<RelationPattern> deny() {
    return deny;
  }

  /** Whether the owner allows each of them by its very name, and so vouches for it. */
  public boolean namesExactly(Iterable<RelationName> relations) {
    for (RelationName relation : relations) {
      boolean named = false;
      for (RelationPattern pattern : allow) {
        named |=
            pattern.isExact()
                && pattern.matches(relation.schemaName().value(), relation.name().value());
      }
      if (!named) {
        return false;
      }
    }
    return true;
  }

  /** Whether a relation may be repaired at all, as far as its name decides. */
  public boolean mayRepair(RelationName relation) {
    return NameRules.isAllowed(this, relation) && !NameRules.isDenied(this, relation);
  }

  boolean refuses(Hazard.Kind hazard) {
    return refusedHazards.contains(hazard);
  }

  public RepairBudget budget() {
    return budget;
  }

  public boolean recreatesDisappeared() {
    return recreateDisappeared;
  }
}
