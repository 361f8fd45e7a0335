package io.schemamedic.engine.schema.ddl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdlScriptReaderTest {
  @Test
  void columnHasTypeDefaultAndNotNull() {
    DeclaredColumn column =
        column("CREATE TABLE t (c VARCHAR ( 20 ) COLLATE \"C\" DEFAULT 'x' NOT NULL)", "c");

    assertThat(column.typeSql()).isEqualTo("varchar(20) COLLATE \"C\"");
    assertThat(column.defaultSql()).isEqualTo("'x'");
    assertThat(column.isNotNull()).isTrue();
  }

  @Test
  void commandsAreReadEachByItself() {
    DeclaredSchema schema =
        DdlScriptReader.readCommands(
            "hibernate",
            List.of(Identifier.of("vet")),
            List.of("CREATE TABLE a (id int)", "CREATE TABLE b (it's", "CREATE TABLE c (id int)"));

    assertThat(schema.tables())
        .containsOnlyKeys(
            RelationName.of(Identifier.of("vet"), Identifier.of("a")),
            RelationName.of(Identifier.of("vet"), Identifier.of("c")));
    assertThat(schema.skipped()).singleElement().matches(SkippedStatement::isHalfRead);
  }

  @Test
  void commandWithoutSchemaIsNotUnderstoodWhereNoneIsKnown() {
    DeclaredSchema schema =
        DdlScriptReader.readCommands(
            "hibernate",
            List.of(),
            List.of("CREATE TABLE a (id int)", "CREATE TABLE s.b (id int)"));

    assertThat(schema.tables())
        .containsOnlyKeys(RelationName.of(Identifier.of("s"), Identifier.of("b")));
    assertThat(schema.skipped()).singleElement().matches(SkippedStatement::isHalfRead);
  }

  @Test
  void columnConstraintsAreConstraintsOfTheTable() {
    DeclaredTable table =
        table(
            "CREATE TABLE t (id int PRIMARY KEY, p int REFERENCES q (a) ON DELETE CASCADE, c int CHECK (c > p))");

    assertThat(table.constraints())
        .extracting(DeclaredConstraint::definitionSql)
        .containsExactly(
            "PRIMARY KEY (id)",
            "FOREIGN KEY (p) REFERENCES public.q(a) ON DELETE CASCADE",
            "CHECK (c > p)");
    assertThat(table.constraints().get(2).columns())
        .containsExactly(Identifier.of("c"), Identifier.of("p"));
  }

  @Test
  void longFormOfSerialIsSerial() {
    DeclaredSchema schema =
        read(
            "CREATE TABLE t (id integer NOT NULL); CREATE SEQUENCE t_id_seq AS integer START WITH 1;"
                + "ALTER SEQUENCE t_id_seq OWNED BY t.id;"
                + "ALTER TABLE ONLY t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass)");

    assertThat(schema.sequences()).isEmpty();
    assertThat(DdlWriter.createTable(table(schema, name("t"))))
        .isEqualTo("CREATE TABLE public.t (\n  id serial\n)");
  }

  @Test
  void indexHasItsPlainColumns() {
    DeclaredIndex index =
        table("CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX i ON t (a, b DESC)")
            .indexes()
            .get(0);

    assertThat(index.columns()).containsExactly(Identifier.of("a"), Identifier.of("b"));
    assertThat(index.isPlain()).isTrue();
    assertThat(index.definitionSql()).isEqualTo("USING btree (a, b DESC)");
  }

  @Test
  void laterScriptsBuildOnEarlierOnes() {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("V1.sql", "SET search_path TO app; CREATE TABLE app.t (id int)");
    scripts.put("V2.sql", "ALTER TABLE app.t ADD COLUMN note text; CREATE TABLE u (id int)");

    DeclaredSchema schema = DdlScriptReader.readInOrder(scripts);

    assertThat(table(schema, RelationName.of(Identifier.of("app"), Identifier.of("t"))).columns())
        .hasSize(2);
    assertThat(schema.table(name("u"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t FROBNICATE",
        "ALTER TABLE t ADD COLUMN a int, FROBNICATE",
        "ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY USING INDEX i",
        "ALTER TABLE t ALTER COLUMN nothing SET NOT NULL",
        "ALTER TABLE t DROP COLUMN nothing",
        "ALTER TABLE t INHERIT u",
        "ALTER TABLE t ADD COLUMN b some thing",
        "CREATE TABLE t (id bigint)",
        "CREATE INDEX i ON t (id) TABLESPACE fast",
        "CREATE RULE r AS ON INSERT TO t DO NOTHING",
        "SELECT create_hypertable('t', 'at')",
        "DO $$ BEGIN EXECUTE 'ALTER TABLE t ADD x int'; END $$",
        "ALTER SCHEMA public RENAME TO other",
        "ALTER SEQUENCE t_id_seq INCREMENT BY -1",
        "DROP SEQUENCE t_id_seq CASCADE",
        "DROP TYPE e CASCADE",
        "ALTER TYPE e RENAME VALUE 'unknown' TO 'y'",
        "SELECT 'ALTER TABLE ' || 't DROP id' \\gexec",
        "\\if :x",
        "\\connect other",
        "ROLLBACK TO SAVEPOINT s"
      })
  void tableIsUnsupportedAfter(String statement) {
    DeclaredSchema schema =
        read("CREATE TYPE e AS ENUM ('x'); CREATE TABLE t (id serial, e e[]);\n" + statement + ";");

    assertThat(table(schema, name("t")).isSupported()).isFalse();
    assertThat(schema.skipped()).extracting(SkippedStatement::line).contains(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t OWNER TO someone",
        "GRANT ALL ON t TO someone",
        "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
        "ALTER TABLE t CLUSTER ON i",
        "ALTER TABLE t VALIDATE CONSTRAINT k",
        "INSERT INTO t VALUES (1)",
        "SELECT setval('t_id_seq', 1)",
        "ALTER SEQUENCE t_id_seq RESTART WITH 100",
        "ALTER TABLE other FROBNICATE",
        "VACUUM t",
        "DO $$ BEGIN RAISE NOTICE 't'; END $$"
      })
  void tableIsSupportedAfter(String statement) {
    DeclaredSchema schema = read("CREATE TABLE t (id serial);\n" + statement + ";");

    assertThat(table(schema, name("t")).isSupported()).isTrue();
    assertThat(schema.skipped()).extracting(SkippedStatement::line).containsOnly(2);
  }

  @Test
  void skippedStatementsSayNothingOfTheirContent() {
    DeclaredSchema schema =
        read(
            "INSERT INTO users VALUES ('s3cret');\nALTER USER ann PASSWORD 's3cret';\nxyz 's3cret'");

    assertThat(schema.skipped())
        .extracting(SkippedStatement::toString)
        .containsExactly(
            "script:1: INSERT INTO: data",
            "script:2: ALTER USER: an object that is not part of the model",
            "script:3: ?: a statement that is not known");
  }

  @Test
  void typesMadeInABlockAreNotTrusted() {
    DeclaredSchema schema =
        read(
            "DO $$ BEGIN CREATE TYPE mood AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                + "CREATE TABLE t (m mood)");

    assertThat(table(schema, name("t")).isSupported()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TYPE path AS ENUM ('x'); CREATE TABLE t (p path)",
        "CREATE TYPE e AS ENUM (E'x\\n'); CREATE TABLE t (p e)",
        "CREATE TYPE e AS RANGE (subtype = float8); CREATE TABLE t (p e)",
        "CREATE TABLE t (p int unsigned)",
        "CREATE TABLE t (id int AUTO_INCREMENT)",
        "CREATE TABLE t (id int) ENGINE=InnoDB",
        "CREATE TABLE t (id int, ${columns})",
        "CREATE TABLE t (id int, id text)",
        "CREATE TABLE t (id int) CREATE TABLE u (id int)",
        "CREATE TABLE t (id int, UNIQUE (id) USING INDEX TABLESPACE x)",
        "CREATE TABLE t (U&\"d\\0061t\" int)",
        "CREATE TABLE t OF some_type"
      })
  void tableThatIsNotUnderstoodIsDeclaredButUnsupported(String script) {
    DeclaredSchema schema = read(script);

    assertThat(table(schema, name("t")).isSupported()).isFalse();
    assertThat(schema.skipped()).isNotEmpty();
  }

  @Test
  void indexNameIsTakenByAnyRelationOfTheSchema() {
    DeclaredSchema schema =
        read(
            "CREATE TABLE t (id int, CONSTRAINT i UNIQUE (id)); CREATE TABLE u (id int);"
                + "CREATE INDEX IF NOT EXISTS i ON u (id)");

    assertThat(table(schema, name("u")).indexes()).isEmpty();
  }

  @Test
  void statementEndsAtACommandForPsql() {
    DeclaredSchema schema = read("SELECT 1 \\g\nCREATE TABLE t (id int);");

    assertThat(schema.tables()).containsOnlyKeys(name("t"));
  }

  @Test
  void unterminatedRestIsListed() {
    DeclaredSchema schema = read("CREATE TABLE t (id int);\n\nCREATE TABLE u (id int DEFAULT 'x");

    assertThat(schema.tables()).containsOnlyKeys(name("t"));
    assertThat(schema.skipped())
        .extracting(SkippedStatement::toString)
        .containsExactly("script:3: CREATE TABLE: something that never ends");
  }

  @Test
  void stringsWithBackslashesEndTheReading() {
    DeclaredSchema schema =
        read(
            "CREATE TABLE t (id int);\nSET standard_conforming_strings = off;\nCREATE TABLE u (id int)");

    assertThat(schema.tables()).containsOnlyKeys(name("t"));
    assertThat(table(schema, name("t")).isSupported()).isFalse();
  }

  @Test
  void nothingCanBeCreatedWithoutSearchPath() {
    DeclaredSchema schema =
        read("SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE t (id int)");

    assertThat(schema.tables()).isEmpty();
    assertThat(schema.skipped()).extracting(SkippedStatement::line).containsExactly(2);
  }

  @Test
  void addedColumnsAreOneStatementWithTheirForeignKeys() {
    DeclaredTable table =
        table(
            "CREATE TABLE \"T\" (id int, a text DEFAULT '', b int REFERENCES u);"
                + "ALTER TABLE \"T\" RENAME TO t; ALTER TABLE t ADD COLUMN d int;"
                + "ALTER TABLE t ADD FOREIGN KEY (d) REFERENCES w NOT VALID");

    assertThat(
            DdlWriter.addColumns(
                table,
                List.of(column(table, "a"), column(table, "b"), column(table, "d")),
                table.constraints()))
        .isEqualTo(
            "ALTER TABLE public.t ADD COLUMN a text DEFAULT '',"
                + " ADD COLUMN b int CONSTRAINT \"T_b_fkey\" REFERENCES public.u, ADD COLUMN d int,"
                + " ADD FOREIGN KEY (d) REFERENCES public.w NOT VALID");
  }

  @Test
  void damagedScriptsNeverFail() throws IOException, URISyntaxException {
    Random random = new Random(20261122);
    Path directory = Path.of(DdlScriptReaderTest.class.getResource("/ddl").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String script = Files.readString(file);
        for (int round = 0; round < 60; round++) {
          assertThat(DdlScriptReader.read("damaged", damaged(script, random))).isNotNull();
        }
      }
    }
  }

  private static String damaged(String script, Random random) {
    StringBuilder text = new StringBuilder(script);
    for (int i = 0; i < 5; i++) {
      int at = random.nextInt(text.length());
      int length = Math.min(text.length() - at, random.nextInt(40));
      String moved = text.substring(at, at + length);
      text.delete(at, at + length);
      if (random.nextBoolean()) {
        text.insert(random.nextInt(text.length() + 1), moved);
      }
    }
    return text.toString();
  }

  private static DeclaredSchema read(String script) {
    return DdlScriptReader.read("script", script);
  }

  private static DeclaredTable table(String script) {
    return table(read(script), name("t"));
  }

  private static DeclaredColumn column(String script, String column) {
    return column(table(script), column);
  }

  private static DeclaredColumn column(DeclaredTable table, String column) {
    return requireNonNull(table.column(Identifier.of(column)));
  }

  private static DeclaredTable table(DeclaredSchema schema, RelationName table) {
    return requireNonNull(schema.table(table));
  }

  private static RelationName name(String table) {
    return RelationName.of(Identifier.of("public"), Identifier.of(table));
  }
}
