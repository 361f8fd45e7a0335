package io.schemamedic.engine.schema;

import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What several independent sources declare together. A name that two of them declare differently is
 * a contradiction: the merged schema has the first declaration, and the tables concerned are
 * unsupported, so that nobody repairs from them. Immutable.
 */
public final class SchemaMerge {
  private static final String CONTRADICTED = "declared differently in two sources";

  private final DeclaredSchema schema;
  private final List<SchemaContradiction> contradictions;

  private SchemaMerge(DeclaredSchema schema, List<SchemaContradiction> contradictions) {
    this.schema = schema;
    this.contradictions = Collections.unmodifiableList(new ArrayList<>(contradictions));
  }

  /**
   * Merges schemas in the given order.
   *
   * @param bySource each schema under the name of its source, in the order of the configuration
   */
  public static SchemaMerge of(Map<String, DeclaredSchema> bySource) {
    List<SchemaContradiction> contradictions = new ArrayList<>();
    Map<RelationName, DeclaredTable> tables = new LinkedHashMap<>();
    Map<RelationName, DeclaredEnum> enums = new LinkedHashMap<>();
    Map<RelationName, DeclaredSequence> sequences = new LinkedHashMap<>();
    Map<RelationName, String> sources = new LinkedHashMap<>();
    DeclaredSchema.Builder merged = DeclaredSchema.builder();
    for (Map.Entry<String, DeclaredSchema> entry : bySource.entrySet()) {
      String source = entry.getKey();
      DeclaredSchema next = entry.getValue();
      next.schemas().forEach(merged::schema);
      merged.skipped(next.skipped());
      addAll(tables, next.tables(), sources, source, contradictions);
      addAll(enums, next.enums(), sources, source, contradictions);
      addAll(sequences, next.sequences(), sources, source, contradictions);
    }
    enums.values().forEach(merged::enumType);
    sequences.values().forEach(merged::sequence);
    for (DeclaredTable table : tables.values()) {
      merged.table(table);
    }
    DeclaredSchema whole = merged.build();
    for (DeclaredTable table : tables.values()) {
      if (isInDoubt(whole, table, contradictions)) {
        merged.table(table.toBuilder().unsupported(CONTRADICTED).build());
      }
    }
    return new SchemaMerge(merged.build(), contradictions);
  }

  private static <T> void addAll(
      Map<RelationName, T> merged,
      Map<RelationName, T> next,
      Map<RelationName, String> sources,
      String source,
      List<SchemaContradiction> contradictions) {
    for (Map.Entry<RelationName, T> entry : next.entrySet()) {
      RelationName name = entry.getKey();
      T present = merged.get(name);
      String presentSource = sources.putIfAbsent(name, source);
      if (presentSource == null) {
        merged.put(name, entry.getValue());
      } else if (!entry.getValue().equals(present)) {
        contradictions.add(new SchemaContradiction(name, presentSource, source));
      }
    }
  }

  private static boolean isInDoubt(
      DeclaredSchema whole, DeclaredTable table, List<SchemaContradiction> contradictions) {
    for (SchemaContradiction contradiction : contradictions) {
      RelationName name = contradiction.name();
      if (name.equals(table.name())
          || whole.enumsOf(table).stream().anyMatch(type -> type.name().equals(name))
          || whole.sequencesOf(table).stream().anyMatch(each -> each.name().equals(name))) {
        return true;
      }
    }
    return false;
  }

  /** All sources together, contradicted tables marked unsupported. */
  public DeclaredSchema schema() {
    return schema;
  }

  /** In the order in which they were found; empty if the sources agree. */
  public List<SchemaContradiction> contradictions() {
    return contradictions;
  }
}
