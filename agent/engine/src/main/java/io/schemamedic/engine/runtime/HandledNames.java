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
import java.util.concurrent.TimeUnit;

/**
 * Tables that were missing in one database, were not added by us, and were there a moment later:
 * the service or its installer makes them itself. In the next database, such as that of another
 * tenant, the same failure is a question. What a person or a migration brings comes later, and is
 * none: taken for a question, it would not be repaired until the process ends. Holds at most
 * {@value #MOST} of each. Thread-safe.
 */
final class HandledNames {
  /** More version and setting tables than a service has. */
  static final int MOST = 200;

  /**
   * From the first failure to the table being seen. Whoever asks and creates does so at once, but
   * an installer may make hundreds of tables before the next failure makes us look.
   */
  static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * What we answer where the service installs itself. After any other answer a grant, a setting, a
   * migration or another process of ours may have made way for the table.
   */
  private static final Set<Reason> WHERE_NOTHING_IS_YET =
      Collections.unmodifiableSet(
          EnumSet.of(
              Reason.DENIED,
              Reason.NO_SCHEMA,
              Reason.NOT_ALLOWED,
              Reason.UNSUPPORTED_DEFINITION,
              Reason.WRONG_DATABASE));

  private final Clock clock;

  /** When each was first found missing. */
  private final Map<String, Long> missing = bounded();

  private final Map<RelationName, Boolean> handled = bounded();

  HandledNames(Clock clock) {
    this.clock = clock;
  }

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<K, V>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** A table is missing, and we do not add it. */
  synchronized void refused(String database, Reason reason, Collection<RelationName> tables) {
    if (WHERE_NOTHING_IS_YET.contains(reason)) {
      for (RelationName table : tables) {
        missing.putIfAbsent(key(database, table), clock.nanos());
      }
    }
  }

  /** A catalog was read. */
  synchronized void saw(
      String database, CatalogSnapshot catalog, Collection<RelationName> relations) {
    for (RelationName relation : relations) {
      if (catalog.relation(relation) != null) {
        Long since = missing.remove(key(database, relation));
        if (since != null && clock.nanos() - since <= MOST_NANOS) {
          handled.put(relation, true);
        }
      }
    }
  }

  /** We have added tables, so nobody else did. */
  synchronized void added(String database, Collection<RelationName> relations) {
    for (RelationName relation : relations) {
      missing.remove(key(database, relation));
    }
  }

  /** Whether one of these was missing in some database before and came by itself at once. */
  synchronized boolean containsAny(Collection<RelationName> relations) {
    return !Collections.disjoint(handled.keySet(), relations);
  }

  private static String key(String database, RelationName relation) {
    return database + '\0' + relation.sql();
  }
}
