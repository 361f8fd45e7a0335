package io.schemamedic.engine.source.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final String SCRIPT =
      """
      CREATE SCHEMA sales;
      CREATE TYPE sales.state AS ENUM ('open', 'it''s closed');
      CREATE TABLE sales.orders (id bigserial PRIMARY KEY, state sales.state, parent bigint);
      COMMENT ON TABLE sales.orders IS 'What was; and -- is';
      CREATE INDEX by_state ON sales.orders (state) WHERE parent IS NULL;
      CREATE TRIGGER t BEFORE INSERT ON sales.orders FOR EACH ROW EXECUTE FUNCTION f();
      CREATE TABLE sales.parts (id int, sold_on date) PARTITION BY LIST (id);
      """;

  @Test
  void snapshotIsReadAsItWasWritten() {
    SourceContent content = read(snapshot(SCRIPT));

    assertThat(content.problems()).isEmpty();
    assertThat(content.name()).isEqualTo("snapshot:shop.sql");
    assertThat(content.schema().hash()).isEqualTo(read(snapshot(SCRIPT)).schema().hash());
    assertThat(content.schema().schemas()).isEqualTo(declared(SCRIPT).schemas());
    assertThat(content.schema().enums()).isEqualTo(declared(SCRIPT).enums());
    assertThat(table(content, "orders")).isEqualTo(table(declared(SCRIPT), "orders"));
    assertThat(table(content, "orders").commentSql()).isEqualTo("'What was; and -- is'");
  }

  @Test
  void headSaysFormatVersionAndHash() {
    assertThat(snapshot(SCRIPT).lines().limit(3).toList())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("-- Schema Medic snapshot, format 1"),
            second -> assertThat(second).isEqualTo("-- PostgreSQL 15.4"),
            third -> assertThat(third).matches("-- sha256 [0-9a-f]{64}"));
  }

  @Test
  void triggersAndTablesThatCannotBeRepairedAreKnown() {
    SourceContent content = read(snapshot(SCRIPT));

    assertThat(table(content, "orders").hasTriggers()).isTrue();
    assertThat(table(content, "parts").unsupported()).contains("a partitioned table");
    assertThat(table(content, "parts").columns()).hasSize(2);
    assertThat(table(content, "orders").isSupported()).isTrue();
  }

  @Test
  void otherLineEndsAreNoChange() {
    assertThat(read(snapshot(SCRIPT).replace("\n", "\r\n")).problems()).isEmpty();
  }

  @Test
  void fileThatWasEditedIsNotBelieved() {
    SourceContent content = read(snapshot(SCRIPT).replace("parent bigint", "parent integer"));

    assertThat(content.schema().tables()).isEmpty();
    assertThat(content.problems())
        .singleElement()
        .asString()
        .startsWith("was cut or edited since it was written: its head says sha256 ")
        .endsWith(
            "write it again with schema-medic snapshot, or declare it with file: if the change is"
                + " meant");
  }

  @Test
  void fileThatIsCutIsNotBelieved() {
    String whole = snapshot(SCRIPT);

    for (int end = SnapshotHeader.FIRST_WORDS.length(); end < whole.length(); end++) {
      assertThat(read(whole.substring(0, end)).problems()).isNotEmpty();
    }
  }

  @Test
  void otherFileIsToldFromASnapshot() {
    assertThat(read(SCRIPT).problems())
        .containsExactly(
            "is no snapshot: its first line does not begin with \"-- Schema Medic snapshot,"
                + " format\"; write one with schema-medic snapshot, or declare a script of your own"
                + " with file:");
  }

  @Test
  void snapshotOfANewerVersionIsNotMisread() {
    assertThat(read(snapshot(SCRIPT).replaceFirst("format 1", "format 2")).problems())
        .containsExactly(
            "has format 2, and this version reads format 1; write it again with schema-medic"
                + " snapshot of this version");
  }

  private static SourceContent read(String text) {
    return SnapshotReader.read("snapshot:shop.sql", "shop.sql", text);
  }

  private static String snapshot(String script) {
    return SnapshotWriter.write(new LiveSchema(150004, declared(script), Map.of(), Map.of()));
  }

  private static DeclaredSchema declared(String script) {
    return DdlScriptReader.read("script", script);
  }

  private static DeclaredTable table(SourceContent content, String name) {
    return table(content.schema(), name);
  }

  private static DeclaredTable table(DeclaredSchema schema, String name) {
    List<DeclaredTable> found =
        schema.tables().values().stream()
            .filter(table -> table.name().name().value().equals(name))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
