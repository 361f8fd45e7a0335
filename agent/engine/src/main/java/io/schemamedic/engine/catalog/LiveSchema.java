package io.schemamedic.engine.catalog;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a database has, as a script would declare it that makes the same. Immutable. */
public final class LiveSchema {
  private final int serverVersion;
  private final DeclaredSchema model;
  private final Map<RelationName, String> otherRelations;
  private final Map<RelationName, List<DeclaredIndex>> invalidIndexes;

  /**
   * @param otherRelations what is there under a name of its own and is no part of the model
   * @param invalidIndexes by table
   */
  public LiveSchema(
      int serverVersion,
      DeclaredSchema model,
      Map<RelationName, String> otherRelations,
      Map<RelationName, List<DeclaredIndex>> invalidIndexes) {
    this.serverVersion = serverVersion;
    this.model = requireNonNull(model);
    this.otherRelations = Collections.unmodifiableMap(new LinkedHashMap<>(otherRelations));
    Map<RelationName, List<DeclaredIndex>> copy = new LinkedHashMap<>();
    invalidIndexes.forEach(
        (table, indexes) ->
            copy.put(table, Collections.unmodifiableList(new ArrayList<>(indexes))));
    this.invalidIndexes = Collections.unmodifiableMap(copy);
  }

  /** As {@code server_version_num} has it, for example 150004. */
  public int serverVersion() {
    return serverVersion;
  }

  /**
   * The tables with all that belongs to them, partitions and other unsupported ones included, the
   * enums, sequences and schemas, each in the order of their names. Without temporary objects and
   * those of extensions. A constraint that old rows are exempt from is {@linkplain
   * io.schemamedic.engine.schema.DeclaredConstraint#isNotValid() not valid}.
   */
  public DeclaredSchema model() {
    return model;
  }

  /**
   * Views, materialized views, foreign tables and tables of extensions, each with what it is in
   * constant words.
   */
  public Map<RelationName, String> otherRelations() {
    return otherRelations;
  }

  /** Indexes that no query uses, mostly left by a build that failed; no part of the model. */
  public List<DeclaredIndex> invalidIndexes(RelationName table) {
    return invalidIndexes.getOrDefault(table, Collections.<DeclaredIndex>emptyList());
  }

  /** The tables with invalid indexes, in the order of their names. */
  public Map<RelationName, List<DeclaredIndex>> invalidIndexes() {
    return invalidIndexes;
  }
}
