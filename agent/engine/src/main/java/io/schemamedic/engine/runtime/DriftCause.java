package io.schemamedic.engine.runtime;

import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check has found that a relation lacks something; nothing has failed for it yet. Immutable. */
final class DriftCause implements RepairCause {
  private final String incident;
  private final RelationName relation;
  private final List<String> columns;

  /**
   * @param columns that the relation lacks; empty if it is missing itself
   */
  DriftCause(String incident, RelationName relation, List<Identifier> columns) {
    this.incident = incident;
    this.relation = relation;
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.value()));
    this.columns = Collections.unmodifiableList(names);
  }

  RelationName relation() {
    return relation;
  }

  List<String> columns() {
    return columns;
  }

  @Override
  public String incident() {
    return incident;
  }

  @Override
  public @Nullable Failure failure() {
    return null;
  }

  @Override
  public String kind() {
    return (columns.isEmpty() ? DriftKind.MISSING_TABLE : DriftKind.MISSING_COLUMN).code();
  }

  @Override
  public @Nullable String sqlState() {
    return null;
  }

  @Override
  public @Nullable String statementFingerprint() {
    return null;
  }

  @Override
  public @Nullable String preparable() {
    return null;
  }

  @Override
  public int callerPid() {
    return 0;
  }
}
