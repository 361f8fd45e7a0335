package io.schemamedic.engine.failure;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.Identifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which other thing than a table or column is missing: a sequence, type, function, operator
 * or schema. Such failures are only counted; the name is for the person who has to create it. It is
 * told if it stands at the position, the message contains it and it can be no value, else left out.
 */
final class MissingObjectClassifier {
  private static final String TYPENAME_TYPE = "typenameType";

  /** In calls and aggregates; in CREATE TRIGGER; in DROP, ALTER and GRANT; in CREATE AGGREGATE. */
  private static final Set<String> FUNCTION_ROUTINES =
      set("ParseFuncOrColumn", "LookupFuncName", "LookupFuncWithArgs", "lookup_agg_function");

  /** In expressions; in DISTINCT, GROUP BY and ORDER BY; in DDL. */
  private static final Set<String> OPERATOR_ROUTINES =
      set("op_error", "get_sort_group_operators", "LookupOperName", "LookupOperWithArgs");

  private MissingObjectClassifier() {}

  private static Set<String> set(String... names) {
    return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(names)));
  }

  /** Null if it is none of these. */
  static @Nullable Failure classify(FailureKind kind, ServerError error, ErrorPlace place) {
    String routine = String.valueOf(error.routine());
    switch (kind) {
      case UNDEFINED_TABLE:
        return place.isSequenceArgument() ? sequence(kind, error, place) : null;
      case UNDEFINED_SCHEMA:
        // Before PostgreSQL 16, nextval('missing.s') answers so.
        return place.isSequenceArgument()
            ? sequence(kind, error, place)
            : Failure.countedOnly(kind, Reason.NO_SCHEMA, schemaName(error, place.name()));
      case UNDEFINED_OBJECT:
        return TYPENAME_TYPE.equals(routine)
            ? Failure.countedOnly(kind, Reason.MISSING_TYPE, name(error, place.name()))
            : null;
      case UNDEFINED_FUNCTION:
        if (FUNCTION_ROUTINES.contains(routine)) {
          return Failure.countedOnly(kind, Reason.MISSING_FUNCTION, name(error, place.name()));
        }
        return OPERATOR_ROUTINES.contains(routine)
            ? Failure.countedOnly(kind, Reason.MISSING_OPERATOR, confirmed(error, place.operator()))
            : null;
      default:
        return null;
    }
  }

  private static Failure sequence(FailureKind kind, ServerError error, ErrorPlace place) {
    String name = place.sequenceName();
    String folded = name == null ? "" : name.toLowerCase(Locale.ROOT);
    // If the schema is missing, the message names only that.
    String named =
        kind == FailureKind.UNDEFINED_SCHEMA
            ? folded.substring(0, Math.max(0, folded.indexOf('.')))
            : folded;
    return Failure.countedOnly(
        kind, Reason.MISSING_SEQUENCE, confirmed(error, named).isEmpty() ? "" : folded);
  }

  private static String schemaName(ServerError error, @Nullable NameChain name) {
    Identifier schemaName = name == null ? null : name.qualifier();
    return name == null || schemaName == null || confirmed(error, schemaName.value()).isEmpty()
        ? ""
        : name.told(schemaName.sql());
  }

  private static String name(ServerError error, @Nullable NameChain name) {
    return name == null || confirmed(error, name.last().value()).isEmpty() ? "" : name.toString();
  }

  private static String confirmed(ServerError error, @Nullable String read) {
    return read != null && error.mentions(read) ? read : "";
  }
}
