package io.schemamedic.engine.runtime;

import io.schemamedic.engine.digest.Sha256;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.IdempotentDdl;
import io.schemamedic.engine.schema.ddl.MigrationStep;
import io.schemamedic.engine.sql.RelationName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan was made for, and where: all that is needed to look again later. Without the
 * statement, since a plan may wait for long. Immutable.
 */
final class PlanOrigin {
  private static final int HEX_DIGITS = 16;
  private static final List<DeclaredColumn> NONE = Collections.emptyList();

  private final String incident;
  private final String kind;
  private final @Nullable String sqlState;
  private final @Nullable String statementFingerprint;
  private final @Nullable String searchPath;
  private final String identity;
  private final String declaration;

  private PlanOrigin(
      RepairCause cause, @Nullable String searchPath, String identity, String declaration) {
    this.incident = cause.incident();
    this.kind = cause.kind();
    this.sqlState = cause.sqlState();
    this.statementFingerprint = cause.statementFingerprint();
    this.searchPath = searchPath;
    this.identity = identity;
    this.declaration = declaration;
  }

  /** Of a plan that is run at once, so that nobody has to look again. */
  static PlanOrigin of(RepairCause cause) {
    return new PlanOrigin(cause, null, "", "");
  }

  /**
   * Of a plan that waits.
   *
   * @param identity of the database, as the server tells it
   * @param declaration by {@link #declaration}
   */
  static PlanOrigin of(Gap gap, String identity, String declaration) {
    return new PlanOrigin(gap, gap.searchPath(), identity, declaration);
  }

  /**
   * A hash of all that is declared of what a plan adds, and of the names beside it: another one is
   * another wish.
   */
  static String declaration(DeclaredSchema declared, RepairPlan plan) {
    StringBuilder all = new StringBuilder();
    for (MigrationStep step :
        IdempotentDdl.of(declared, plan.newTables(), plan.newColumns(), plan.leftOutColumns())) {
      all.append(step.sql()).append('\0');
    }
    // What is declared no more may be what is added now, under its old name.
    for (RelationName name : plan.newColumns().keySet()) {
      DeclaredTable table = declared.table(name);
      for (DeclaredColumn column : table == null ? NONE : table.columns()) {
        all.append(column.name().sql()).append('\0');
      }
    }
    return Sha256.hex(all.toString(), HEX_DIGITS);
  }

  /** The database, the wish, and how both are seen: equal where an approval means the same. */
  List<String> ground() {
    return Arrays.asList(identity, declaration, String.valueOf(searchPath));
  }

  String incident() {
    return incident;
  }

  String kind() {
    return kind;
  }

  @Nullable String sqlState() {
    return sqlState;
  }

  @Nullable String statementFingerprint() {
    return statementFingerprint;
  }

  /** As the server reported it in the failing session; null if it did not. */
  @Nullable String searchPath() {
    return searchPath;
  }

  /** Of the database for which the plan was made. */
  String identity() {
    return identity;
  }

  /** Whether the same is declared now. */
  boolean isStillDeclared(DeclaredSchema now, RepairPlan plan) {
    return declaration.equals(declaration(now, plan));
  }
}
