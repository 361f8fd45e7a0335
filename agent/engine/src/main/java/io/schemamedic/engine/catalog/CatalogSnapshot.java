package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the catalog said about the relations that were asked for, at one moment. Immutable. */
public final class CatalogSnapshot {
  private final SessionFacts facts;
  private final Map<RelationName, LiveRelation> relations;
  private final Map<Identifier, SchemaRights> schemas;
  private final boolean logicalSlot;
  private final boolean newTablesPublished;

  /**
   * @param relations all relations of any kind, in any schema, whose name equals one that was asked
   *     for but for case
   * @param schemas the schemas asked for that exist
   * @param logicalSlot whether someone reads this database's changes, of whatever table
   * @param newTablesPublished whether a publication would take in a new table
   */
  public CatalogSnapshot(
      SessionFacts facts,
      Map<RelationName, LiveRelation> relations,
      Map<Identifier, SchemaRights> schemas,
      boolean logicalSlot,
      boolean newTablesPublished) {
    this.facts = facts;
    this.relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
    this.schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
    this.logicalSlot = logicalSlot;
    this.newTablesPublished = newTablesPublished;
  }

  public SessionFacts facts() {
    return facts;
  }

  /** Null if there is no relation of exactly that name. */
  public @Nullable LiveRelation relation(RelationName name) {
    return relations.get(name);
  }

  /** Relations that could be meant instead: the same name elsewhere, or another case. */
  public List<LiveRelation> lookalikes(RelationName name) {
    List<LiveRelation> found = namesakes(name.name());
    found.removeIf(relation -> relation.name().equals(name));
    return found;
  }

  /** Relations of that name in any schema and any case. */
  public List<LiveRelation> namesakes(Identifier name) {
    List<LiveRelation> found = new ArrayList<>();
    for (LiveRelation relation : relations.values()) {
      if (relation.isTableLike() && fold(relation.name().name()).equals(fold(name))) {
        found.add(relation);
      }
    }
    return found;
  }

  /** Null if the schema does not exist. */
  public @Nullable SchemaRights schema(Identifier name) {
    return schemas.get(name);
  }

  public boolean hasLogicalSlot() {
    return logicalSlot;
  }

  public boolean areNewTablesPublished() {
    return newTablesPublished;
  }

  static String fold(Identifier name) {
    return name.value().toLowerCase(Locale.ROOT);
  }
}
