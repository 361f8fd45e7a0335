package io.schemamedic.engine.source;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.schema.DeclaredSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one source declares. Immutable. */
public final class SourceContent {
  private final String name;
  private final DeclaredSchema schema;
  private final List<Migration> migrations;
  private final List<String> problems;
  private final @Nullable MigrationTool tool;

  private SourceContent(
      String name,
      DeclaredSchema schema,
      List<Migration> migrations,
      List<String> problems,
      @Nullable MigrationTool tool) {
    this.name = requireNonNull(name);
    this.schema = requireNonNull(schema);
    this.migrations = Collections.unmodifiableList(new ArrayList<>(migrations));
    this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
    this.tool = tool;
  }

  /** A source that is no list of migrations, wholly read. */
  public static SourceContent of(String name, DeclaredSchema schema) {
    return new SourceContent(
        name, schema, Collections.<Migration>emptyList(), Collections.<String>emptyList(), null);
  }

  /** Migrations of Flyway in the order in which they run, wholly read. */
  public static SourceContent ofMigrations(
      String name, DeclaredSchema schema, List<Migration> migrations) {
    return new SourceContent(
        name, schema, migrations, Collections.<String>emptyList(), MigrationTool.FLYWAY);
  }

  /** A change log of Liquibase, its change sets in the order in which they run, wholly read. */
  public static SourceContent ofChangeLog(
      String name, DeclaredSchema schema, List<Migration> changeSets) {
    return new SourceContent(
        name, schema, changeSets, Collections.<String>emptyList(), MigrationTool.LIQUIBASE);
  }

  /** A source that cannot be relied on: it declares nothing. */
  public static SourceContent broken(String name, List<String> problems) {
    return new SourceContent(
        name, DeclaredSchema.builder().build(), Collections.<Migration>emptyList(), problems, null);
  }

  /** The same under another name, where several services of a process have one each. */
  public SourceContent named(String newName) {
    return new SourceContent(newName, schema, migrations, problems, tool);
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

  /** Whose migrations these are; null if the source is no list of migrations. */
  public @Nullable MigrationTool tool() {
    return tool;
  }

  /** Why it cannot be relied on, for the operator; empty if it can. */
  public List<String> problems() {
    return problems;
  }
}
