package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome.Status;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another session, in an open transaction, is about to do what the repair wants to do. */
@ExtendWith(TestDatabaseExtension.class)
@Timeout(120)
class DeployInProgressIT {
  private static final String ORDERS = "CREATE TABLE orders (id int PRIMARY KEY, note text)";

  @Test
  void tableThatIsBeingCreated(TestDatabase database) throws SQLException {
    Trial trial = trial(database, ORDERS, "SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");

    try (Connection deploy = deploying(database, "CREATE TABLE orders (id int)")) {
      inProgress(trial.run(plan));
      deploy.rollback();
    }

    assertThat(trial.run(plan).status()).isEqualTo(Status.REPAIRED);
  }

  @Test
  void columnThatIsBeingAdded(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial = trial(database, ORDERS, "SELECT note FROM orders");
    RepairPlan plan = trial.planColumn("public.orders", "note");

    try (Connection deploy = deploying(database, "ALTER TABLE orders ADD COLUMN note text")) {
      inProgress(trial.run(plan));
      deploy.commit();
    }

    assertThat(trial.run(plan).status()).isEqualTo(Status.ALREADY_PRESENT);
  }

  @Test
  void parentThatIsBeingAltered(TestDatabase database) throws SQLException {
    database.execute(ORDERS);
    Trial trial =
        trial(
            database,
            ORDERS + "; CREATE TABLE items (id int, order_id int REFERENCES orders (id))",
            "SELECT id FROM items");
    RepairPlan plan = trial.planTable("public.items");

    try (Connection deploy = deploying(database, "ALTER TABLE orders ADD COLUMN more text")) {
      inProgress(trial.run(plan));
      deploy.rollback();
    }
  }

  @Test
  void writerIsNoDeploy(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial = trial(database, ORDERS, "SELECT note FROM orders");
    RepairPlan plan = trial.planColumn("public.orders", "note");

    try (Connection writer = deploying(database, "INSERT INTO orders VALUES (1)")) {
      assertThat(trial.run(plan).reason()).isEqualTo(Reason.LOCK_TIMEOUT);
      writer.rollback();
    }
  }

  private static Trial trial(TestDatabase database, String declared, String failing)
      throws SQLException {
    return new Trial(database, declared)
        .failing(failing)
        .lockTimeout(Duration.ofMillis(50))
        .budget(Duration.ofSeconds(5));
  }

  private static Connection deploying(TestDatabase database, String sql) throws SQLException {
    Connection connection = database.connection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  private static void inProgress(RepairOutcome outcome) {
    assertThat(outcome.reason()).isEqualTo(Reason.DEPLOY_IN_PROGRESS);
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.detail()).isEqualTo("sqlstate 55P03");
  }
}
