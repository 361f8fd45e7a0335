package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.CatalogTransaction;
import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureClassifier;
import io.schemamedic.engine.plan.PlanResult;
import io.schemamedic.engine.plan.Planner;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.testing.TestCatalog;
import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One repair of a test database, planned and run as the engine does it. */
final class Trial {
  private final TestDatabase database;
  private final DeclaredSchema declared;
  private String searchPath = "public";
  private String repairRole = "postgres";
  private String serviceRole = "postgres";
  private int callerPid;
  private @Nullable String statement;
  private @Nullable Failure failure;
  private Duration lockTimeout = Duration.ofMillis(300);
  private Duration statementTimeout = Duration.ofSeconds(5);
  private Duration budget = Duration.ofSeconds(20);
  private BooleanSupplier stopped = () -> false;
  private boolean namedExactly;
  private @Nullable LedgerClaim ledger;

  Trial(TestDatabase database, String declaredScript) {
    this.database = database;
    this.declared = DdlScriptReader.read("test.sql", declaredScript);
  }

  /** The statement that fails; it is run once, to learn how. */
  Trial failing(String sql) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement prepared = connection.prepareStatement(sql)) {
      prepared.getParameterMetaData();
      throw new AssertionError("does not fail: " + sql);
    } catch (SQLException e) {
      try (Connection connection = database.connection()) {
        statement = sql;
        failure =
            FailureClassifier.classify(
                e.getSQLState(),
                ServerErrorReader.read(e),
                StatementShape.of(connection.nativeSQL(sql)));
      }
      return this;
    }
  }

  Trial searchPath(String path) {
    searchPath = path;
    return this;
  }

  Trial repairRole(String role) {
    repairRole = role;
    return this;
  }

  Trial serviceRole(String role) {
    serviceRole = role;
    return this;
  }

  Trial callerPid(int pid) {
    callerPid = pid;
    return this;
  }

  Trial lockTimeout(Duration timeout) {
    lockTimeout = timeout;
    return this;
  }

  Trial statementTimeout(Duration timeout) {
    statementTimeout = timeout;
    return this;
  }

  Trial budget(Duration duration) {
    budget = duration;
    return this;
  }

  Trial stopped(BooleanSupplier isStopped) {
    stopped = isStopped;
    return this;
  }

  Trial ledger(LedgerClaim claim) {
    ledger = claim;
    return this;
  }

  /** The owner has named the tables in allow. */
  Trial namedExactly() {
    namedExactly = true;
    return this;
  }

  RepairPlan planTable(String table) throws SQLException {
    return planned(planner().missingTable(declared(table)));
  }

  /** All that the table lacks. */
  RepairPlan planColumn(String table, String column) throws SQLException {
    return planned(planner().missingColumn(declared(table), Identifier.of(column)));
  }

  private DeclaredTable declared(String table) {
    return Objects.requireNonNull(declared.table(TestCatalog.name(table)), table);
  }

  private static RepairPlan planned(PlanResult result) {
    RepairPlan plan = result.plan();
    if (plan == null) {
      throw new AssertionError("no plan: " + result.reason() + " " + result.detail());
    }
    return plan;
  }

  private Planner planner() throws SQLException {
    try (Connection connection = database.connectionAs(repairRole)) {
      CatalogSnapshot catalog =
          CatalogTransaction.read(
              connection, 5_000, reader -> reader.read(declared.tables().keySet(), searchPath));
      Identifier grantee = repairRole.equals(serviceRole) ? null : Identifier.of(serviceRole);
      return new Planner(declared, catalog, true, grantee);
    }
  }

  RepairOutcome run(RepairPlan plan) throws SQLException {
    try (Connection session = database.connectionAs(repairRole)) {
      return runOn(session, plan);
    }
  }

  RepairOutcome runOn(Connection session, RepairPlan plan) throws SQLException {
    return new RepairExecutor(session).run(request(plan));
  }

  RepairRequest request(RepairPlan plan) {
    return new RepairRequest(
        plan,
        searchPath,
        serviceRole,
        callerPid,
        statement,
        failure,
        namedExactly,
        ledger,
        lockTimeout,
        statementTimeout,
        System.nanoTime() + budget.toNanos(),
        stopped);
  }

  static RelationName name(String dotted) {
    return TestCatalog.name(dotted);
  }
}
