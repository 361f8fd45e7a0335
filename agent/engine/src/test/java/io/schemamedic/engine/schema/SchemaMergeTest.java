package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaMergeTest {
  @Test
  void sourcesThatAgreeMakeOneSchema() {
    SchemaMerge merge =
        merge("CREATE TABLE a (id int); CREATE TABLE b (id int)", "create table a (ID INT)");

    assertThat(merge.contradictions()).isEmpty();
    assertThat(merge.schema().tables()).containsOnlyKeys(name("a"), name("b"));
    assertThat(table(merge.schema(), "a").isSupported()).isTrue();
  }

  @Test
  void otherSpellingsAreNoContradiction() {
    SchemaMerge merge =
        merge(
            "CREATE TABLE a (id int4 PRIMARY KEY, k varchar(9) DEFAULT '' CHECK (k IN ('x', 'y')))",
            """
            CREATE TABLE public.a (id integer NOT NULL, k character varying(9)
              DEFAULT ''::character varying, CONSTRAINT a_pkey PRIMARY KEY (id), CONSTRAINT c
              CHECK (((k)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))))
            """);

    assertThat(merge.contradictions()).isEmpty();
  }

  @Test
  void doubtIsAContradiction() {
    SchemaMerge merge =
        merge(
            "CREATE TABLE a (d date CHECK (d > '1.1.2020'))",
            "CREATE TABLE a (d date CHECK (d > '2020-01-01'::date))");

    assertThat(merge.contradictions()).hasSize(1);
  }

  @Test
  void contradictionNamesBothSources() {
    SchemaMerge merge = merge("CREATE TABLE a (id int)", "CREATE TABLE a (id bigint)");

    assertThat(merge.contradictions())
        .singleElement()
        .hasToString("public.a is declared differently in source 0 and source 1");
  }

  @Test
  void contradictedTableIsUnsupported() {
    SchemaMerge merge = merge("CREATE TABLE a (id int)", "CREATE TABLE a (id bigint)");

    assertThat(table(merge.schema(), "a").unsupported())
        .containsExactly("declared differently in two sources");
  }

  @Test
  void tableOfContradictedEnumIsUnsupported() {
    SchemaMerge merge =
        merge(
            "CREATE TYPE e AS ENUM ('x'); CREATE TABLE a (v e); CREATE TABLE b (id int)",
            "CREATE TYPE e AS ENUM ('y')");

    assertThat(table(merge.schema(), "a").isSupported()).isFalse();
    assertThat(table(merge.schema(), "b").isSupported()).isTrue();
  }

  @Test
  void hashDependsOnContentAndNotOnOrderOrComments() {
    String hash = read("CREATE TABLE a (id int); CREATE TABLE b (id int)").hash();

    assertThat(hash).hasSize(16);
    assertThat(
            read("create table b (id int); -- x\ncreate table a (id int); comment on table a is 'x'")
                .hash())
        .isEqualTo(hash);
    assertThat(read("CREATE TABLE a (id int); CREATE TABLE b (id int NOT NULL)").hash())
        .isNotEqualTo(hash);
  }

  @Test
  void schemaKnowsTheEnumsAndSequencesOfATable() {
    DeclaredSchema schema =
        read(
            "CREATE TYPE e AS ENUM ('x'); CREATE TYPE e2 AS ENUM ('x'); CREATE SEQUENCE s; CREATE SEQUENCE s2;"
                + "CREATE TABLE a (v e[] DEFAULT '{}', n int DEFAULT nextval('s'))");
    DeclaredTable table = table(schema, "a");

    assertThat(schema.enumsOf(table)).extracting(DeclaredEnum::name).containsExactly(name("e"));
    assertThat(schema.sequencesOf(table))
        .extracting(DeclaredSequence::name)
        .containsExactly(name("s"));
  }

  private static SchemaMerge merge(String... scripts) {
    Map<String, DeclaredSchema> sources = new LinkedHashMap<>();
    for (String script : scripts) {
      String source = "source " + sources.size();
      sources.put(source, DdlScriptReader.read(source, script));
    }
    return SchemaMerge.of(sources);
  }

  private static DeclaredSchema read(String script) {
    return DdlScriptReader.read("source", script);
  }

  private static DeclaredTable table(DeclaredSchema schema, String table) {
    return requireNonNull(schema.table(name(table)));
  }

  private static RelationName name(String table) {
    return RelationName.of(Identifier.of("public"), Identifier.of(table));
  }
}
