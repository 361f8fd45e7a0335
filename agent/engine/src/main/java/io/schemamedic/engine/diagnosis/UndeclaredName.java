package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.statement.NamedRelations;

/** Why a name that nobody declared was not found, as far as no database is needed to tell. */
public final class UndeclaredName {
  private UndeclaredName() {}

  /** For a failure that no declared table can be about. */
  public static Diagnosis diagnose(Failure failure, NamedRelations named, DeclaredSchema declared) {
    if (isTemporary(failure)) {
      return Diagnosis.other(Reason.TEMPORARY_TABLE_GONE, String.valueOf(failure.name()));
    }
    String near = DeclaredNeighbours.nearest(failure, named, declared);
    return near == null
        ? Diagnosis.other(Reason.UNDECLARED, failure.toString())
        : Diagnosis.other(Reason.NEAR_MISS, near + " is declared");
  }

  /** The schema of temporary tables goes by an alias, and by a number for each session. */
  private static boolean isTemporary(Failure failure) {
    NameChain name = failure.name();
    Identifier schemaName = name == null ? null : name.qualifier();
    return failure.kind() == FailureKind.UNDEFINED_TABLE
        && schemaName != null
        && schemaName.value().matches("pg_temp(_[0-9]+)?");
  }
}
