package io.schemamedic.engine.schema;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the owner declared, whatever it was read from. Immutable. */
public final class DeclaredSchema {
  private final Set<Identifier> schemas;
  private final Map<RelationName, DeclaredTable> tables;
  private final Map<RelationName, DeclaredEnum> enums;
  private final Map<RelationName, DeclaredSequence> sequences;
  private final List<SkippedStatement> skipped;
  private final String hash;

  private DeclaredSchema(Builder builder) {
    this.schemas = Collections.unmodifiableSet(new LinkedHashSet<>(builder.schemas));
    this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tables));
    this.enums = Collections.unmodifiableMap(new LinkedHashMap<>(builder.enums));
    this.sequences = Collections.unmodifiableMap(new LinkedHashMap<>(builder.sequences));
    this.skipped = Collections.unmodifiableList(new ArrayList<>(builder.skipped));
    this.hash = SchemaHash.of(schemas, tables, enums, sequences);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Schemas that are created explicitly; those that are only used are not among them. */
  public Set<Identifier> schemas() {
    return schemas;
  }

  /** In the order of declaration. Look at {@link DeclaredTable#unsupported()} before use. */
  public Map<RelationName, DeclaredTable> tables() {
    return tables;
  }

  public @Nullable DeclaredTable table(RelationName name) {
    return tables.get(name);
  }

  public Map<RelationName, DeclaredEnum> enums() {
    return enums;
  }

  /** Without those that belong to serial and identity columns. */
  public Map<RelationName, DeclaredSequence> sequences() {
    return sequences;
  }

  /** What was read and is not part of this schema, in the order of the sources. */
  public List<SkippedStatement> skipped() {
    return skipped;
  }

  /**
   * 16 hexadecimal digits of a SHA-256 over everything but comments, sources and what was skipped;
   * independent of the order of declaration.
   */
  public String hash() {
    return hash;
  }

  /** The same, with further things that were read and are not part of it. */
  public DeclaredSchema withSkipped(Collection<SkippedStatement> more) {
    Builder builder = new Builder();
    builder.schemas.addAll(schemas);
    builder.tables.putAll(tables);
    builder.enums.putAll(enums);
    builder.sequences.putAll(sequences);
    return builder.skipped(skipped).skipped(more).build();
  }

  /** The declared enums that the table's columns have as type, arrays of them included. */
  public List<DeclaredEnum> enumsOf(DeclaredTable table) {
    Set<DeclaredEnum> found = new LinkedHashSet<>();
    for (DeclaredColumn column : table.columns()) {
      for (DeclaredEnum candidate : enums.values()) {
        if (isOfType(column.typeSql(), candidate.name().sql())) {
          found.add(candidate);
        }
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(found));
  }

  /** The declared sequences that the table owns or that a default of it draws from by name. */
  public List<DeclaredSequence> sequencesOf(DeclaredTable table) {
    Set<DeclaredSequence> found = new LinkedHashSet<>();
    for (DeclaredSequence sequence : sequences.values()) {
      if (table.name().equals(sequence.owningTable()) || drawsFrom(table, sequence)) {
        found.add(sequence);
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(found));
  }

  private static boolean drawsFrom(DeclaredTable table, DeclaredSequence sequence) {
    String qualified = literalOf(sequence.name().sql());
    String bare = literalOf(sequence.name().name().sql());
    for (DeclaredColumn column : table.columns()) {
      String defaultSql = column.defaultSql();
      if (defaultSql != null
          && defaultSql.contains("nextval(")
          && (defaultSql.contains(qualified) || defaultSql.contains(bare))) {
        return true;
      }
    }
    return false;
  }

  private static String literalOf(String nameSql) {
    return "'" + nameSql.replace("'", "''") + "'";
  }

  private static boolean isOfType(String typeSql, String enumSql) {
    if (!typeSql.startsWith(enumSql)) {
      return false;
    }
    String rest = typeSql.substring(enumSql.length());
    return rest.isEmpty() || rest.startsWith("[") || rest.startsWith(" array");
  }

  /** Collects a schema. Not thread-safe. */
  public static final class Builder {
    private final Set<Identifier> schemas = new LinkedHashSet<>();
    private final Map<RelationName, DeclaredTable> tables = new LinkedHashMap<>();
    private final Map<RelationName, DeclaredEnum> enums = new LinkedHashMap<>();
    private final Map<RelationName, DeclaredSequence> sequences = new LinkedHashMap<>();
    private final List<SkippedStatement> skipped = new ArrayList<>();

    private Builder() {}

    public Builder schema(Identifier schemaName) {
      schemas.add(schemaName);
      return this;
    }

    /** Adds the table, or replaces in place the one of that name. */
    public Builder table(DeclaredTable table) {
      tables.put(table.name(), table);
      return this;
    }

    public Builder enumType(DeclaredEnum type) {
      enums.put(type.name(), type);
      return this;
    }

    public Builder sequence(DeclaredSequence sequence) {
      sequences.put(sequence.name(), sequence);
      return this;
    }

    public Builder skipped(Collection<SkippedStatement> statements) {
      skipped.addAll(statements);
      return this;
    }

    public DeclaredSchema build() {
      return new DeclaredSchema(this);
    }
  }
}
