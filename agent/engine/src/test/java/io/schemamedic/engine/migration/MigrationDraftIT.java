package io.schemamedic.engine.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.schema.ddl.DdlWriter;
import io.schemamedic.engine.schema.ddl.IdempotentDdl;
import io.schemamedic.engine.schema.ddl.MigrationStep;
import io.schemamedic.engine.source.MigrationTool;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs drafts where the agent has repaired, and where nobody has, and compares the catalogs. */
@ExtendWith(TestDatabaseExtension.class)
class MigrationDraftIT {
  private static final String NOTHING = "";

  @Test
  void newTablesWithParentsChecksForeignKeysAndIndexes(
      TestDatabase repaired, TestDatabase untouched, @TempDir Path directory) throws IOException {
    Addition addition =
        new Addition(
            """
            CREATE TABLE chat_sessions (
              id uuid PRIMARY KEY, user_id uuid NOT NULL, title varchar(200),
              is_archived boolean DEFAULT false, created_at timestamptz DEFAULT now());
            CREATE INDEX ON chat_sessions (user_id);
            CREATE TABLE chat_messages (
              id uuid PRIMARY KEY,
              session_id uuid NOT NULL REFERENCES chat_sessions ON DELETE CASCADE,
              role varchar(20) NOT NULL CHECK (role IN ('user', 'assistant')),
              citations jsonb DEFAULT '[]', content text NOT NULL);
            CREATE INDEX ix_messages ON chat_messages (session_id, role DESC);
            CREATE INDEX ON chat_messages (session_id);
            """,
            List.of("public.chat_sessions", "public.chat_messages"),
            Map.of());

    assertDraftFollowsRepair(addition, NOTHING, repaired, untouched, directory);
  }

  @Test
  void newColumnsOfATableWithRows(
      TestDatabase repaired, TestDatabase untouched, @TempDir Path directory) throws IOException {
    Addition addition =
        new Addition(
            """
            CREATE TABLE conversations (
              id varchar(36) PRIMARY KEY, updated_at timestamp DEFAULT now(),
              metadata jsonb DEFAULT '{}', kind text NOT NULL DEFAULT 'plain');
            """,
            List.of(),
            Map.of("public.conversations", List.of("updated_at", "metadata", "kind")));

    assertDraftFollowsRepair(
        addition,
        "CREATE TABLE conversations (id varchar(36) PRIMARY KEY);"
            + "INSERT INTO conversations VALUES ('a'), ('b');",
        repaired,
        untouched,
        directory);
    assertThat(repaired.query("SELECT id, kind FROM conversations ORDER BY id"))
        .containsExactly("a|plain", "b|plain");
  }

  @Test
  void foreignKeysOfNewColumnsComeOnceNamedOrNot(
      TestDatabase repaired, TestDatabase untouched, @TempDir Path directory) throws IOException {
    Addition addition =
        new Addition(
            """
            CREATE TABLE parents (id bigint PRIMARY KEY);
            CREATE TABLE children (
              id bigint PRIMARY KEY,
              first bigint REFERENCES parents,
              second bigint CONSTRAINT "It's $medic$ \\ here" REFERENCES parents ON DELETE SET NULL);
            """,
            List.of(),
            Map.of("public.children", List.of("first", "second")));

    assertDraftFollowsRepair(
        addition,
        "CREATE TABLE parents (id bigint PRIMARY KEY); CREATE TABLE children (id bigint PRIMARY KEY);",
        repaired,
        untouched,
        directory);
  }

  @Test
  void indexesOverNewColumnsAreLeftToTheDraft(
      TestDatabase repaired, TestDatabase untouched, @TempDir Path directory) throws IOException {
    Addition addition =
        new Addition(
            "CREATE TABLE orders (id bigint PRIMARY KEY, note text);"
                + "CREATE INDEX ON orders (note); CREATE INDEX by_id ON orders (id DESC);",
            List.of(),
            Map.of("public.orders", List.of("note")));

    String draft =
        assertDraftFollowsRepair(
            addition,
            "CREATE TABLE orders (id bigint PRIMARY KEY);",
            repaired,
            untouched,
            directory);

    assertThat(draft)
        .contains("\nCREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note_idx ON public.orders")
        .doesNotContain("by_id");
  }

