package io.schemamedic.engine.catalog;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.guard.VersionTables;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read about the surroundings of {@code public.orders (id, note)}. */
@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class NeighbourhoodIT {
  private static final Set<RelationName> DECLARED =
      Set.of(name("public.orders"), name("public.items"), name("app.tags"));

  @Test
  void undeclaredRelationsOfTheSchemaWithAllColumnsAreFound(TestDatabase database)
      throws SQLException {
    database.execute(
        "CREATE TABLE archive (note text, x int, id int); CREATE VIEW v AS SELECT * FROM archive",
        "CREATE TABLE items (id int, note text)",
        "CREATE TABLE half (id int); CREATE TABLE was (id int, note text)",
        "ALTER TABLE was DROP COLUMN note",
        "CREATE SCHEMA app; CREATE TABLE app.elsewhere (id int, note text)",
        "CREATE TABLE parted (id int, note text) PARTITION BY LIST (id)",
        "CREATE TABLE part PARTITION OF parted DEFAULT");

    assertThat(around(database, 0).withItsColumns())
        .extracting(relation -> relation.name().toString())
        .containsExactlyInAnyOrder("public.archive", "public.v", "public.parted");
  }

  @Test
  void emptyDatabaseHasNothing(TestDatabase database) throws SQLException {
    Neighbourhood around = around(database, 0);

    assertThat(around.withItsColumns()).isEmpty();
    assertThat(around.declaredThere()).isZero();
    assertThat(around.othersThere()).isZero();
    assertThat(around.nowNamed()).isNull();
  }

  @Test
  void tablesOfTheDeclaredSchemasAreCounted(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE SCHEMA app; CREATE VIEW app.tags AS SELECT 1",
        "CREATE TABLE items (id int); CREATE TABLE stranger (id int)",
        "CREATE TABLE app.orders (id int); CREATE VIEW v AS SELECT 1; CREATE SEQUENCE s",
        "CREATE SCHEMA other; CREATE TABLE other.items (id int)",
        "CREATE TABLE extra (id int); CREATE EXTENSION pgcrypto;"
            + "ALTER EXTENSION pgcrypto ADD TABLE extra");

    assertThat(around(database, 0).declaredThere()).isEqualTo(2);
    assertThat(around(database, 0).othersThere()).isEqualTo(2);
  }

  @Test
  void renamedTableIsKnownByItsOid(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    long oid = Long.parseLong(database.query("SELECT 'orders'::regclass::oid").get(0));
    database.execute("ALTER TABLE orders RENAME TO archive");
    assertThat(around(database, oid).nowNamed()).isEqualTo(name("public.archive"));

    database.execute("CREATE SCHEMA other; ALTER TABLE archive SET SCHEMA other");
    assertThat(around(database, oid).nowNamed()).isNull();
    database.execute("ALTER TABLE other.archive SET SCHEMA public");

    database.execute("DROP TABLE archive");
    assertThat(around(database, oid).nowNamed()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX archive ON items (id)",
        "CREATE SEQUENCE archive",
        "CREATE VIEW archive AS SELECT 1",
        "CREATE TYPE archive AS (id int)"
      })
  void whatElseHasTheOidByNowIsNotItsNewName(String made, TestDatabase database)
      throws SQLException {
    database.execute("CREATE TABLE items (id int)", made);
    String oid =
        database.query("SELECT oid FROM pg_catalog.pg_class WHERE relname = 'archive'").get(0);

    assertThat(around(database, Long.parseLong(oid)).nowNamed()).isNull();
  }

  @Test
  void tablesOfToolsAreNotCounted(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE SCHEMA app; CREATE TABLE app.flyway_schema_history (id int)",
        "CREATE TABLE \"DATABASECHANGELOG\" (id int); CREATE TABLE repairs (id int)");
    assertThat(around(database, 0).othersThere()).isZero();

    database.execute("CREATE TABLE app.repairs (id int)");
    assertThat(around(database, 0).othersThere()).isEqualTo(1);
  }

  @Test
  void allNamesAreFoundAndThoseWithTheFewestColumnsAreLookedInto(TestDatabase database)
      throws SQLException {
    database.execute(
        "DO $$ BEGIN FOR i IN 10..69 LOOP EXECUTE format("
            + "'CREATE TABLE a%s (id int, note text, x int)', i); END LOOP; END $$",
        "CREATE VIEW a AS SELECT 1 AS id, 2 AS note",
        "CREATE TABLE orderz (id int, note text, x int, y int)",
        "CREATE TABLE renamed (id int, note text, gone int, gone_too int)",
        "ALTER TABLE renamed DROP COLUMN gone, DROP COLUMN gone_too");

    Neighbourhood around = around(database, 0);

    assertThat(around.namesWithItsColumns())
        .hasSize(63)
        .contains(name("public.orderz"), name("public.a"));
    assertThat(around.withItsColumns())
        .hasSize(50)
        .extracting(relation -> relation.name().toString())
        .startsWith("public.renamed", "public.a10")
        .endsWith("public.a58")
        .doesNotContain("public.a", "public.orderz");
  }

  private static Neighbourhood around(TestDatabase database, long oid) throws SQLException {
    Neighbourhood.Question question =
        new Neighbourhood.Question(
            name("public.orders"),
            List.of(Identifier.of("id"), Identifier.of("note")),
            DECLARED,
            oid,
            VersionTables.NAMES,
            name("public.repairs"));
    try (Connection connection = database.connection()) {
      return CatalogTransaction.read(connection, 5_000, reader -> reader.around(question));
    }
  }
}
