package io.schemamedic.engine.guard;

import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.SimpleQuery;
import io.schemamedic.engine.statement.StatementShape;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failing statement is a question: a migration tool or the service asks whether something
 * exists, expects the failure, and acts on it. To answer by adding the thing would be a lie.
 */
public final class ExistenceProbe {
  private ExistenceProbe() {}

  /**
   * Who asks; null if the failure is none that anyone seems to expect.
   *
   * @param declared the declared tables that the failure can be about
   * @param handledBefore whether the service has met this name as missing before, and made it
   *     itself
   * @param callers the frames of the call; only asked if it matters, since reading them is slow
   */
  public static @Nullable String asks(
      Failure failure,
      StatementShape shape,
      Collection<RelationName> declared,
      boolean handledBefore,
      Policy policy,
      Supplier<StackTraceElement[]> callers) {
    NameChain name = failure.name();
    if (name == null) {
      return null;
    }
    boolean table = failure.kind() == FailureKind.UNDEFINED_TABLE;
    boolean vouchedFor = !declared.isEmpty() && policy.namesExactly(declared);
    boolean versionTable = table && VersionTables.contains(name.last().value());
    if (versionTable && !vouchedFor && SimpleQuery.readsOneRelation(shape)) {
      return name.last().sql() + " is a version table";
    }
    if (table && handledBefore && !vouchedFor && !declared.isEmpty()) {
      return name.sql() + " was missing before, and the service made it";
    }
    if (declared.isEmpty() && !versionTable) {
      return null;
    }
    MigrationTool tool = MigrationTool.among(callers.get());
    return tool == null ? null : "called by " + tool.label();
  }
}
