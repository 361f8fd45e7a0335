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
    PARTITION_OR_INHERITANCE,
    EXTENSION_OWNED,
    PUBLISHED,
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

  public int attributeCount() {
    return attributeCount;
  }

  /** Live columns in order. */
  public Map<Identifier, LiveColumn> columns() {
    return columns;
  }
}
