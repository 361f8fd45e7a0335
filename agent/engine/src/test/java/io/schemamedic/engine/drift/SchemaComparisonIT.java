package io.schemamedic.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.catalog.SchemaReader;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
class SchemaComparisonIT {
  private static final String SHOP =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE SEQUENCE numbers;
      CREATE SEQUENCE spare;
      CREATE TABLE customers (id bigserial PRIMARY KEY, name varchar(40) NOT NULL DEFAULT 'x',
        feels mood DEFAULT 'ok', born date, age int DEFAULT 1, since timestamptz NOT NULL DEFAULT now());
      CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        customer bigint REFERENCES customers ON DELETE CASCADE, total numeric(10,2),
        state text CHECK (state IN ('new', 'paid')), number int DEFAULT nextval('numbers'),
        UNIQUE (customer, number));
      CREATE INDEX ON orders (state) WHERE total > 0;
      CREATE UNIQUE INDEX orders_lower ON orders (lower(state));
      """;

  private final TestDatabase database;

  SchemaComparisonIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void databaseMadeByTheScriptHasNoDrift() throws SQLException {
    database.execute(SHOP);

    SchemaDrift drift = compare(SHOP);

    assertThat(drift.drifts()).isEmpty();
    assertThat(drift.isBreaking()).isFalse();
    assertThat(drift.counts().values()).containsOnly(0);
  }

  @Test
  void emptyDatabaseLacksEverything() throws SQLException {
    SchemaDrift drift = compare(SHOP);

    assertThat(drift.drifts())
        .extracting(Drift::toString)
        .containsExactly(
            "missing_enum public.mood",
            "missing_sequence public.numbers",
            "missing_sequence public.spare",
            "missing_table public.customers",
            "missing_table public.orders");
    assertThat(drift.isBreaking()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "DROP TABLE orders | breaks | missing_table public.orders",
        "ALTER TABLE customers DROP born | breaks | missing_column public.customers.born: wanted date",
        "DROP SEQUENCE spare | breaks | missing_sequence public.spare",
        "ALTER TYPE mood RENAME VALUE 'sad' TO 'low' | breaks |"
            + " missing_enum_label public.mood: wanted 'sad', found 'low', 'ok'",
        "ALTER TABLE customers ALTER name TYPE varchar(50) | differs |"
            + " column_type public.customers.name: wanted varchar(40), found character varying(50)",
        "ALTER TABLE customers ALTER name DROP NOT NULL | differs |"
            + " column_nullability public.customers.name: wanted NOT NULL, found NULL",
        "ALTER TABLE customers ALTER age SET DEFAULT 2 | differs |"
            + " column_default public.customers.age: wanted 1, found 2",
        "ALTER TABLE customers ALTER name DROP DEFAULT | differs |"
            + " column_default public.customers.name: wanted 'x', found no default",
        "DROP INDEX orders_lower | differs |"
            + " missing_index public.orders.orders_lower: wanted USING btree (lower(state))",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_lower'::regclass | differs |"
            + " invalid_index public.orders.orders_lower: wanted USING btree (lower(state)), found invalid",
        "ALTER TABLE orders DROP CONSTRAINT orders_state_check | differs | missing_constraint"
            + " public.orders: wanted CHECK (state IN ('new', 'paid'))",
        "ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey; ALTER TABLE orders ADD CONSTRAINT"
            + " orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers ON DELETE CASCADE NOT"
            + " VALID | differs | constraint_not_valid public.orders.orders_customer_fkey:"
            + " wanted FOREIGN KEY (customer) REFERENCES public.customers ON DELETE CASCADE,"
            + " found NOT VALID",
        "ALTER TABLE orders RENAME TO o; CREATE VIEW orders AS SELECT * FROM o | differs |"
            + " other_relation public.orders: wanted table, found a view"
      })
  void eachChangeIsToldAsOneDrift(String change, String severity, String told) throws SQLException {
    database.execute(SHOP);
    database.execute(change);

    SchemaDrift drift = compare(SHOP);

    assertThat(drift.drifts()).singleElement().hasToString(told);
    assertThat(drift.drifts().get(0).severity().code()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // What PostgreSQL makes of it can be written in many ways.
        "ALTER TABLE customers ALTER born SET DEFAULT (now() - '1 day'::interval)::date",
        "ALTER TABLE orders DROP CONSTRAINT orders_state_check; ALTER TABLE orders ADD CHECK"
            + " (state = ANY (ARRAY['new', 'paid']))",
      })
  void whatCannotBeToldForCertainIsNoDrift(String change) throws SQLException {
    String script =
        SHOP.replace("born date", "born date DEFAULT CAST(now() - interval '1 day' AS date)");
    database.execute(script);
    database.execute(change);

    assertThat(compare(script).drifts()).isEmpty();
  }

  @Test
  void whatIsNotDeclaredIsOnlyCounted() throws SQLException {
    database.execute(
        SHOP,
        "CREATE TABLE mine (id int); ALTER TABLE orders ADD a int, ADD b int;"
            + " CREATE SCHEMA other; CREATE TABLE other.t (id int)");

    SchemaDrift drift = compare(SHOP);

    assertThat(drift.drifts()).isEmpty();
    assertThat(drift.counts())
        .containsEntry(DriftKind.EXTRA_TABLE, 1)
        .containsEntry(DriftKind.EXTRA_COLUMN, 2);
    assertThat(drift.count(Severity.EXTRA)).isEqualTo(3);
  }

  @Test
  void missingColumnTakesItsConstraintsAndIndexesWithIt() throws SQLException {
    database.execute(SHOP, "ALTER TABLE orders DROP state");

    assertThat(compare(SHOP).drifts())
        .extracting(Drift::toString)
        .containsExactly("missing_column public.orders.state: wanted text");
  }

  @Test
  void sequenceOfAColumnIsThereUnderWhateverForm() throws SQLException {
    database.execute("CREATE TABLE t (id bigserial)");

    assertThat(
            compare(
                    "CREATE SEQUENCE t_id_seq; CREATE TABLE t (id bigint NOT NULL"
                        + " DEFAULT nextval('t_id_seq'))")
                .drifts(Severity.BREAKS))
        .isEmpty();
  }

  @Test
  void ofATableThatWasNotWhollyUnderstoodOnlyMissingColumnsAreTold() throws SQLException {
    database.execute("CREATE TABLE parted (id bigint) PARTITION BY LIST (id)");

    assertThat(
            compare("CREATE TABLE parted (id int NOT NULL, note text) PARTITION BY LIST (id)")
                .drifts())
        .extracting(Drift::toString)
        .containsExactly("missing_column public.parted.note: wanted text");
  }

  private SchemaDrift compare(String script) throws SQLException {
    DeclaredSchema declared = DdlScriptReader.read("shop.sql", script);
    try (Connection connection = database.connection()) {
      LiveSchema live = SchemaReader.read(connection, 10_000, List.of(Identifier.of("public")));
      return SchemaComparison.compare(declared, live);
    }
  }
}
