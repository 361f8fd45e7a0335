package io.schemamedic.engine.catalog;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

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

    database.execute("DROP TABLE archive");
    assertThat(around(database, oid).nowNamed()).isNull();
  }

  private static Neighbourhood around(TestDatabase database, long oid) throws SQLException {
    Neighbourhood.Question question =
        new Neighbourhood.Question(
            name("public.orders"),
            List.of(Identifier.of("id"), Identifier.of("note")),
            DECLARED,
            oid);
    try (Connection connection = database.connection()) {
      return CatalogTransaction.read(connection, 5_000, reader -> reader.around(question));
    }
  }
}
