package io.schemamedic.engine.drift;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One difference between what is declared and what a database has. Immutable. */
public final class Drift {
  private final DriftKind kind;
  private final RelationName relation;
  private final @Nullable Identifier name;
  private final @Nullable String wanted;
  private final @Nullable String found;

  private Drift(
      DriftKind kind,
      RelationName relation,
      @Nullable Identifier name,
      @Nullable String wanted,
      @Nullable String found) {
    this.kind = requireNonNull(kind);
    this.relation = requireNonNull(relation);
    this.name = name;
    this.wanted = wanted;
    this.found = found;
  }

  /** The relation, sequence or type itself is missing. */
  public static Drift missing(DriftKind kind, RelationName relation) {
    return new Drift(kind, relation, null, null, null);
  }

  /**
   * Something of a relation or type.
   *
   * @param name of the column, constraint or index; null if it has none
   * @param wanted as it is declared; null if the name says all
   * @param found what is there instead; null if nothing is
   */
  public static Drift of(
      DriftKind kind,
      RelationName relation,
      @Nullable Identifier name,
      @Nullable String wanted,
      @Nullable String found) {
    return new Drift(kind, relation, name, wanted, found);
  }

  public DriftKind kind() {
    return kind;
  }

  public Severity severity() {
    return kind.severity();
  }

  /** The relation; for sequences and enums their own name. */
  public RelationName relation() {
    return relation;
  }

  /** The column, constraint or index; null if the relation itself is concerned. */
  public @Nullable Identifier name() {
    return name;
  }

  /** As it is declared; null if the name says all. */
  public @Nullable String wanted() {
    return wanted;
  }

  /** What is there instead; null if nothing is. */
  public @Nullable String found() {
    return found;
  }

  /** What it is about, for people: {@code schema.table} or {@code schema.table.column}. */
  public String subject() {
    if (name != null) {
      return relation + "." + name.sql();
    }
    return wanted == null ? relation.toString() : relation + " " + wanted;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Drift)) {
      return false;
    }
    Drift that = (Drift) other;
    return kind == that.kind
        && relation.equals(that.relation)
        && Objects.equals(name, that.name)
        && Objects.equals(wanted, that.wanted)
        && Objects.equals(found, that.found);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, relation, name, wanted, found);
  }

  /** For people, such as {@code column_type public.orders.id: wanted bigint, found integer}. */
  @Override
  public String toString() {
    String text = kind.code() + " " + (name == null ? relation.toString() : subject());
    if (wanted != null) {
      text += ": wanted " + wanted;
    }
    return found == null ? text : text + (wanted == null ? ": found " : ", found ") + found;
  }
}
