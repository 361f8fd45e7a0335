package io.schemamedic.engine.guard;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has happened in one database so far, as this process knows it, at one moment. Immutable. */
public final class History {
  private final Set<String> seen;
  private final RepairCounts counts;
  private final boolean breakerOpen;

  /**
   * @param seen keys by {@link #key} of what was once there
   */
  public History(Set<String> seen, RepairCounts counts, boolean breakerOpen) {
    this.seen = seen;
    this.counts = counts;
    this.breakerOpen = breakerOpen;
  }

  /** The key of a table, or of a column if that is not null. */
  public static String key(RelationName relation, @Nullable Identifier column) {
    return column == null ? relation.sql() : relation.sql() + "." + column.sql();
  }

  boolean wasThere(RelationName relation, @Nullable Identifier column) {
    return seen.contains(key(relation, column));
  }

  RepairCounts counts() {
    return counts;
  }

  boolean isBreakerOpen() {
    return breakerOpen;
  }
}
