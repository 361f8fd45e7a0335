package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the statements read so far have made: a database in the mind. Not thread-safe. */
final class SchemaDraft {
  static final Identifier PUBLIC = Identifier.of("public");

  /** Why a table is not to be repaired if a statement about it was not understood. */
  private static final String DOUBTFUL = "not wholly understood";

  private Objects objects = new Objects();
  private @Nullable Objects beforeTransaction;
  private final List<SkippedStatement> skipped = new ArrayList<>();
  private final List<Renaming> renamings = new ArrayList<>();

  /** Given names of indexes and constraints; what is dropped again stays here. */
  private final Set<RelationName> keys = new HashSet<>();

  Map<RelationName, DeclaredTable> tables() {
    return objects.tables;
  }

  Map<RelationName, DeclaredEnum> enums() {
    return objects.enums;
  }

  Map<RelationName, DeclaredSequence> sequences() {
    return objects.sequences;
  }

  Set<Identifier> schemas() {
    return objects.schemas;
  }

  /** Types that exist in the script and are not modelled: domains, ranges, altered enums. */
  Set<RelationName> skippedTypes() {
    return objects.skippedTypes;
  }

  void searchPath(List<Identifier> newPath) {
    objects.searchPath = Collections.unmodifiableList(new ArrayList<>(newPath));
  }

  /** Back to what it is at the beginning of a script. */
  void resetSearchPath() {
    searchPath(Collections.singletonList(PUBLIC));
  }

