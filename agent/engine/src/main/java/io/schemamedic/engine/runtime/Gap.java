package io.schemamedic.engine.runtime;

import io.schemamedic.engine.diagnosis.Candidates;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.FlatStatement;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.statement.StatementText;
import org.jspecify.annotations.Nullable;

/** One classified failure together with the statement in which it occurred. Immutable. */
final class Gap implements RepairCause {
  private final String incident;
  private final Failure failure;
  private final StatementShape shape;
  private final DeclaredSchema declared;
  private final Candidates candidates;
  private final int callerPid;
  private final @Nullable String searchPath;
  private @Nullable String key;

  /**
   * @param incident id under which everything about this call is recorded
   * @param declared what was declared when the call failed: one answer for the whole line
   * @param searchPath as the server reported it; null if it does not
   */
  Gap(
      String incident,
      Failure failure,
      StatementShape shape,
      DeclaredSchema declared,
      Candidates candidates,
      int callerPid,
      @Nullable String searchPath) {
    this.incident = incident;
    this.failure = failure;
    this.shape = shape;
    this.declared = declared;
    this.candidates = candidates;
    this.callerPid = callerPid;
    this.searchPath = searchPath;
  }

  @Override
  public String incident() {
    return incident;
  }

  @Override
  public Failure failure() {
    return failure;
  }

  @Override
  public String kind() {
    return failure.kind().code();
  }

  @Override
  public @Nullable String sqlState() {
    return failure.kind().sqlState();
  }

  StatementShape shape() {
    return shape;
  }

  DeclaredSchema declared() {
    return declared;
  }

  NamedRelations named() {
    return NamedRelations.of(shape);
  }

  Candidates candidates() {
    return candidates;
  }

  @Override
  public int callerPid() {
    return callerPid;
  }

  @Nullable String searchPath() {
    return searchPath;
  }

  @Override
  public String preparable() {
    return StatementText.preparable(shape);
  }

  @Override
  public String statementFingerprint() {
    return StatementText.fingerprint(shape);
  }

  /** The declared relation concerned, if only one can be; for labels and records. */
  @Nullable String relation() {
    boolean only = candidates.tables().size() == 1 && !mayBeOfAnother();
    return only ? onlyTable().name().toString() : null;
  }

  /** A plan does not tell which of the statement's tables has changed. */
  private boolean mayBeOfAnother() {
    return failure.isStalePlan() && !FlatStatement.of(shape).namesOneRelation();
  }

  private DeclaredTable onlyTable() {
    return candidates.tables().get(0);
  }

  /** The missing column, if a column is missing and it is declared; for labels and records. */
  @Nullable String column() {
    NameChain name = failure.name();
    return name == null || candidates.isEmpty() || failure.kind() == FailureKind.UNDEFINED_TABLE
        ? null
        : name.last().value();
  }

  /** Callers with equal keys wait for the same repair. */
  String key() {
    // Two threads may both make it, and make the same.
    String known = key;
    if (known == null) {
      known = failure.key() + "|" + relationKey() + "|" + searchPath;
      key = known;
    }
    return known;
  }

  private String relationKey() {
    StringBuilder key = new StringBuilder();
    for (DeclaredTable table : candidates.tables()) {
      key.append(relationKey(table.name()));
    }
    return key.toString();
  }

  private static String relationKey(RelationName relation) {
    return relation.sql() + ',';
  }

  /** Whether a gap of this key can be about that relation; at worst also of one named like it. */
  static boolean isAbout(String key, RelationName relation) {
    return key.contains(relationKey(relation));
  }
}
