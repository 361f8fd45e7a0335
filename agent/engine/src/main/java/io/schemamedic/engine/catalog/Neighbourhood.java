package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the catalog has beside a table that is missing. Immutable. */
public final class Neighbourhood {
  private final List<RelationName> namesWithItsColumns;
  private final List<LiveRelation> withItsColumns;
  private final int declaredThere;
  private final int othersThere;
  private final @Nullable RelationName nowNamed;

  /** See the accessors. */
  public Neighbourhood(
      Collection<RelationName> namesWithItsColumns,
      Collection<LiveRelation> withItsColumns,
      int declaredThere,
      int othersThere,
      @Nullable RelationName nowNamed) {
    this.namesWithItsColumns = Collections.unmodifiableList(new ArrayList<>(namesWithItsColumns));
    this.withItsColumns = Collections.unmodifiableList(new ArrayList<>(withItsColumns));
    this.declaredThere = declaredThere;
    this.othersThere = othersThere;
    this.nowNamed = nowNamed;
  }

  /**
   * All relations of the same schema that nobody declared and that have columns of all the names
   * that the missing table declares.
   */
  public List<RelationName> namesWithItsColumns() {
    return namesWithItsColumns;
  }

  /**
   * The first few of {@link #namesWithItsColumns()}: views after all others, and those with the
   * fewest columns first.
   */
  public List<LiveRelation> withItsColumns() {
    return withItsColumns;
  }

  /** How many declared relations exist. */
  public int declaredThere() {
    return declaredThere;
  }

  /**
   * How many tables in the declared schemas are neither declared nor an extension's nor a tool's.
   */
  public int othersThere() {
    return othersThere;
  }

  /**
   * The name that the table has which once had the missing name; null if that is not known, or if
   * it is gone from the schema.
   */
  public @Nullable RelationName nowNamed() {
    return nowNamed;
  }

  /** What is asked for. Immutable. */
  public static final class Question {
    private final RelationName missing;
    private final Set<Identifier> columns;
    private final Set<RelationName> declared;
    private final long knownOid;
    private final Set<String> tools;
    private final @Nullable RelationName ledger;

    /**
     * @param columns that are declared for the missing table
     * @param declared all declared tables
     * @param knownOid the oid that the missing table had when it was last seen; 0 if unknown
     * @param tools names, in lower case, of tables that tools make in any database
     * @param ledger another table that says nothing about whose database it is; null if there is
     *     none
     */
    public Question(
        RelationName missing,
        Collection<Identifier> columns,
        Collection<RelationName> declared,
        long knownOid,
        Collection<String> tools,
        @Nullable RelationName ledger) {
      this.missing = missing;
      this.columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
      this.declared = Collections.unmodifiableSet(new LinkedHashSet<>(declared));
      this.knownOid = knownOid;
      this.tools = Collections.unmodifiableSet(new LinkedHashSet<>(tools));
      this.ledger = ledger;
    }

    RelationName missing() {
      return missing;
    }

    Set<Identifier> columns() {
      return columns;
    }

    Set<RelationName> declared() {
      return declared;
    }

    long knownOid() {
      return knownOid;
    }

    Set<String> tools() {
      return tools;
    }

    @Nullable RelationName ledger() {
      return ledger;
    }
  }
}
