package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.schema.canonical.CanonicalSequence;
import io.schemamedic.engine.schema.canonical.CanonicalTable;
import io.schemamedic.engine.schema.canonical.Likeness;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * What several independent sources declare together. A name that two of them declare differently is
 * a contradiction, unless both certainly mean the same: the merged schema has the first
 * declaration, and the tables concerned are unsupported, so that nobody repairs from them.
 * Immutable.
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
      BiPredicate<DeclaredTable, DeclaredTable> sameTable =
          (present, other) -> areSame(present, schemaOf(present, sources, bySource), other, next);
      addAll(tables, next.tables(), sources, source, sameTable, contradictions);
      addAll(enums, next.enums(), sources, source, DeclaredEnum::equals, contradictions);
      addAll(sequences, next.sequences(), sources, source, SchemaMerge::areSame, contradictions);
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

  private static DeclaredSchema schemaOf(
      DeclaredTable table,
      Map<RelationName, String> sources,
      Map<String, DeclaredSchema> bySource) {
    return requireNonNull(bySource.get(requireNonNull(sources.get(table.name()))));
  }

  /** One of them may be spelt by hand and the other by a server. */
  private static boolean areSame(
      DeclaredTable present, DeclaredSchema itsSchema, DeclaredTable other, DeclaredSchema next) {
    if (other.equals(present)) {
      return true;
    }
    CanonicalTable first = CanonicalTable.of(present, itsSchema);
    CanonicalTable second = CanonicalTable.of(other, next);
    return first.isSameAs(second) || second.isSameAs(first);
  }

  private static boolean areSame(DeclaredSequence present, DeclaredSequence other) {
    boolean sameOwner =
        Objects.equals(present.owningTable(), other.owningTable())
            && Objects.equals(present.owningColumn(), other.owningColumn());
    return sameOwner
        && CanonicalSequence.of(present).likeness(CanonicalSequence.of(other)) == Likeness.EQUAL;
  }

  private static <T> void addAll(
      Map<RelationName, T> merged,
      Map<RelationName, T> next,
      Map<RelationName, String> sources,
      String source,
      BiPredicate<T, T> same,
      List<SchemaContradiction> contradictions) {
    for (Map.Entry<RelationName, T> entry : next.entrySet()) {
      RelationName name = entry.getKey();
      T present = merged.get(name);
      String presentSource = sources.putIfAbsent(name, source);
      if (presentSource == null) {
        merged.put(name, entry.getValue());
      } else if (present == null || !same.test(present, entry.getValue())) {
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
