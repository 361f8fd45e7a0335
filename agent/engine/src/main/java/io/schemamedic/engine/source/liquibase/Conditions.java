package io.schemamedic.engine.source.liquibase;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** On what it depends whether something of a change log runs. */
final class Conditions {
  static final String NONE = "";

  private Conditions() {}

  /** Whether a list such as {@code postgresql, h2} or {@code !oracle} means PostgreSQL. */
  static boolean isForPostgres(@Nullable String dbms) {
    if (dbms == null) {
      return true;
    }
    boolean onlyExcludes = true;
    for (String entry : dbms.toLowerCase(Locale.ROOT).split(",")) {
      String name = entry.trim();
      if (name.equals("!postgresql") || name.equals("none")) {
        return false;
      }
      if (name.equals("postgresql") || name.equals("all")) {
        return true;
      }
      onlyExcludes &= name.startsWith("!");
    }
    return onlyExcludes;
  }

  /** The condition under which a change set, or what is included, runs; empty if always. */
  static String of(ChangeNode node) {
    if (node.firstOf("context", "contextFilter") != null) {
      return "a context";
    }
    if (node.get("labels") != null) {
      return "labels";
    }
    ChangeNode preConditions = node.child("preConditions");
    return preConditions == null || isOnlyForDatabase(preConditions) ? NONE : "preconditions";
  }

  /** Whether it asks for nothing but PostgreSQL. */
  private static boolean isOnlyForDatabase(ChangeNode preConditions) {
    return preConditions.children().stream()
        .allMatch(
            each -> each.is("dbms") && isForPostgres(each.get("type")) && each.get("type") != null);
  }
}
