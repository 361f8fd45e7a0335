package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.Identifier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column as declared. Constraints other than NOT NULL belong to its table. Immutable. */
public final class DeclaredColumn {
  /** Where the value comes from when a row names none. */
  public enum Generation {
    /** From the default, if any. */
    NONE,
    /** From a sequence of its own; {@link #typeSql()} is then the integer type underneath. */
    SERIAL,
    IDENTITY_ALWAYS,
    IDENTITY_BY_DEFAULT,
    /** Computed and stored. */
    STORED,
    /** Computed when read; PostgreSQL 18 and later. */
    VIRTUAL
  }

  private final Identifier name;
  private final String typeSql;
  private final boolean notNull;
  private final @Nullable Identifier notNullName;
  private final @Nullable String defaultSql;
  private final Generation generation;
  private final String generationSql;
  private final @Nullable String commentSql;

  private DeclaredColumn(
      Identifier name,
      String typeSql,
      boolean notNull,
      @Nullable Identifier notNullName,
      @Nullable String defaultSql,
      Generation generation,
      String generationSql,
      @Nullable String commentSql) {
    this.name = requireNonNull(name);
    this.typeSql = requireNonNull(typeSql);
    this.notNull = notNull;
    this.notNullName = notNullName;
    this.defaultSql = defaultSql;
    this.generation = requireNonNull(generation);
    this.generationSql = requireNonNull(generationSql);
    this.commentSql = commentSql;
  }

  /** A nullable column without default. */
  public static DeclaredColumn of(Identifier name, String typeSql) {
    return new DeclaredColumn(name, typeSql, false, null, null, Generation.NONE, "", null);
  }

  public Identifier name() {
    return name;
  }

  /**
   * The type, its modifiers and its collation as declared, key words in lower case, for example
   * {@code varchar(20) COLLATE "C"}.
   */
  public String typeSql() {
    return typeSql;
  }

  /** True also where it follows from a primary key, from serial or from an identity. */
  public boolean isNotNull() {
    return notNull;
  }

  /** The name given to the NOT NULL constraint, which PostgreSQL keeps from version 18 on. */
  public @Nullable Identifier notNullName() {
    return notNullName;
  }

  /** The default as declared; absent for every generation but {@link Generation#NONE}. */
  public @Nullable String defaultSql() {
    return defaultSql;
  }

  public Generation generation() {
    return generation;
  }

  /**
   * For computed columns the expression in parentheses, for identities the sequence options in
   * parentheses or nothing. Empty otherwise.
   */
  public String generationSql() {
    return generationSql;
  }

  /** The comment as an SQL literal. */
  public @Nullable String commentSql() {
    return commentSql;
  }

  public DeclaredColumn withName(Identifier newName) {
    return new DeclaredColumn(
        newName, typeSql, notNull, notNullName, defaultSql, generation, generationSql, commentSql);
  }

  public DeclaredColumn withType(String newTypeSql) {
    return new DeclaredColumn(
        name, newTypeSql, notNull, notNullName, defaultSql, generation, generationSql, commentSql);
  }

  public DeclaredColumn nullable() {
    return new DeclaredColumn(
        name, typeSql, false, null, defaultSql, generation, generationSql, commentSql);
  }

  /** With NOT NULL; a name given earlier stays unless there is a new one. */
  public DeclaredColumn notNull(@Nullable Identifier constraintName) {
    return new DeclaredColumn(
        name,
        typeSql,
        true,
        constraintName == null ? notNullName : constraintName,
        defaultSql,
        generation,
        generationSql,
        commentSql);
  }

  public DeclaredColumn withDefault(@Nullable String newDefaultSql) {
    return new DeclaredColumn(
        name, typeSql, notNull, notNullName, newDefaultSql, Generation.NONE, "", commentSql);
  }

  /** Serial and identity columns become NOT NULL by this, as in PostgreSQL. */
  public DeclaredColumn withGeneration(Generation newGeneration, String newGenerationSql) {
    boolean neverNull =
        newGeneration == Generation.SERIAL
            || newGeneration == Generation.IDENTITY_ALWAYS
            || newGeneration == Generation.IDENTITY_BY_DEFAULT;
    return new DeclaredColumn(
        name,
        typeSql,
        notNull || neverNull,
        notNullName,
        newGeneration == Generation.NONE ? defaultSql : null,
        newGeneration,
        newGenerationSql,
        commentSql);
  }

  public DeclaredColumn withComment(@Nullable String newCommentSql) {
    return new DeclaredColumn(
        name, typeSql, notNull, notNullName, defaultSql, generation, generationSql, newCommentSql);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredColumn && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, typeSql);
  }

  /** Everything but the comment, in a stable form: two columns are equal if this is. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name.sql()).append(' ').append(typeSql);
    if (notNullName != null) {
      text.append(" CONSTRAINT ").append(notNullName.sql());
    }
    if (notNull) {
      text.append(" NOT NULL");
    }
    if (defaultSql != null) {
      text.append(" DEFAULT ").append(defaultSql);
    }
    if (generation != Generation.NONE) {
      text.append(' ').append(generation).append(generationSql);
    }
    return text.toString();
  }
}
