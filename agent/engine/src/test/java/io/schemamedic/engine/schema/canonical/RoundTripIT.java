package io.schemamedic.engine.schema.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.catalog.SchemaReader;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.schema.ddl.SchemaScript;
import io.schemamedic.engine.schema.ddl.ScriptRunner;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.snapshot.SnapshotReader;
import io.schemamedic.engine.source.snapshot.SnapshotWriter;
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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the model is read from, it is the same model: of a script, of the catalog after that
 * script, of a snapshot of that catalog. And what is made from it is what the script made.
 */
@ExtendWith(TestDatabaseExtension.class)
class RoundTripIT {
  private static final Pattern ONE_CAST = Pattern.compile("\\(ARRAY\\[([^\\]]*)\\]\\)::text\\[\\]");

  static Stream<Path> scripts() throws IOException, URISyntaxException {
    List<Path> scripts = new ArrayList<>();
    // The first three of the other directory are the systems of the demo.
    add(scripts, "/ddl", "0[123]-.*");
    add(scripts, "/roundtrip", ".*");
    return scripts.stream();
  }

  private static void add(List<Path> scripts, String directory, String names)
      throws IOException, URISyntaxException {
    Path path = Path.of(RoundTripIT.class.getResource(directory).toURI());
    try (Stream<Path> files = Files.list(path)) {
      files
          .filter(file -> file.getFileName().toString().matches(names))
          .sorted()
          .forEach(scripts::add);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptCatalogAndSnapshotAreTheSameModel(
      Path script, TestDatabase original, TestDatabase healed, TestDatabase copy) throws Exception {
    String text = Files.readString(script);
    ScriptRunner.run(original, text);
    check(DdlScriptReader.read(script.getFileName().toString(), text), original, healed, copy);
  }

  @Test
  void andSoItIsOfFiveHundredTables(TestDatabase original, TestDatabase healed, TestDatabase copy)
      throws SQLException {
    String script = GeneratedSchema.script(500);
    original.execute(GeneratedSchema.parts(script));
    check(DdlScriptReader.read("generated", script), original, healed, copy);
  }

  private static void check(
      DeclaredSchema declared, TestDatabase original, TestDatabase healed, TestDatabase copy)
      throws SQLException {
    LiveSchema live = live(original);
    SourceContent snapshot = SnapshotReader.read("snapshot:x", "x", SnapshotWriter.write(live));

    assertThat(ModelDifferences.of(declared, live.model())).isEmpty();
    assertThat(snapshot.problems()).isEmpty();
    assertThat(ModelDifferences.of(live.model(), snapshot.schema())).isEmpty();
    assertThat(ModelDifferences.of(declared, snapshot.schema())).isEmpty();

    SortedMap<String, String> catalog = withoutUnsupported(catalog(original), live.model());
    healed.execute(SchemaScript.of(declared).toArray(new String[0]));
    assertThat(catalog(healed)).isEqualTo(catalog);
    copy.execute(SchemaScript.of(snapshot.schema()).toArray(new String[0]));
    assertThat(onceMore(catalog(copy))).isEqualTo(onceMore(catalog));
  }

  /**
   * PostgreSQL shows a list of varchars as one array with a cast; what it makes of that text when
   * it reads it, as every dump does, has a cast for each element.
   */
  private static SortedMap<String, String> onceMore(SortedMap<String, String> catalog) {
    SortedMap<String, String> read = new TreeMap<>();
    catalog.forEach(
        (object, definition) ->
            read.put(
                object,
                ONE_CAST
                    .matcher(definition)
                    .replaceAll(
                        list ->
                            Matcher.quoteReplacement(
                                "ARRAY["
                                    + list.group(1)
                                        .replaceAll("('[^']*'::character varying)", "($1)::text")
                                    + "]"))));
    return read;
  }

  private static LiveSchema live(TestDatabase database) throws SQLException {
    try (Connection connection = database.connection()) {
      return SchemaReader.readAll(connection, 60_000);
    }
  }

  private static SortedMap<String, String> catalog(TestDatabase database) throws SQLException {
    try (Connection connection = database.connection()) {
      return CatalogListing.of(connection);
    }
  }

  private static SortedMap<String, String> withoutUnsupported(
      Map<String, String> catalog, DeclaredSchema schema) {
    SortedMap<String, String> kept = new TreeMap<>(catalog);
    schema.tables().values().stream()
        .filter(table -> !table.isSupported())
        .map(table -> table.name().toString())
        .forEach(
            name ->
                kept.entrySet()
                    .removeIf(
                        entry ->
                            (entry.getKey() + " ").startsWith("table " + name + " ")
                                || entry.getValue().contains(" of " + name + ".")));
    return kept;
  }
}
