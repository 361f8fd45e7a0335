package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tables that were missing in one database, were not added by us, and were there later: the service
 * or its installer makes them itself. In the next database, such as that of another tenant, the
 * same failure is a question. Holds at most {@value #MOST} of each. Thread-safe.
 */
final class HandledNames {
  /** More version and setting tables than a service has. */
  static final int MOST = 200;

  /** After these another process, with the same configuration, may have added the table for us. */
  private static final Set<Reason> OURS_TO_ADD =
      Collections.unmodifiableSet(
          EnumSet.of(
              Reason.AUDIT_UNAVAILABLE,
              Reason.BREAKER_OPEN,
              Reason.BUDGET_SPENT,
              Reason.BUSY,
              Reason.CALLER_HOLDS_LOCK,
              Reason.KILL_SWITCH,
              Reason.STALE_PLAN,
              Reason.STANDBY));

  private final Map<String, Boolean> missing = bounded();
  private final Map<RelationName, Boolean> handled = bounded();

  private static <K> Map<K, Boolean> bounded() {
    return new LinkedHashMap<K, Boolean>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
        return size() > MOST;
      }
    };
  }

  /** A table is missing, and we do not add it. */
  synchronized void refused(String database, Reason reason, Collection<RelationName> tables) {
    if (!OURS_TO_ADD.contains(reason)) {
      for (RelationName table : tables) {
        missing.put(key(database, table), true);
      }
    }
  }

  /** A catalog was read. */
  synchronized void saw(
      String database, CatalogSnapshot catalog, Collection<RelationName> relations) {
    for (RelationName relation : relations) {
      if (catalog.relation(relation) != null && missing.remove(key(database, relation)) != null) {
        handled.put(relation, true);
      }
    }
  }

  /** We have added tables, so nobody else did. */
  synchronized void added(String database, Collection<RelationName> relations) {
    for (RelationName relation : relations) {
      missing.remove(key(database, relation));
    }
  }

  /** Whether one of these was missing in some database before and came by itself. */
  synchronized boolean containsAny(Collection<RelationName> relations) {
    return !Collections.disjoint(handled.keySet(), relations);
  }

  private static String key(String database, RelationName relation) {
    return database + '\0' + relation.sql();
  }
}
