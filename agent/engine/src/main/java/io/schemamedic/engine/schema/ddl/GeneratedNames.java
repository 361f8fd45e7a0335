package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that PostgreSQL makes up for what a script leaves unnamed (makeObjectName and its
 * callers in the server's source). Needed where a script refers to them, or renames what they were
 * made from and leaves them as they are.
 */
final class GeneratedNames {
  private static final int MAX_BYTES = 63;

  private final DeclaredTable table;
  private final Collection<RelationName> relations;
  private final Set<Identifier> taken = new HashSet<>();

  private GeneratedNames(DeclaredTable table, Collection<RelationName> relations) {
    this.table = table;
    this.relations = relations;
    for (DeclaredConstraint constraint : table.constraints()) {
      take(constraint.name());
    }
    for (DeclaredIndex index : table.indexes()) {
      take(index.name());
    }
  }

  private void take(@Nullable Identifier name) {
    if (name != null) {
      taken.add(name);
    }
  }

  /**
   * The table with nothing left unnamed, in the order in which it was.
   *
   * @param relations the other relations, whose names are taken
   * @throws NotUnderstoodException if a name depends on an expression
   */
  static DeclaredTable pinned(DeclaredTable table, Collection<RelationName> relations)
      throws NotUnderstoodException {
    DeclaredTable named = named(table, relations);
    for (DeclaredConstraint constraint : named.constraints()) {
      if (constraint.name() == null) {
        throw new NotUnderstoodException("an unnamed exclusion constraint");
      }
    }
    for (DeclaredIndex index : named.indexes()) {
      if (index.name() == null) {
        throw new NotUnderstoodException("an unnamed index that has more than columns");
      }
    }
    return named;
  }

  /** The same, but what has a name that depends on an expression stays unnamed. */
  static DeclaredTable named(DeclaredTable table, Collection<RelationName> relations) {
    GeneratedNames names = new GeneratedNames(table, relations);
    DeclaredTable.Builder named = table.toBuilder();
    for (DeclaredColumn column : table.columns()) {
      if (column.isNotNull() && column.notNullName() == null) {
        named.column(column.notNull(names.of(column.name().value(), "not_null")));
      }
    }
    List<DeclaredConstraint> constraints = new ArrayList<>();
    for (DeclaredConstraint constraint : table.constraints()) {
      boolean keep =
          constraint.name() != null || constraint.kind() == DeclaredConstraint.Kind.EXCLUDE;
      constraints.add(keep ? constraint : constraint.withName(names.of(constraint)));
    }
    List<DeclaredIndex> indexes = new ArrayList<>();
    for (DeclaredIndex index : table.indexes()) {
      boolean keep = index.name() != null || !index.isPlain();
      indexes.add(keep ? index : index.withName(names.of(joined(index.columns()), "idx")));
    }
    return named.constraints(constraints).indexes(indexes).build();
  }

  /** The sequence of a serial column. */
  static RelationName sequenceOf(RelationName table, Identifier column) {
    return RelationName.of(
        table.schemaName(), Identifier.of(make(table.name().value(), column.value(), "seq")));
  }

  /** The NOT NULL constraint of a column, unless another one has that name. */
  static Identifier notNullOf(RelationName table, Identifier column) {
    return Identifier.of(make(table.name().value(), column.value(), "not_null"));
  }

  private Identifier of(DeclaredConstraint constraint) {
    switch (constraint.kind()) {
      case PRIMARY_KEY:
        return of(null, "pkey");
      case UNIQUE:
        return of(joined(constraint.columns()), "key");
      case FOREIGN_KEY:
        return of(joined(constraint.columns()), "fkey");
      default:
        List<Identifier> mentioned = constraint.columns();
        return of(mentioned.size() == 1 ? mentioned.get(0).value() : null, "check");
    }
  }

  private Identifier of(@Nullable String addition, String label) {
    String tried = label;
    for (int i = 1; ; i++) {
      Identifier name = Identifier.of(make(table.name().name().value(), addition, tried));
      boolean isRelation = relations.contains(RelationName.of(table.name().schemaName(), name));
      if (!isRelation && taken.add(name)) {
        return name;
      }
      tried = label + i;
    }
  }

  private static String joined(List<Identifier> columns) {
    StringBuilder names = new StringBuilder();
    for (Identifier column : columns) {
      names.append(names.length() == 0 ? "" : "_").append(column.value());
    }
    return clipped(names.toString(), MAX_BYTES);
  }

  /** The longer of both names is cut until all fits. */
  static String make(String first, @Nullable String second, String label) {
    int available = MAX_BYTES - label.length() - 1 - (second == null ? 0 : 1);
    int firstBytes = bytes(first);
    int secondBytes = second == null ? 0 : bytes(second);
    while (firstBytes + secondBytes > available) {
      if (firstBytes > secondBytes) {
        firstBytes--;
      } else {
        secondBytes--;
      }
    }
    String addition = second == null ? "" : "_" + clipped(second, secondBytes);
    return clipped(first, firstBytes) + addition + "_" + label;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String clipped(String text, int maxBytes) {
    int end = text.length();
    while (bytes(text.substring(0, end)) > maxBytes) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }
}
