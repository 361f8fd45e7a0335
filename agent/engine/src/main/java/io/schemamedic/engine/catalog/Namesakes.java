package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What the catalog has instead of a relation that was not found. Immutable. */
public final class Namesakes {
  private final CatalogSnapshot catalog;
  private final List<RelationName> similar;
  private final boolean temporaryElsewhere;

  /** See the accessors. */
  public Namesakes(
      CatalogSnapshot catalog, Collection<RelationName> similar, boolean temporaryElsewhere) {
    this.catalog = catalog;
    this.similar = Collections.unmodifiableList(new ArrayList<>(similar));
    this.temporaryElsewhere = temporaryElsewhere;
  }

  /** All relations of the name in any schema and any case, and the schemas that were searched. */
  public CatalogSnapshot catalog() {
    return catalog;
  }

  /** Names in the searched schemas that may be one slip away; the first of them. */
  public List<RelationName> similar() {
    return similar;
  }

  /** Whether another session of the same role has a temporary table of the name. */
  public boolean isTemporaryElsewhere() {
    return temporaryElsewhere;
  }
}