  @Test
  void sequencesOwnedByNewTables(
      TestDatabase repaired, TestDatabase untouched, @TempDir Path directory) throws IOException {
    Addition addition =
        new Addition(
            """
            CREATE SEQUENCE tickets_no_seq START 100;
            CREATE TABLE tickets (
              no bigint PRIMARY KEY DEFAULT nextval('tickets_no_seq'), s serial,
              i int GENERATED ALWAYS AS IDENTITY);
            ALTER SEQUENCE tickets_no_seq OWNED BY tickets.no;
            """,
            List.of("public.tickets"),
            Map.of());

    assertDraftFollowsRepair(addition, NOTHING, repaired, untouched, directory);
  }

  @Test
  void hostileNames(TestDatabase repaired, TestDatabase untouched, @TempDir Path directory)
      throws IOException {
    Addition addition =
        new Addition(
            """
            CREATE SCHEMA "My; Schema";
            CREATE TABLE "My; Schema"."TABLE x""; -- '
            " ("INDEX ""$$" int PRIMARY KEY, "b'\\" int DEFAULT 1);
            CREATE INDEX "IF ""NOT' EXISTS" ON "My; Schema"."TABLE x""; -- '
            " ("b'\\");
            """,
            List.of("My; Schema.TABLE x\"; -- '\n"),
            Map.of());

    assertDraftFollowsRepair(
        addition, "CREATE SCHEMA \"My; Schema\";", repaired, untouched, directory);
  }

  @Test
  void unnamedIndexOnAnExpressionOfANewColumnIsLeftToTheReviewerAsAComment(
      TestDatabase database, @TempDir Path directory) throws IOException {
    DeclaredSchema schema =
        DdlScriptReader.read("s.sql", "CREATE TABLE t (a text); CREATE INDEX ON t (a, lower(a));");
    database.execute("CREATE TABLE t ()");

    Draft draft =
        draft(schema, List.of(), Map.of(name("public.t"), Set.of(Identifier.of("a"))), directory);

    assertThat(draft.text())
        .contains("-- To be named and added by the reviewer: CREATE INDEX ON public.t ");
    draft.run(database);
    draft.run(database);
    assertThat(database.query("SELECT count(*) FROM pg_indexes WHERE tablename = 't'"))
        .containsExactly("0");
  }

  /** Returns the draft. */
  private static String assertDraftFollowsRepair(
      Addition addition,
      String before,
      TestDatabase repaired,
      TestDatabase untouched,
      Path directory)
      throws IOException {
    DeclaredSchema schema = DdlScriptReader.read("declared.sql", addition.declared());
    assertThat(schema.skipped()).isEmpty();
    repaired.execute(before);
    untouched.execute(before);
    addition.repair(schema).forEach(repaired::execute);
    List<String> afterRepair = catalog(repaired);
    Draft draft = draft(schema, addition.tableNames(), addition.columnNames(), directory);

    draft.run(repaired);
    draft.run(untouched);
    assertThat(catalog(repaired)).containsAll(afterRepair).isEqualTo(catalog(untouched));

    List<String> afterDraft = catalog(repaired);
    draft.run(repaired);
    assertThat(catalog(repaired)).isEqualTo(afterDraft);
    return draft.text();
  }

