package io.schemamedic.engine.source;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.schema.DeclaredSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one source declares. Immutable. */
public final class SourceContent {
  private final String name;
  private final DeclaredSchema schema;
  private final List<Migration> migrations;
  private final List<String> problems;

  private SourceContent(
      String name, DeclaredSchema schema, List<Migration> migrations, List<String> problems) {
    this.name = requireNonNull(name);
    this.schema = requireNonNull(schema);
    this.migrations = Collections.unmodifiableList(new ArrayList<>(migrations));
    this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
  }

  /** A source that is no list of migrations, wholly read. */
  public static SourceContent of(String name, DeclaredSchema schema) {
    return new SourceContent(
        name, schema, Collections.<Migration>emptyList(), Collections.<String>emptyList());
  }

  /** Migrations in the order in which they run, wholly read. */
  public static SourceContent ofMigrations(
      String name, DeclaredSchema schema, List<Migration> migrations) {
    return new SourceContent(name, schema, migrations, Collections.<String>emptyList());
  }

  /** A source that cannot be relied on: it declares nothing. */
  public static SourceContent broken(String name, List<String> problems) {
    return new SourceContent(
        name, DeclaredSchema.builder().build(), Collections.<Migration>emptyList(), problems);
  }

  /** As the configuration has it, such as {@code classpath:db/migration}. */
  public String name() {
    return name;
  }

  public DeclaredSchema schema() {
    return schema;
  }

  /** In the order in which they run; empty if the source is no list of migrations. */
  public List<Migration> migrations() {
    return migrations;
  }

  /** Why it cannot be relied on, for the operator; empty if it can. */
  public List<String> problems() {
    return problems;
  }
}
