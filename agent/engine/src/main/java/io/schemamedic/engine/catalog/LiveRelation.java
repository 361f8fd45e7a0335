package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One relation as the catalog has it. Immutable. */
public final class LiveRelation {

  /** Traits that keep a relation from being altered automatically, and rights that are needed. */
  public enum Trait {
    /** {@code relkind} is {@code r}. */
    ORDINARY_TABLE,
    /** The session's role owns it or is a member of the owner. */
    OWNED,
    ROW_SECURITY,
    /** A view or a materialized view. */
    VIEW,
    FOREIGN_TABLE,
    /** Partitioned, or a partition. */
    PARTITION,
    /** A parent or a child, but of no partitioning. */
    INHERITANCE,
    EXTENSION_OWNED,
    PUBLISHED,
    /** The target of a subscription. */
    SUBSCRIBED,
    /** The role has USAGE on the schema, so that the relation can be named at all. */
    VISIBLE
  }

  private final long oid;
  private final RelationName name;
  private final Set<Trait> traits;
  private final int attributeCount;
  private final Map<Identifier, LiveColumn> columns;

  /**
   * @param attributeCount columns ever made, dropped ones included: they count against the limit of
   *     1600
   */
  public LiveRelation(
      long oid,
      RelationName name,
      Set<Trait> traits,
      int attributeCount,
      Map<Identifier, LiveColumn> columns) {
    this.oid = oid;
    this.name = name;
    this.traits =
        traits.isEmpty()
            ? Collections.<Trait>emptySet()
            : Collections.unmodifiableSet(EnumSet.copyOf(traits));
    this.attributeCount = attributeCount;
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  public long oid() {
    return oid;
  }

  public RelationName name() {
    return name;
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /**
   * Whether it is a table, view, foreign or partitioned table. A sequence, an index or a composite
   * type is none, and keeps a table of that name from being created.
   */
  public boolean isTableLike() {
    return is(Trait.ORDINARY_TABLE)
        || is(Trait.VIEW)
        || is(Trait.FOREIGN_TABLE)
        || is(Trait.PARTITION);
  }

  public int attributeCount() {
    return attributeCount;
  }

  /** Live columns in order. */
  public Map<Identifier, LiveColumn> columns() {
    return columns;
  }
}
