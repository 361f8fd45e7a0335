package io.schemamedic.engine.catalog;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class CatalogReaderIT {

  @Test
  void ordinaryTableHasNothingSpecial(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE t (id int NOT NULL, \"No te\" varchar(20))");

    LiveRelation table = read(database, "public.t").relation(name("public.t"));

    assertThat(traits(table))
        .containsExactlyInAnyOrder(Trait.ORDINARY_TABLE, Trait.OWNED, Trait.VISIBLE);
    assertThat(table.columns().keySet())
        .extracting(Identifier::value)
        .containsExactly("id", "No te");
    assertThat(table.columns().get(Identifier.of("id")).isNotNull()).isTrue();
    assertThat(table.columns().get(Identifier.of("No te")).type())
        .isEqualTo("character varying(20)");
    assertThat(database.query("SELECT 't'::regclass::oid"))
        .containsExactly(Long.toString(table.oid()));
  }

  @Test
  void whatIsNotThereIsNull(TestDatabase database) throws SQLException {
    CatalogSnapshot catalog = read(database, "nowhere.t");

    assertThat(catalog.relation(name("nowhere.t"))).isNull();
    assertThat(catalog.schema(Identifier.of("nowhere"))).isNull();
    assertThat(catalog.lookalikes(name("nowhere.t"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE t (id int); ALTER TABLE t ENABLE ROW LEVEL SECURITY          | ROW_SECURITY
          CREATE TABLE t (id int) PARTITION BY RANGE (id)                           | PARTITION
          CREATE TABLE p (id int) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p DEFAULT | PARTITION
          CREATE TABLE t (id int); CREATE TABLE child () INHERITS (t)               | INHERITANCE
          CREATE TABLE parent (id int); CREATE TABLE t () INHERITS (parent)         | INHERITANCE
          CREATE TABLE t (id int); CREATE PUBLICATION p FOR TABLE t                 | PUBLISHED
          CREATE TABLE t (id int); CREATE PUBLICATION p FOR ALL TABLES              | PUBLISHED
          CREATE TABLE t (id int); CREATE PUBLICATION p FOR TABLES IN SCHEMA public | PUBLISHED
          CREATE TABLE t (id int); CREATE EXTENSION pgcrypto; ALTER EXTENSION pgcrypto ADD TABLE t | EXTENSION_OWNED
          """)
  void specialTablesAreKnown(String script, Trait trait, TestDatabase database)
      throws SQLException {
    database.execute(script.split(";"));

    assertThat(traits(read(database, "public.t").relation(name("public.t")))).contains(trait);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE VIEW t AS SELECT 1 AS id                                       | VIEW
          CREATE MATERIALIZED VIEW t AS SELECT 1 AS id                          | VIEW
          CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE t (id int) SERVER s OPTIONS (filename '/dev/null') | FOREIGN_TABLE
          CREATE TABLE t (id int) PARTITION BY RANGE (id)                       | PARTITION
          """)
  void otherKindsAreNoOrdinaryTables(String script, Trait trait, TestDatabase database)
      throws SQLException {
    database.execute(script.split(";"));

    LiveRelation relation = read(database, "public.t").relation(name("public.t"));

    assertThat(traits(relation)).contains(trait).doesNotContain(Trait.ORDINARY_TABLE);
    assertThat(relation.isTableLike()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE SEQUENCE t",
        "CREATE TABLE other (id int); CREATE INDEX t ON other (id)",
        "CREATE TYPE t AS (id int)"
      })
  void whatOnlyTakesTheNameIsSeenAndIsNoTable(String script, TestDatabase database)
      throws SQLException {
    database.execute(script);

    LiveRelation relation = read(database, "public.t").relation(name("public.t"));

    assertThat(relation.isTableLike()).isFalse();
    assertThat(traits(relation)).containsExactlyInAnyOrder(Trait.OWNED, Trait.VISIBLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1                                     | false
          CREATE PUBLICATION p                         | false
          CREATE PUBLICATION p FOR ALL TABLES          | true
          CREATE PUBLICATION p FOR TABLES IN SCHEMA public | true
          """)
  void newTablesMayBePublished(String script, boolean published, TestDatabase database)
      throws SQLException {
    database.execute(script);

    assertThat(read(database, "public.t").areNewTablesPublished()).isEqualTo(published);
  }

  @Test
  void lookalikesAreOfAnySchemaAndCase(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE SCHEMA app; CREATE TABLE app.orders (id int); CREATE TABLE \"Orders\" (id int);"
            + "CREATE VIEW app.\"ORDERS\" AS SELECT 1; CREATE TABLE other (id int);"
            + "CREATE INDEX orders ON other (id)");

    assertThat(read(database, "public.orders").lookalikes(name("public.orders")))
        .extracting(relation -> relation.name().toString())
        .containsExactlyInAnyOrder("app.orders", "public.Orders", "app.ORDERS");
  }

  @ParameterizedTest
  @CsvSource({
    "ärger, Ärger",
    "Ärger, ärger",
    "ärger, ÄRGER",
    "Ärger, ÄRGER",
    "заказы, ЗАКАЗЫ",
    "ÇIÉ, çié",
    "\uD801\uDC28one, \uD801\uDC00ONE"
  })
  void lookalikesAreOfAnyCaseOfAnyLetter(String missing, String there, TestDatabase database)
      throws SQLException {
    database.execute("CREATE TABLE \"%s\" (id int)".formatted(there));

    assertThat(read(database, "public." + missing).lookalikes(name("public." + missing)))
        .extracting(relation -> relation.name().toString())
        .containsExactly("public." + there);
  }

  @Test
  void temporaryTablesOfOthersAreNotSeen(TestDatabase database) throws SQLException {
    try (Connection other = database.connection();
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE orders (id int)");

      assertThat(read(database, "public.orders").lookalikes(name("public.orders"))).isEmpty();
    }
  }

  @Test
  void droppedColumnsAreGoneButCount(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE t (a int, b int, c int); ALTER TABLE t DROP COLUMN b");

    LiveRelation table = read(database, "public.t").relation(name("public.t"));

    assertThat(table.columns().keySet()).extracting(Identifier::value).containsExactly("a", "c");
    assertThat(table.attributeCount()).isEqualTo(3);
  }

  @Test
  void rightsAreThoseOfTheSessionsRole(TestDatabase database) throws SQLException {
    String role = "reader_" + database.name();
    database.execute(
        "CREATE ROLE " + role + " LOGIN",
        "CREATE SCHEMA hidden; CREATE TABLE hidden.t (id int); CREATE TABLE t (id int)",
        "CREATE SCHEMA open; GRANT USAGE, CREATE ON SCHEMA open TO " + role);

    try (Connection connection = database.connectionAs(role)) {
      CatalogSnapshot catalog =
          read(connection, name("hidden.t"), name("public.t"), name("open.t"));

      assertThat(traits(catalog.relation(name("hidden.t"))))
          .doesNotContain(Trait.VISIBLE, Trait.OWNED);
      assertThat(traits(catalog.relation(name("public.t"))))
          .contains(Trait.VISIBLE)
          .doesNotContain(Trait.OWNED);
      assertThat(catalog.schema(Identifier.of("hidden")).mayUse()).isFalse();
      assertThat(catalog.schema(Identifier.of("public")).mayUse()).isTrue();
      assertThat(catalog.schema(Identifier.of("public")).mayCreate()).isFalse();
      assertThat(catalog.schema(Identifier.of("open")).mayCreate()).isTrue();
    }
  }

  @Test
  void memberOfTheOwnerOwns(TestDatabase database) throws SQLException {
    String owner = "owner_" + database.name();
    String member = "member_" + database.name();
    database.execute(
        "CREATE ROLE " + owner,
        "CREATE ROLE " + member + " LOGIN IN ROLE " + owner,
        "CREATE TABLE t (id int)",
        "ALTER TABLE t OWNER TO " + owner);

    try (Connection connection = database.connectionAs(member)) {
      assertThat(traits(read(connection, name("public.t")).relation(name("public.t"))))
          .contains(Trait.OWNED);
    }
  }

  @Test
  void factsSayWhereTheSessionStands(TestDatabase first, TestDatabase second) throws SQLException {
    second.execute(
        "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(second.name()));

    SessionFacts one = facts(first, "nowhere, pg_catalog, public");
    SessionFacts other = facts(second, "\"$user\"");

    assertThat(one.database()).isEqualTo(first.name());
    assertThat(one.currentUser()).isEqualTo("postgres");
    assertThat(one.searchPath())
        .extracting(Identifier::value)
        .containsExactly("pg_catalog", "public");
    assertThat(one.isInRecovery()).isFalse();
    assertThat(one.isReadOnly()).isFalse();
    assertThat(one.serverVersion()).isGreaterThan(110000);
    assertThat(other.isReadOnly()).isTrue();
    assertThat(other.searchPath()).isEmpty();
    assertThat(one.searchPathInForce()).isEqualTo("search_path: pg_catalog, public");
    assertThat(other.searchPathInForce()).isEqualTo("search_path: empty");
    assertThat(one.isSameDatabase(other)).isFalse();
    assertThat(one.isSameDatabase(facts(first, ""))).isTrue();
    assertThat(one.systemIdentifier()).isEqualTo(other.systemIdentifier());
  }

  @Test
  void functionsOfTheServicesSchemasAreNotCalled(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE SCHEMA evil",
        "CREATE FUNCTION evil.current_setting(text) RETURNS text LANGUAGE plpgsql"
            + " AS 'BEGIN RAISE EXCEPTION ''called''; END'",
        "CREATE FUNCTION evil.equal(name, text) RETURNS boolean LANGUAGE plpgsql"
            + " AS 'BEGIN RAISE EXCEPTION ''called''; END'",
        "CREATE OPERATOR evil.= (LEFTARG = name, RIGHTARG = text, FUNCTION = evil.equal)",
        "CREATE TABLE evil.t (id int)");

    try (Connection connection = database.connection()) {
      CatalogSnapshot catalog =
          CatalogTransaction.read(
              connection,
              5_000,
              reader -> reader.read(List.of(name("evil.t")), "evil, pg_catalog"));

      assertThat(catalog.relation(name("evil.t"))).isNotNull();
      assertThat(catalog.facts().searchPath())
          .extracting(Identifier::value)
          .containsExactly("evil", "pg_catalog");
    }
  }

  @Test
  void ordinaryRoleMayReadAllOfIt(TestDatabase database) throws SQLException {
    String role = "plain_" + database.name();
    database.execute("CREATE ROLE " + role + " LOGIN");

    try (Connection connection = database.connectionAs(role)) {
      assertThat(read(connection, name("public.t")).facts().currentUser()).isEqualTo(role);
    }
  }

  private static SessionFacts facts(TestDatabase database, String searchPath) throws SQLException {
    try (Connection connection = database.connection()) {
      return CatalogTransaction.read(connection, 5_000, reader -> reader.facts(searchPath));
    }
  }

  private static CatalogSnapshot read(Connection connection, RelationName... relations)
      throws SQLException {
    return CatalogTransaction.read(
        connection, 5_000, reader -> reader.read(List.of(relations), "public"));
  }

  private static CatalogSnapshot read(TestDatabase database, String relation) throws SQLException {
    try (Connection connection = database.connection()) {
      return read(connection, name(relation));
    }
  }

  private static Set<Trait> traits(LiveRelation relation) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    Stream.of(Trait.values()).filter(relation::is).forEach(traits::add);
    return traits;
  }
}
