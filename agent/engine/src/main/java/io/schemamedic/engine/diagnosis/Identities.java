package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.catalog.LiveColumn;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which object had which name when it was last seen. An oid and the number of a column stay when
 * something is renamed, so that a rename can be told for certain. Immutable.
 */
public final class Identities {
  private static final Identities NONE = new Identities(new HashMap<>());

  private final Map<RelationName, Known> known;

  private Identities(Map<RelationName, Known> known) {
    this.known = known;
  }

  public static Identities none() {
    return NONE;
  }

  /** What was known and what is seen now. */
  public Identities seeing(Iterable<LiveRelation> relations) {
    Map<RelationName, Known> all = new HashMap<>(known);
    for (LiveRelation relation : relations) {
      all.put(relation.name(), new Known(relation, known.get(relation.name())));
    }
    return new Identities(all);
  }

  /** Whether nothing was ever seen. */
  public boolean isEmpty() {
    return known.isEmpty();
  }

  /** 0 if the relation was never seen. */
  public long oid(RelationName relation) {
    Known then = known.get(relation);
    return then == null ? 0 : then.oid;
  }

  /** Whether a missing column is there under another name for certain; null if not. */
  public @Nullable Diagnosis renamed(LiveRelation now, Identifier column) {
    Identifier renamed = nowNamed(now, column);
    return renamed == null
        ? null
        : Diagnosis.other(
            Reason.LIKELY_RENAME, now.name() + "." + column.sql() + " is now " + renamed.sql());
  }

  private @Nullable Identifier nowNamed(LiveRelation now, Identifier column) {
    Known then = known.get(now.name());
    Integer number = then == null || then.oid != now.oid() ? null : then.numbers.get(column);
    if (number == null) {
      return null;
    }
    for (Map.Entry<Identifier, LiveColumn> entry : now.columns().entrySet()) {
      if (entry.getValue().number() == number && !entry.getKey().equals(column)) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** One relation with the numbers of all columns that it has had while we looked. */
  private static final class Known {
    private final long oid;
    private final Map<Identifier, Integer> numbers = new HashMap<>();

    Known(LiveRelation now, @Nullable Known then) {
      oid = now.oid();
      if (then != null && then.oid == oid) {
        numbers.putAll(then.numbers);
      }
      now.columns().forEach((name, column) -> numbers.put(name, column.number()));
    }
  }
}
