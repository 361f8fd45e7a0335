package io.schemamedic.engine.diagnosis;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read(
          "test.sql",
          """
          CREATE TABLE orders (id bigint PRIMARY KEY, note text, customer_id bigint
              REFERENCES customers (id));
          CREATE TABLE app.orders (id bigint, note text);
          CREATE TABLE customers (id bigint PRIMARY KEY, note text, parent bigint
              REFERENCES customers (id), region bigint REFERENCES undeclared (id));
          CREATE TABLE "Orders" (id bigint);
          """);

  @Test
  void unqualifiedRelationMayBeOfAnySchema() {
    assertThat(relation("SELECT * FROM orders", "orders"))
        .containsExactlyInAnyOrder(name("public.orders"), name("app.orders"));
  }

  @Test
  void qualifiedRelationIsOfItsSchema() {
    assertThat(relation("SELECT * FROM app.orders", "app", "orders"))
        .containsExactly(name("app.orders"));
  }

  @Test
  void undeclaredRelationHasNone() {
    assertThat(relation("SELECT * FROM order_s", "order_s")).isEmpty();
    assertThat(relation("SELECT * FROM other.orders", "other", "orders")).isEmpty();
    assertThat(relation("SELECT * FROM \"ORDERS\"", "ORDERS")).isEmpty();
  }

  @Test
  void columnBelongsToDeclaredTablesThatTheStatementNames() {
    assertThat(column("SELECT note FROM customers c", false, "note"))
        .containsExactly(name("public.customers"));
    assertThat(column("SELECT o.note FROM app.orders o", false, "o", "note"))
        .containsExactly(name("app.orders"));
  }

  @Test
  void severalNamedTablesAreSeveralCandidates() {
    assertThat(column("SELECT note FROM orders, customers", false, "note"))
        .containsExactlyInAnyOrder(
            name("public.orders"), name("app.orders"), name("public.customers"));
  }

  @Test
  void columnOfTheTargetListBelongsToTheTarget() {
    assertThat(column("INSERT INTO customers (note) SELECT id FROM orders", true, "note"))
        .containsExactly(name("public.customers"));
    assertThat(column("UPDATE app.orders SET note = 1", true, "note"))
        .containsExactly(name("app.orders"));
  }

  @Test
  void withoutATargetThatCanBeToldEveryNamedTableIsACandidate() {
    assertThat(
            column(
                "MERGE INTO customers USING orders ON true WHEN MATCHED THEN UPDATE SET note = 1",
                true,
                "note"))
        .hasSize(3);
  }

  @Test
  void columnThatTheNamedTablesDoNotDeclareHasNone() {
    assertThat(column("SELECT region FROM orders", false, "region")).isEmpty();
    assertThat(column("SELECT nothing FROM orders", false, "nothing")).isEmpty();
    assertThat(column("UPDATE \"Orders\" SET note = 1", true, "note")).isEmpty();
  }

  @Test
  void failureWithoutNameHasNone() {
    Failure failure = Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.ALIAS);

    assertThat(candidates(failure, "SELECT * FROM orders").isEmpty()).isTrue();
  }

  @Test
  void planThatNoLongerFitsIsOfTheTablesThatTheStatementReadsOrWrites() {
    Failure stale = Failure.countedOnly(FailureKind.CACHED_PLAN, Reason.NOT_REPAIRABLE_KIND);

    assertThat(names(candidates(stale, "SELECT * FROM app.orders")))
        .containsExactly(name("app.orders"));
    assertThat(names(candidates(stale, "SELECT customers, * FROM other"))).isEmpty();
  }

  @Test
  void planInsideAFunctionHasNone() {
    Failure inside = Failure.countedOnly(FailureKind.CACHED_PLAN, Reason.INSIDE_FUNCTION);

    assertThat(names(candidates(inside, "SELECT * FROM orders"))).isEmpty();
  }

  @Test
  void catalogIsAskedForParentsAsWell() {
    Candidates candidates =
        candidates(Failure.ofRelation(chain("public", "orders")), "SELECT * FROM public.orders");

    assertThat(candidates.relationsToRead(DECLARED))
        .containsExactlyInAnyOrder(
            name("public.orders"), name("public.customers"), name("public.undeclared"));
  }

  private static List<RelationName> relation(String sql, String... parts) {
    return names(candidates(Failure.ofRelation(chain(parts)), sql));
  }

  private static List<RelationName> column(String sql, boolean ofTarget, String... parts) {
    return names(candidates(Failure.ofColumn(chain(parts), ofTarget), sql));
  }

  private static Candidates candidates(Failure failure, String sql) {
    return Candidates.of(failure, NamedRelations.of(StatementShape.of(sql)), DECLARED);
  }

  private static List<RelationName> names(Candidates candidates) {
    return candidates.tables().stream().map(DeclaredTable::name).toList();
  }

  private static NameChain chain(String... parts) {
    return NameChain.of(Stream.of(parts).map(Identifier::of).toList());
  }
}
