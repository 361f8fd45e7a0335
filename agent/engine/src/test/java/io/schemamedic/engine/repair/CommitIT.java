package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome.Status;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is told after COMMIT is what the server says of the transaction, not what the driver says.
 */
@ExtendWith(TestDatabaseExtension.class)
class CommitIT {

  @Test
  void commitThatTheServerTurnsIntoARollbackIsNoSuccess(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id int)").failing("SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");

    try (Connection session = database.connection()) {
      RepairOutcome outcome = trial.runOn(rollingBackInsteadOfCommitting(session), plan);

      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(outcome.reason()).isEqualTo(Reason.DDL_FAILED);
      assertThat(outcome.detail()).isEqualTo("the commit did not take effect");
      assertThat(session.getAutoCommit()).isTrue();
    }
  }

  @Test
  void repairThatIsUndoneByAnotherAtOnceIsARepair(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id int)").failing("SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");

    try (Connection session = database.connection()) {
      RepairOutcome outcome =
          trial.runOn(
              Interception.of(
                  session,
                  (method, arguments) -> {
                    if (method.equals("commit")) {
                      session.commit();
                      database.execute("DROP TABLE orders");
                    }
                  }),
              plan);

      assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
    }
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  @Test
  void commitThatCollidedWithAnotherIsTriedAgain(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id int)").failing("SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");
    AtomicInteger commits = new AtomicInteger();

    try (Connection session = database.connection()) {
      RepairOutcome outcome =
          trial.runOn(
              Interception.of(
                  session,
                  (method, arguments) -> {
                    if (method.equals("commit") && commits.getAndIncrement() == 0) {
                      session.rollback();
                      throw new SQLException("collided", "40001");
                    }
                  }),
              plan);

      assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
      assertThat(session.getAutoCommit()).isTrue();
    }
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("orders");
  }

  @Test
  void commitThatIsNotAnsweredIsNotTriedAgain(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id int)").failing("SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");
    AtomicInteger commits = new AtomicInteger();

    try (Connection session = database.connection()) {
      RepairOutcome outcome =
          trial.runOn(
              Interception.of(
                  session,
                  (method, arguments) -> {
                    if (method.equals("commit")) {
                      commits.incrementAndGet();
                      throw new SQLException("no answer", "08006");
                    }
                  }),
              plan);

      assertThat(outcome.reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
    }
    assertThat(commits).hasValue(1);
  }

  @Test
  void nameThatJavaAndTheServerFoldDifferentlyIsFoundAgain(TestDatabase database)
      throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE \"\u0130stanbul\" (id int, note text)")
            .failing("SELECT id FROM \"\u0130stanbul\"");

    RepairOutcome outcome = trial.run(trial.planTable("public.\u0130stanbul"));

    assertThat(outcome.detail()).isEmpty();
    assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
  }

  /** The driver's {@code commit} returns normally in both cases. */
  private static Connection rollingBackInsteadOfCommitting(Connection session) {
    return (Connection)
        Proxy.newProxyInstance(
            CommitIT.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")) {
                session.rollback();
                return null;
              }
              try {
                return method.invoke(session, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
