package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
class OwnerProofIT {
  private static final String DECLARED =
      "CREATE TABLE orders (id int, note text); CREATE TABLE items (id int, note text)";

  private final TestDatabase database;

  OwnerProofIT(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void prepare() {
    database.execute(
        "DROP TABLE IF EXISTS orders, items, third",
        "CREATE TABLE orders (id int); CREATE TABLE items (id int); CREATE TABLE third (id int)");
  }

  /** Index 0 is orders, 1 is items. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT o.note FROM orders o JOIN items i USING (id)             | 0
          SELECT i.note FROM orders o JOIN items i USING (id)             | 1
          SELECT note FROM orders WHERE id IN (SELECT id FROM items)      | 0
          SELECT id FROM orders WHERE id IN (SELECT id FROM items i WHERE i.note = ?) | 1
          SELECT i.note, nowhere.x FROM orders o, items i, nowhere        | -1
          """)
  void onlyOneMakesTheStatementWhole(String sql, int owner) throws SQLException {
    assertThat(proof(new Trial(database, DECLARED).failing(sql))).isEqualTo(owner);
  }

  @Test
  void columnThatEitherCouldOwnIsNotProven() throws SQLException {
    assertThat(
            proof(
                new Trial(database, DECLARED)
                    .failing("SELECT note FROM orders o JOIN items i ON o.id = i.id")))
        .isEqualTo(-1);
  }

  @Test
  void furtherIsEnough() throws SQLException {
    assertThat(
            proof(
                new Trial(database, DECLARED)
                    .failing("SELECT i.note, i.later FROM orders o JOIN items i USING (id)")))
        .isEqualTo(1);
  }

  @Test
  void nothingOfItStays() throws SQLException {
    proof(
        new Trial(database, DECLARED)
            .failing("SELECT o.note FROM orders o JOIN items i USING (id)"));

    assertThat(
            database.query(
                "SELECT attname FROM pg_attribute WHERE attname = 'note' AND attnum > 0"
                    + " AND attrelid IN ('orders'::regclass, 'items'::regclass)"))
        .isEmpty();
  }

  @Test
  void tableThatIsBusyIsNoObstacle() throws SQLException {
    Trial trial =
        new Trial(database, DECLARED)
            .failing("SELECT o.note FROM orders o JOIN items i USING (id)")
            .lockTimeout(Duration.ofMillis(50));
    try (Connection reader = database.connection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("LOCK TABLE items IN ROW EXCLUSIVE MODE");

      assertThat(proof(trial)).isZero();
    }
  }

  /** Either could own it; when the first is asked, the statement cannot be looked at. */
  @Test
  void tableThatIsLockedForAWhileLeavesTheQuestionOpen() throws SQLException {
    Trial trial =
        new Trial(database, DECLARED)
            .failing("SELECT note FROM orders o JOIN items i ON o.id = i.id, third")
            .lockTimeout(Duration.ofMillis(50));
    try (Connection deploy = database.connection();
        Connection session = database.connection();
        Statement statement = deploy.createStatement()) {
      deploy.setAutoCommit(false);
      statement.execute("LOCK TABLE third IN ACCESS EXCLUSIVE MODE");

      Connection lettingGo =
          Interception.of(
              session,
              (method, arguments) -> {
                if (method.equals("rollback")) {
                  deploy.rollback();
                }
              });
      assertThat(new OwnerProof(lettingGo).onlyOneThatHelps(requests(trial))).isEqualTo(-1);
    }
  }

  @Test
  void killSwitchStopsIt() throws SQLException {
    assertThat(
            proof(
                new Trial(database, DECLARED)
                    .failing("SELECT o.note FROM orders o JOIN items i USING (id)")
                    .stopped(() -> true)))
        .isEqualTo(-1);
  }

  private int proof(Trial trial) throws SQLException {
    try (Connection session = database.connection()) {
      int owner = new OwnerProof(session).onlyOneThatHelps(requests(trial));
      assertThat(session.getAutoCommit()).isTrue();
      return owner;
    }
  }

  private static List<RepairRequest> requests(Trial trial) throws SQLException {
    return List.of(
        trial.request(trial.planColumn("public.orders", "note")),
        trial.request(trial.planColumn("public.items", "note")));
  }
}
