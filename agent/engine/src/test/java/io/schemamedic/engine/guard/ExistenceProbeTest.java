package io.schemamedic.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.testing.TestCatalog;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExistenceProbeTest {
  private static final Policy ALL = allowing("*.*");
  private static final List<RelationName> UNDECLARED = List.of();
  private static final String SERVICE = "com.example.Orders";
  private static final String FLYWAY = "org.flywaydb.core.Flyway";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flyway_schema_history",
        "databasechangeloglock",
        "DatabaseChangeLog",
        "ofversion",
        "migration_model",
      })
  void queryOfVersionTableIsQuestionWhoeverAsks(String table) {
    String sql = "SELECT count(*) FROM " + table + " WHERE a = 1";

    assertThat(asks(table(table), sql, UNDECLARED, ALL, SERVICE)).contains("is a version table");
    assertThat(asks(table(table), sql, declared(table), ALL, SERVICE)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO schema_version VALUES (1)",
        "SELECT * FROM schema_version, orders",
        "SELECT * FROM orders WHERE id IN (SELECT id FROM schema_version)",
      })
  void otherUseOfVersionTableIsNoQuestion(String sql) {
    assertThat(asks(table("schema_version"), sql, declared("schema_version"), ALL, SERVICE))
        .isNull();
  }

  @Test
  void versionTableNamedExactlyIsLeftToTheGuard() {
    assertThat(
            asks(
                table("schema_version"),
                "SELECT * FROM schema_version",
                declared("schema_version"),
                allowing("public.schema_version"),
                SERVICE))
        .isNull();
  }

  @Test
  void exactNameOfAnUndeclaredVersionTableChangesNothing() {
    assertThat(
            asks(
                table("schema_version"),
                "SELECT * FROM schema_version",
                UNDECLARED,
                allowing("public.schema_version"),
                SERVICE))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "org.flywaydb.core.Flyway, called by Flyway",
    "liquibase.snapshot.SnapshotGeneratorFactory, called by Liquibase",
    "org.apache.ibatis.migration.operations.UpOperation, called by MyBatis Migrations",
    "io.ebean.migration.runner.MigrationTable, called by Ebean",
    "org.hibernate.tool.schema.internal.SchemaCreatorImpl, called by Hibernate's schema tool",
    "org.hibernate.tool.hbm2ddl.SchemaUpdate, called by Hibernate's schema tool",
  })
  void callOfMigrationToolIsQuestion(String caller, String asked) {
    assertThat(asks(table("orders"), "SELECT * FROM orders", declared("orders"), ALL, caller))
        .isEqualTo(asked);
  }

  @Test
  void exactNameDoesNotOverrideMigrationTool() {
    assertThat(
            asks(
                table("orders"),
                "SELECT * FROM orders",
                declared("orders"),
                allowing("public.orders"),
                FLYWAY))
        .isEqualTo("called by Flyway");
  }

  @Test
  void columnThatMigrationToolAsksForIsQuestionAsWell() {
    Failure column = Failure.ofColumn(NameChain.of(List.of(Identifier.of("note"))), false);

    assertThat(asks(column, "SELECT note FROM orders", declared("orders"), ALL, FLYWAY))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.Orders",
        "org.flywaydbx.Other",
        "com.liquibase.Other",
        "org.hibernate.tool.Other",
        "org.apache.ibatis.session.SqlSession",
      })
  void callOfAnyoneElseIsNoQuestion(String caller) {
    assertThat(asks(table("orders"), "SELECT * FROM orders", declared("orders"), ALL, caller))
        .isNull();
  }

  @Test
  void stackIsNotReadForNamesThatAreNobodys() {
    assertThat(
            ExistenceProbe.asks(
                table("unknown"),
                StatementShape.of("SELECT * FROM unknown"),
                UNDECLARED,
                false,
                ALL,
                () -> {
                  throw new AssertionError("read");
                }))
        .isNull();
  }

  @Test
  void framesFarAwayAreNotLookedAt() {
    StackTraceElement[] deep =
        Stream.concat(Stream.generate(() -> SERVICE).limit(256), Stream.of(FLYWAY))
            .map(ExistenceProbeTest::frame)
            .toArray(StackTraceElement[]::new);

    assertThat(MigrationTool.among(deep)).isNull();
    assertThat(MigrationTool.among(List.of(deep).subList(1, 257).toArray(StackTraceElement[]::new)))
        .isEqualTo(MigrationTool.FLYWAY);
  }

  @Test
  void tableThatTheServiceMadeItselfBeforeIsQuestion() {
    assertThat(handledBefore(table("orders"), ALL)).contains("the service made it");
  }

  @Test
  void exactNameOverridesWhatTheServiceMade() {
    assertThat(handledBefore(table("orders"), allowing("public.orders"))).isNull();
  }

  @Test
  void columnOfTableThatTheServiceMadeIsNoQuestion() {
    Failure column = Failure.ofColumn(NameChain.of(List.of(Identifier.of("note"))), false);

    assertThat(handledBefore(column, ALL)).isNull();
  }

  @Test
  void failureWithoutNameIsNoQuestion() {
    Failure failure = Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.ALIAS);

    assertThat(asks(failure, "SELECT x.a FROM schema_version", UNDECLARED, ALL, FLYWAY)).isNull();
  }

  private static @Nullable String handledBefore(Failure failure, Policy policy) {
    return ExistenceProbe.asks(
        failure,
        StatementShape.of("SELECT * FROM orders"),
        declared("orders"),
        true,
        policy,
        () -> new StackTraceElement[0]);
  }

  private static @Nullable String asks(
      Failure failure, String sql, List<RelationName> declared, Policy policy, String caller) {
    return ExistenceProbe.asks(
        failure,
        StatementShape.of(sql),
        declared,
        false,
        policy,
        () -> new StackTraceElement[] {frame("org.postgresql.Driver"), frame(caller)});
  }

  private static Failure table(String name) {
    return Failure.ofRelation(NameChain.of(List.of(Identifier.of(name))));
  }

  private static List<RelationName> declared(String name) {
    return List.of(TestCatalog.name("public." + name));
  }

  private static Policy allowing(String pattern) {
    return new Policy(
        List.of(RelationPattern.parse(pattern)),
        List.of(),
        Set.of(),
        new RepairBudget(10, 3, 30),
        false);
  }

  private static StackTraceElement frame(String className) {
    return new StackTraceElement(className, "method", null, -1);
  }
}