  private static Draft draft(
      DeclaredSchema schema,
      List<RelationName> tables,
      Map<RelationName, Set<Identifier>> columns,
      Path directory)
      throws IOException {
    List<MigrationStep> steps = IdempotentDdl.of(schema, tables, columns, Map.of());
    Path first =
        MigrationDraftWriter.into(directory.toFile())
            .write(
                MigrationDraft.of(MigrationTool.FLYWAY, Instant.EPOCH, "relation", steps)
                    .fact("Relations", tables.toString() + columns)
                    .build())
            .toPath();
    StringBuilder late = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith("_late.sql")).toList()) {
        late.append(Files.readString(file));
      }
    }
    return new Draft(Files.readString(first), late.toString(), steps);
  }

  /** Everything of the test's own schemas that a migration could make differently. */
  private static List<String> catalog(TestDatabase database) {
    List<String> catalog = new ArrayList<>();
    String ours = " NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ";
    catalog.addAll(
        database.query(
            "SELECT n.nspname, c.relname, c.relkind, a.attname, a.attnum,"
                + " format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
                + " pg_get_expr(d.adbin, d.adrelid)"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                + " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
                + " WHERE n.nspname"
                + ours
                + "ORDER BY 1, 2, 5"));
    catalog.addAll(
        database.query(
            "SELECT n.nspname, conrelid::regclass, conname, contype, convalidated,"
                + " pg_get_constraintdef(c.oid) FROM pg_constraint c"
                + " JOIN pg_namespace n ON n.oid = c.connamespace"
                + " WHERE n.nspname"
                + ours
                + "ORDER BY 1, 2, 3"));
    catalog.addAll(
        database.query("SELECT indexdef FROM pg_indexes WHERE schemaname" + ours + "ORDER BY 1"));
    catalog.addAll(
        database.query(
            "SELECT d.objid::regclass, d.refobjid::regclass, d.refobjsubid, d.deptype, s.seqstart"
                + " FROM pg_depend d JOIN pg_sequence s ON s.seqrelid = d.objid"
                + " WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass"
                + " ORDER BY 1"));
    return catalog;
  }

  private static RelationName name(String schemaDotTable) {
    int dot = schemaDotTable.indexOf('.');
    return RelationName.of(
        Identifier.of(schemaDotTable.substring(0, dot)),
        Identifier.of(schemaDotTable.substring(dot + 1)));
  }

  /** The scripts; what runs outside of a transaction is sent statement by statement. */
  private record Draft(String first, String late, List<MigrationStep> steps) {

    String text() {
      return first + late;
    }

    void run(TestDatabase database) {
      database.execute(first);
      steps.stream().filter(MigrationStep::isAlone).forEach(step -> database.execute(step.sql()));
    }
  }

  /** What a repair adds; the names as the catalog has them, the schema before the first dot. */
  private record Addition(
      String declared, List<String> newTables, Map<String, List<String>> newColumns) {

    List<RelationName> tableNames() {
      return newTables.stream().map(MigrationDraftIT::name).toList();
    }

    Map<RelationName, Set<Identifier>> columnNames() {
      Map<RelationName, Set<Identifier>> names = new LinkedHashMap<>();
      newColumns.forEach(
          (table, columns) ->
              names.put(name(table), Set.copyOf(columns.stream().map(Identifier::of).toList())));
      return names;
    }

    /** The plain statements, as a repair runs them. */
    List<String> repair(DeclaredSchema schema) {
      List<String> statements = new ArrayList<>();
      for (RelationName name : tableNames()) {
        DeclaredTable table = requireNonNull(schema.table(name));
        List<DeclaredSequence> sequences =
            schema.sequencesOf(table).stream()
                .filter(sequence -> name.equals(sequence.owningTable()))
                .toList();
        sequences.forEach(sequence -> statements.add(DdlWriter.createSequence(sequence)));
        statements.add(DdlWriter.createTable(table));
        sequences.forEach(sequence -> statements.add(DdlWriter.ownSequence(sequence)));
        for (DeclaredIndex index : table.indexes()) {
          statements.add(DdlWriter.createIndex(name, index));
        }
      }
      columnNames()
          .forEach(
              (name, columns) -> {
                DeclaredTable table = requireNonNull(schema.table(name));
                List<DeclaredColumn> added =
                    table.columns().stream().filter(each -> columns.contains(each.name())).toList();
                List<DeclaredConstraint> keys =
                    table.constraints().stream()
                        .filter(each -> each.kind() == DeclaredConstraint.Kind.FOREIGN_KEY)
                        .toList();
                statements.add(DdlWriter.addColumns(table, added, keys));
              });
      return statements;
    }
  }
}
