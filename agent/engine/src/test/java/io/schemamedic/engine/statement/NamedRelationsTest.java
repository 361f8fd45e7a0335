package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedRelationsTest {
  private static final RelationName TABLE =
      RelationName.of(Identifier.of("public"), Identifier.of("orders"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM orders",
        "select * from public.Orders o",
        "SELECT * FROM ONLY orders",
        "SELECT * FROM other JOIN orders USING (id)",
        "SELECT (SELECT a FROM orders) FROM other",
        "INSERT INTO orders (a) VALUES (1) RETURNING *",
        "UPDATE orders SET a = 1 RETURNING *",
        "DELETE FROM \"orders\" RETURNING *",
        "INSERT INTO other SELECT * FROM orders",
      })
  void tableThatIsReadOrWritten(String sql) {
    assertThat(named(sql).readsOrWrites(TABLE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT orders, * FROM other",
        "SELECT orders.* FROM other orders",
        "SELECT * FROM app.orders",
        "SELECT * FROM \"Orders\"",
        "SELECT * FROM public.orders.a",
        "SELECT * FROM public",
        "INSERT INTO other (orders) VALUES (1) RETURNING *",
        "orders",
        "",
      })
  void nameThatMayBeSomethingElse(String sql) {
    assertThat(named(sql).readsOrWrites(TABLE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO orders (a) VALUES (1)",
        "insert into Public.Orders values (1)",
        "INSERT INTO \"orders\" SELECT 1",
        "UPDATE orders SET a = 1",
        "UPDATE ONLY public.orders SET a = 1",
        "UPDATE orders AS o SET a = 1;",
        "COPY orders FROM STDIN",
        "copy public.orders (a) to stdout",
      })
  void targetOfOneInsertOrUpdate(String sql) {
    NamedRelations named = named(sql);

    assertThat(named.hasTarget()).isTrue();
    assertThat(named.isTarget(TABLE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO app.orders VALUES (1)",
        "INSERT INTO \"Orders\" VALUES (1)",
        "INSERT INTO other SELECT * FROM orders",
        "UPDATE other SET a = 1 FROM orders",
      })
  void otherTarget(String sql) {
    NamedRelations named = named(sql);

    assertThat(named.hasTarget()).isTrue();
    assertThat(named.isTarget(TABLE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM orders",
        "DELETE FROM orders",
        "MERGE INTO orders USING x ON true WHEN MATCHED THEN UPDATE SET a = 1",
        "WITH x AS (SELECT 1) UPDATE orders SET a = 1",
        "UPDATE ONLY (orders) SET a = 1",
        "INSERT INTO db.public.orders VALUES (1)",
        "INSERT INTO orders (a) VALUES (1); UPDATE other SET b = 1",
        "INSERT INTO U&\"orders\" VALUES (1)",
        "INSERT INTO",
        "",
      })
  void targetThatCannotBeTold(String sql) {
    assertThat(named(sql).hasTarget()).isFalse();
    assertThat(named(sql).isTarget(TABLE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM orders",
        "SELECT ORDERS.id FROM x",
        "SELECT * FROM a, b JOIN orders o ON true",
        "SELECT (SELECT 1 FROM \"orders\")",
        "WITH x AS (SELECT 1 FROM orders) SELECT * FROM x",
      })
  void namedWithoutSchema(String sql) {
    assertThat(named(sql).namesUnqualified(TABLE.name())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM public.orders",
        "SELECT public.orders.id FROM x",
        "SELECT * FROM PUBLIC . orders",
        "SELECT * FROM \"public\"/* x */.\"orders\"",
      })
  void namedWithSchema(String sql) {
    assertThat(named(sql).namesQualified(TABLE)).isTrue();
    assertThat(named(sql).namesUnqualified(TABLE.name())).isFalse();
  }

  @Test
  void neitherStringsNorCommentsNorOtherCaseNameAnything() {
    NamedRelations named =
        named("SELECT 'orders', \"ORDERS\", $$public.orders$$ -- orders\n /* public.orders */");

    assertThat(named.namesUnqualified(TABLE.name())).isFalse();
    assertThat(named.namesQualified(TABLE)).isFalse();
  }

  private static NamedRelations named(String sql) {
    return NamedRelations.of(StatementShape.of(sql));
  }
}
