package io.schemamedic.engine.schema.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PostgreSQL is the judge of what a script means: what the reader makes of it must equal what the
 * catalog says after it has run. The scripts say themselves what is to be skipped: a line that ends
 * in {@code --! skipped} begins such a statement, {@code --! unsupported s.t} names a table.
 */
@ExtendWith(TestDatabaseExtension.class)
class DdlScriptReaderIT {
  static Stream<Path> scripts() throws IOException, URISyntaxException {
    Path directory = Path.of(DdlScriptReaderIT.class.getResource("/ddl").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void renderedModelMakesTheSameCatalogAsTheScript(
      Path script, TestDatabase original, TestDatabase rendered) throws Exception {
    DeclaredSchema schema = read(script);
    ScriptRunner.run(original, Files.readString(script));
    rendered.execute(SchemaScript.of(schema).toArray(new String[0]));

    assertThat(catalog(rendered)).isEqualTo(withoutUnsupported(catalog(original), schema));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyTableAndColumnOfTheCatalogIsInTheModel(Path script, TestDatabase database)
      throws Exception {
    DeclaredSchema schema = read(script);
    ScriptRunner.run(database, Files.readString(script));

    List<String> lost = new ArrayList<>();
    for (String row :
        database.query(
            """
            SELECT nspname, relname, attname FROM pg_attribute a
              JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
            WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
              AND nspname <> 'information_schema' AND nspname !~ '^pg_'
            """)) {
      String[] parts = row.split("\\|");
      DeclaredTable table =
          schema.table(RelationName.of(Identifier.of(parts[0]), Identifier.of(parts[1])));
      if (table == null || (table.isSupported() && table.column(Identifier.of(parts[2])) == null)) {
        lost.add(row);
      }
    }
    assertThat(lost).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void skippedStatementsAreThoseThatTheScriptSays(Path script) throws Exception {
    List<Integer> expected = new ArrayList<>();
    List<String> lines = Files.readAllLines(script);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("--! skipped")) {
        expected.add(i + 1);
      }
    }

    assertThat(read(script).skipped().stream().map(SkippedStatement::line).distinct())
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void unsupportedTablesAreThoseThatTheScriptSays(Path script) throws Exception {
    List<String> expected =
        Files.readAllLines(script).stream()
            .filter(line -> line.startsWith("--! unsupported "))
            .map(line -> line.substring("--! unsupported ".length()))
            .toList();

    assertThat(
            read(script).tables().values().stream()
                .filter(table -> !table.isSupported())
                .map(table -> table.name().toString()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void readingTheRenderedModelGivesTheModel(Path script) throws Exception {
    DeclaredSchema schema = read(script);

    DeclaredSchema again =
        DdlScriptReader.read("rendered", String.join(";\n", SchemaScript.of(schema)));

    assertThat(again.skipped()).isEmpty();
    assertThat(supported(again)).isEqualTo(supported(schema));
  }

  /** Without the order of constraints, of which some can only be added later. */
  private static List<String> supported(DeclaredSchema schema) {
    return schema.tables().values().stream()
        .filter(DeclaredTable::isSupported)
        .map(
            table -> {
              List<DeclaredConstraint> sorted = new ArrayList<>(table.constraints());
              sorted.sort(Comparator.comparing(DeclaredConstraint::toString));
              return table.toBuilder().constraints(sorted).build().toString();
            })
        .toList();
  }

  private static DeclaredSchema read(Path script) throws IOException {
    return DdlScriptReader.read(script.getFileName().toString(), Files.readString(script));
  }

  private static SortedMap<String, String> catalog(TestDatabase database) throws SQLException {
    try (Connection connection = database.connection()) {
      return CatalogListing.of(connection);
    }
  }

  private static SortedMap<String, String> withoutUnsupported(
      Map<String, String> catalog, DeclaredSchema schema) {
    SortedMap<String, String> kept = new TreeMap<>(catalog);
    for (DeclaredTable table : schema.tables().values()) {
      if (!table.isSupported()) {
        String key = "table " + table.name();
        kept.keySet().removeIf(each -> each.equals(key) || each.startsWith(key + " "));
        kept.entrySet()
            .removeIf(
                each ->
                    each.getKey().startsWith("sequence ")
                        && each.getValue().contains(" of " + table.name().sql() + "."));
      }
    }
    return kept;
  }
}
