package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An enum type as declared. Immutable. */
public final class DeclaredEnum {
  private final RelationName name;
  private final List<String> labelsSql;

  private DeclaredEnum(RelationName name, List<String> labelsSql) {
    this.name = requireNonNull(name);
    this.labelsSql = Collections.unmodifiableList(new ArrayList<>(labelsSql));
  }

  public static DeclaredEnum of(RelationName name, List<String> labelsSql) {
    return new DeclaredEnum(name, labelsSql);
  }

  /** Types and relations share their names: every table is also a type. */
  public RelationName name() {
    return name;
  }

  /** The labels in their order, each as the SQL literal that was declared. May be empty. */
  public List<String> labelsSql() {
    return labelsSql;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredEnum && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The whole type in a stable form: two are equal if this is. */
  @Override
  public String toString() {
    return name.sql() + " AS ENUM " + labelsSql;
  }
}
