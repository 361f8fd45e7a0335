package io.schemamedic.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclaredNeighboursTest {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read(
          "test.sql",
          "CREATE TABLE orders (id int, note text); CREATE TABLE app.items (id int, size int)");

  @Test
  void tableOneEditAwayOrInAnotherCaseIsNear() {
    assertThat(table("SELECT * FROM order", "order")).isEqualTo("public.orders");
    assertThat(table("SELECT * FROM \"Orders\"", "Orders")).isEqualTo("public.orders");
    assertThat(table("SELECT * FROM app.itmes", "app", "itmes")).isEqualTo("app.items");
  }

  @Test
  void tableOfAnotherNameOrSchemaIsNot() {
    assertThat(table("SELECT * FROM other", "other")).isNull();
    assertThat(table("SELECT * FROM app.order", "app", "order")).isNull();
  }

  @Test
  void columnOfATableThatTheStatementNamesIsNear() {
    assertThat(column("SELECT notes FROM orders", false, "notes")).isEqualTo("public.orders.note");
    assertThat(column("SELECT o.\"Note\" FROM orders o", false, "o", "Note"))
        .isEqualTo("public.orders.note");
  }

  @Test
  void columnOfATableThatTheStatementDoesNotNameIsNot() {
    assertThat(column("SELECT notes FROM app.items", false, "notes")).isNull();
    assertThat(column("SELECT other FROM orders", false, "other")).isNull();
  }

  @Test
  void columnOfTheTargetListIsSoughtInTheTarget() {
    String sql = "INSERT INTO app.items (notes) SELECT id FROM orders";

    assertThat(column(sql, true, "notes")).isNull();
    assertThat(column(sql, false, "notes")).isEqualTo("public.orders.note");
  }

  @Test
  void failureWithoutNameHasNoNeighbour() {
    Failure failure = Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.ALIAS);

    assertThat(nearest(failure, "SELECT * FROM orders")).isNull();
  }

  private static @Nullable String table(String sql, String... parts) {
    return nearest(Failure.ofRelation(chain(parts)), sql);
  }

  private static @Nullable String column(String sql, boolean ofTarget, String... parts) {
    return nearest(Failure.ofColumn(chain(parts), ofTarget), sql);
  }

  private static @Nullable String nearest(Failure failure, String sql) {
    return DeclaredNeighbours.nearest(failure, NamedRelations.of(StatementShape.of(sql)), DECLARED);
  }

  private static NameChain chain(String... parts) {
    return NameChain.of(Stream.of(parts).map(Identifier::of).toList());
  }
}