  /** Which of the known names is meant; absent if none is. */
  @Nullable RelationName resolve(QualifiedName name, Collection<RelationName> known) {
    Identifier schemaName = name.schemaName();
    if (schemaName != null) {
      RelationName exact = RelationName.of(schemaName, name.name());
      return known.contains(exact) ? exact : null;
    }
    for (Identifier each : objects.searchPath) {
      RelationName candidate = RelationName.of(each, name.name());
      if (known.contains(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  @Nullable DeclaredTable table(QualifiedName name) {
    RelationName known = resolve(name, tables().keySet());
    return known == null ? null : tables().get(known);
  }

  /** The name that a new object gets. */
  RelationName newName(QualifiedName name) throws NotUnderstoodException {
    Identifier schemaName = name.schemaName();
    if (schemaName != null && schemaName.value().startsWith("pg_")) {
      throw new NotUnderstoodException("a schema of the server");
    }
    if (schemaName != null) {
      return RelationName.of(schemaName, name.name());
    }
    if (objects.searchPath.isEmpty()) {
      throw new NotUnderstoodException("no schema in the search path to create in");
    }
    return RelationName.of(objects.searchPath.get(0), name.name());
  }

  /** A table that need not be declared, such as the target of a foreign key. */
  RelationName tableName(QualifiedName name) throws NotUnderstoodException {
    RelationName known = resolve(name, tables().keySet());
    if (known != null) {
      return known;
    }
    if (name.schemaName() == null && objects.searchPath.size() > 1) {
      throw new NotUnderstoodException("a table that could be in several schemas");
    }
    return newName(name);
  }

  void put(DeclaredTable table) {
    tables().put(table.name(), table);
    remember(table);
  }

  private void remember(DeclaredTable table) {
    for (DeclaredIndex index : table.indexes()) {
      remember(table, index.name());
    }
    for (DeclaredConstraint constraint : table.constraints()) {
      remember(table, constraint.name());
    }
  }

  private void remember(DeclaredTable table, @Nullable Identifier name) {
    if (name != null) {
      keys.add(RelationName.of(table.name().schemaName(), name));
    }
  }

  /** Whether an index or constraint of that name may be there; it was at least once, if so. */
  boolean hasHadKey(RelationName name) {
    return keys.contains(name);
  }

  /** The sequence that a serial column has without saying so; absent if there is none. */
  @Nullable RelationName serialSequence(QualifiedName name) {
    Set<RelationName> sequences = new LinkedHashSet<>();
    for (DeclaredTable table : tables().values()) {
      sequences.addAll(SerialColumns.sequencesOf(table));
    }
    return resolve(name, sequences);
  }

  /** Replaces a table in place though its name may have changed. */
  void replace(RelationName oldName, DeclaredTable table) {
    Map<RelationName, DeclaredTable> renamed = new LinkedHashMap<>();
    for (Map.Entry<RelationName, DeclaredTable> entry : tables().entrySet()) {
      DeclaredTable each = entry.getKey().equals(oldName) ? table : entry.getValue();
      renamed.put(each.name(), each);
    }
    remember(table);
    tables().clear();
    tables().putAll(renamed);
    renamings.add(Renaming.ofTable(oldName, table.name()));
  }

  void renamedColumn(RelationName table, Identifier from, Identifier to) {
    renamings.add(Renaming.ofColumn(table, from, to));
  }

  /** What was renamed since the last time; stays even if a script has rolled it back. */
  List<Renaming> takeRenamings() {
    List<Renaming> taken = new ArrayList<>(renamings);
    renamings.clear();
    return taken;
  }

  void skip(ScriptStatement statement, String reason) {
    skip(statement, reason, null);
  }

  /** Skips a statement after which the table is no longer what the draft says. */
  void doubt(ScriptStatement statement, String reason, RelationName tableName) {
    skip(statement, reason, tableName);
    DeclaredTable table = tables().get(tableName);
    if (table != null) {
      put(table.toBuilder().unsupported(DOUBTFUL).build());
    }
  }

  /** Doubts every table with a column of that enum. */
  void doubtUsersOf(DeclaredEnum type, ScriptStatement statement, String reason) {
    DeclaredSchema schema = toSchema();
    for (DeclaredTable table : schema.tables().values()) {
      if (schema.enumsOf(table).contains(type)) {
        doubt(statement, reason, table.name());
      }
    }
  }

  /** Doubts every table that owns the sequence or draws from it. */
  void doubtUsersOf(RelationName sequence, ScriptStatement statement, String reason) {
    DeclaredSchema schema = toSchema();
    for (DeclaredTable table : schema.tables().values()) {
      boolean uses =
          schema.sequencesOf(table).stream().anyMatch(each -> each.name().equals(sequence));
      if (uses || SerialColumns.sequencesOf(table).contains(sequence)) {
        doubt(statement, reason, table.name());
      }
    }
  }

  /** Doubts every table that is not as it was. */
  void doubtChangedSince(
      Map<RelationName, DeclaredTable> earlier, String sourceName, String reason) {
    for (DeclaredTable table : new ArrayList<>(tables().values())) {
      if (!table.equals(earlier.get(table.name()))) {
        skipped.add(SkippedStatement.of(sourceName, 1, "all of it", reason, table.name()));
        put(table.toBuilder().unsupported(DOUBTFUL).build());
      }
    }
  }

  void doubtAll(ScriptStatement statement, String reason) {
    skip(statement, reason);
    for (DeclaredTable table : new ArrayList<>(tables().values())) {
      put(table.toBuilder().unsupported(DOUBTFUL).build());
    }
  }

  private void skip(ScriptStatement statement, String reason, @Nullable RelationName doubtful) {
    skipped.add(
        SkippedStatement.of(
            statement.sourceName(), statement.line(), statement.keywords(), reason, doubtful));
  }

  void beginTransaction() {
    if (beforeTransaction == null) {
      beforeTransaction = new Objects(objects);
    }
  }

  void commit() {
    beforeTransaction = null;
  }

  void rollBack() {
    if (beforeTransaction != null) {
      objects = beforeTransaction;
      beforeTransaction = null;
    }
  }

  DeclaredSchema toSchema() {
    DeclaredSchema.Builder schema = DeclaredSchema.builder().skipped(skipped);
    schemas().forEach(schema::schema);
    enums().values().forEach(schema::enumType);
    sequences().values().forEach(schema::sequence);
    tables().values().forEach(schema::table);
    return schema.build();
  }

  /** All that a rollback would undo. */
  private static final class Objects {
    final Set<Identifier> schemas = new LinkedHashSet<>();
    final Map<RelationName, DeclaredTable> tables = new LinkedHashMap<>();
    final Map<RelationName, DeclaredEnum> enums = new LinkedHashMap<>();
    final Map<RelationName, DeclaredSequence> sequences = new LinkedHashMap<>();
    final Set<RelationName> skippedTypes = new LinkedHashSet<>();
    List<Identifier> searchPath = Collections.singletonList(PUBLIC);

    Objects() {}

    Objects(Objects other) {
      schemas.addAll(other.schemas);
      tables.putAll(other.tables);
      enums.putAll(other.enums);
      sequences.putAll(other.sequences);
      skippedTypes.addAll(other.skippedTypes);
      searchPath = other.searchPath;
    }
  }
}
