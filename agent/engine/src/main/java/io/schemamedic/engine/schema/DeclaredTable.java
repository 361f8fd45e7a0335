package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

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

/** A table as declared, with all that belongs to it. Immutable. */
public final class DeclaredTable {
  private final RelationName name;
  private final String sourceName;
  private final boolean unlogged;
  private final boolean rowSecurity;
  private final boolean triggers;
  private final Map<Identifier, DeclaredColumn> columns;
  private final List<DeclaredConstraint> constraints;
  private final List<DeclaredIndex> indexes;
  private final @Nullable String commentSql;
  private final Set<String> unsupported;

  private DeclaredTable(Builder builder) {
    this.name = builder.name;
    this.sourceName = builder.sourceName;
    this.unlogged = builder.unlogged;
    this.rowSecurity = builder.rowSecurity;
    this.triggers = builder.triggers;
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(builder.columns));
    this.constraints = Collections.unmodifiableList(new ArrayList<>(builder.constraints));
    this.indexes = Collections.unmodifiableList(new ArrayList<>(builder.indexes));
    this.commentSql = builder.commentSql;
    this.unsupported = Collections.unmodifiableSet(new LinkedHashSet<>(builder.unsupported));
  }

  /**
   * A table without columns.
   *
   * @param sourceName where it is declared, for messages
   */
  public static Builder builder(RelationName name, String sourceName) {
    return new Builder(name, sourceName);
  }

  public RelationName name() {
    return name;
  }

  /** Where it was declared first. */
  public String sourceName() {
    return sourceName;
  }

  /** In the order of declaration. */
  public Collection<DeclaredColumn> columns() {
    return columns.values();
  }

  public @Nullable DeclaredColumn column(Identifier columnName) {
    return columns.get(columnName);
  }

  /** In the order of declaration, which is the order in which PostgreSQL makes up names. */
  public List<DeclaredConstraint> constraints() {
    return constraints;
  }

  /** Without those that a constraint makes. */
  public List<DeclaredIndex> indexes() {
    return indexes;
  }

  public @Nullable DeclaredConstraint primaryKey() {
    for (DeclaredConstraint constraint : constraints) {
      if (constraint.kind() == DeclaredConstraint.Kind.PRIMARY_KEY) {
        return constraint;
      }
    }
    return null;
  }

  public boolean isUnlogged() {
    return unlogged;
  }

  /** Whether triggers are declared on it: without them a new table would take what they forbid. */
  public boolean hasTriggers() {
    return triggers;
  }

  /** Whether row security is enabled or forced, or a policy is declared. */
  public boolean hasRowSecurity() {
    return rowSecurity;
  }

  /** The comment as an SQL literal. */
  public @Nullable String commentSql() {
    return commentSql;
  }

  /**
   * Why this table must not be created or altered from this declaration, in constant words: it is
   * of a kind that cannot be repaired, or its definition was not wholly understood. Empty if it may
   * be.
   */
  public Set<String> unsupported() {
    return unsupported;
  }

  public boolean isSupported() {
    return unsupported.isEmpty();
  }

  public Builder toBuilder() {
    Builder builder = new Builder(name, sourceName);
    builder.unlogged = unlogged;
    builder.rowSecurity = rowSecurity;
    builder.triggers = triggers;
    builder.columns.putAll(columns);
    builder.constraints.addAll(constraints);
    builder.indexes.addAll(indexes);
    builder.commentSql = commentSql;
    builder.unsupported.addAll(unsupported);
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredTable && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Everything but source and comments, in a stable form: two tables are equal if this is. */
  @Override
  public String toString() {
    return name.sql()
        + (unlogged ? " UNLOGGED " : " ")
        + columns.values()
        + constraints
        + indexes
        + (rowSecurity ? " ROW SECURITY" : "")
        + (unsupported.isEmpty() ? "" : " UNSUPPORTED " + unsupported);
  }

  /** Collects a table. Not thread-safe; may be used again after {@link #build()}. */
  public static final class Builder {
    private final String sourceName;
    private final Map<Identifier, DeclaredColumn> columns = new LinkedHashMap<>();
    private final List<DeclaredConstraint> constraints = new ArrayList<>();
    private final List<DeclaredIndex> indexes = new ArrayList<>();
    private final Set<String> unsupported = new LinkedHashSet<>();
    private RelationName name;
    private boolean unlogged;
    private boolean rowSecurity;
    private boolean triggers;
    private @Nullable String commentSql;

    private Builder(RelationName name, String sourceName) {
      this.name = requireNonNull(name);
      this.sourceName = requireNonNull(sourceName);
    }

    public Builder name(RelationName newName) {
      this.name = requireNonNull(newName);
      return this;
    }

    public @Nullable DeclaredColumn column(Identifier columnName) {
      return columns.get(columnName);
    }

    public Collection<Identifier> columnNames() {
      return Collections.unmodifiableSet(columns.keySet());
    }

    /** Adds the column at the end, or replaces in place the one of that name. */
    public Builder column(DeclaredColumn column) {
      columns.put(column.name(), column);
      return this;
    }

    public Builder columns(Collection<DeclaredColumn> newColumns) {
      columns.clear();
      for (DeclaredColumn column : newColumns) {
        columns.put(column.name(), column);
      }
      return this;
    }

    public Builder constraint(DeclaredConstraint constraint) {
      constraints.add(constraint);
      return this;
    }

    public Builder constraints(Collection<DeclaredConstraint> newConstraints) {
      constraints.clear();
      constraints.addAll(newConstraints);
      return this;
    }

    public Builder index(DeclaredIndex index) {
      indexes.add(index);
      return this;
    }

    public Builder indexes(Collection<DeclaredIndex> newIndexes) {
      indexes.clear();
      indexes.addAll(newIndexes);
      return this;
    }

    public Builder unlogged(boolean isUnlogged) {
      this.unlogged = isUnlogged;
      return this;
    }

    /** Makes the table unsupported as well: its rows would be visible to the wrong people. */
    /** The script creates triggers on it, which are not part of the model. */
    public Builder triggers() {
      this.triggers = true;
      return this;
    }

    public Builder rowSecurity() {
      this.rowSecurity = true;
      return unsupported("row security");
    }

    public Builder comment(@Nullable String newCommentSql) {
      this.commentSql = newCommentSql;
      return this;
    }

    /** Adds a reason in constant words. */
    public Builder unsupported(String reason) {
      unsupported.add(requireNonNull(reason));
      return this;
    }

    /** The table; the columns of its primary key become NOT NULL. */
    public DeclaredTable build() {
      for (DeclaredConstraint constraint : constraints) {
        if (constraint.kind() == DeclaredConstraint.Kind.PRIMARY_KEY) {
          for (Identifier key : constraint.columns()) {
            DeclaredColumn column = columns.get(key);
            if (column != null && !column.isNotNull()) {
              columns.put(key, column.notNull(null));
            }
          }
        }
      }
      return new DeclaredTable(this);
    }
  }
}
