package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long the altered table is kept while something else of the statement is locked. */
@ExtendWith(TestDatabaseExtension.class)
@Timeout(120)
class HeldLocksIT {
  private static final String TABLES = "CREATE TABLE t (id int); CREATE TABLE a (id int)";

  /** A third session reads all the time. */
  @Test
  void readersOfTheAlteredTableDoNotWaitForAnotherTable(TestDatabase database) throws Exception {
    database.execute(TABLES);
    Trial trial = trial(database).lockTimeout(Duration.ofSeconds(2));
    RepairPlan plan = trial.planColumn("public.t", "note");

    try (Connection deploy = database.connection();
        Connection session = database.connection();
        Connection reader = database.connection()) {
      lockOther(deploy);
      CountDownLatch reading = new CountDownLatch(1);
      Future<RepairOutcome> repair =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  reading.await();
                  return trial.runOn(session, plan);
                } catch (SQLException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      Duration longest = longestReadUntil(repair, reader, reading);

      assertThat(repair.get().reason()).isEqualTo(Reason.LOCK_TIMEOUT);
      assertThat(repair.get().detail()).isEqualTo("sqlstate 55P03");
      assertThat(longest).isLessThan(Duration.ofMillis(500));
    }
  }

  @Test
  void otherTableThatIsLetGoIsNoObstacle(TestDatabase database) throws SQLException {
    database.execute(TABLES);
    Trial trial = trial(database);
    RepairPlan plan = trial.planColumn("public.t", "note");

    try (Connection deploy = database.connection();
        Connection session = database.connection()) {
      lockOther(deploy);
      RepairOutcome outcome =
          trial.runOn(
              Interception.of(
                  session,
                  (method, arguments) -> {
                    if (method.equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0])) {
                      deploy.rollback();
                    }
                  }),
              plan);

      assertThat(outcome.reason()).isEqualTo(Reason.REPAIRED);
    }
  }

  private static Trial trial(TestDatabase database) throws SQLException {
    return new Trial(database, "CREATE TABLE t (id int, note text); CREATE TABLE a (id int)")
        .failing("SELECT t.note FROM t JOIN a USING (id)");
  }

  private static void lockOther(Connection deploy) throws SQLException {
    deploy.setAutoCommit(false);
    try (Statement statement = deploy.createStatement()) {
      statement.execute("LOCK TABLE a IN ACCESS EXCLUSIVE MODE");
    }
  }

  private static Duration longestReadUntil(Future<?> end, Connection reader, CountDownLatch reading)
      throws SQLException {
    long longest = 0;
    try (Statement statement = reader.createStatement()) {
      while (!end.isDone()) {
        long began = System.nanoTime();
        statement.execute("SELECT id FROM t");
        longest = Math.max(longest, System.nanoTime() - began);
        reading.countDown();
      }
    }
    return Duration.ofNanos(longest);
  }
}
