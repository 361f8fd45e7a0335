package io.schemamedic.engine.plan;

import io.schemamedic.engine.sql.RelationName;
import org.jspecify.annotations.Nullable;

/** One DDL statement of a plan, rendered from the declared schema. Immutable. */
public final class PlannedStatement {
  /** Name of the empty temporary copy on which an alteration is tried first. */
  public static final String TWIN = "pg_temp.schema_medic_twin";

  private final RelationName relation;
  private final String ddl;
  private final @Nullable String twinDdl;

  private PlannedStatement(RelationName relation, String ddl, @Nullable String twinDdl) {
    this.relation = relation;
    this.ddl = ddl;
    this.twinDdl = twinDdl;
  }

  /** A statement that makes something new: a table, its sequence, its index, a grant on it. */
  public static PlannedStatement creating(RelationName relation, String ddl) {
    return new PlannedStatement(relation, ddl, null);
  }

  /**
   * A statement that alters a table which exists.
   *
   * @param twinDdl the same alteration of {@link #TWIN}, without foreign keys, which a temporary
   *     table may not have
   */
  public static PlannedStatement altering(RelationName relation, String ddl, String twinDdl) {
    return new PlannedStatement(relation, ddl, twinDdl);
  }

  public RelationName relation() {
    return relation;
  }

  public String ddl() {
    return ddl;
  }

  /** Null for a statement that touches nothing which exists. */
  public @Nullable String twinDdl() {
    return twinDdl;
  }

  @Override
  public String toString() {
    return ddl;
  }
}
