package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import io.schemamedic.entry.FailedCall;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a call whose gap someone else has closed meanwhile. */
@ExtendWith(TestDatabaseExtension.class)
class HealingLineIT {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int, note text)");

  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final Clock clock = new Clock();
  private final Databases databases = new Databases(clock);

  @AfterEach
  void close() {
    databases.close();
    metrics.close();
  }

  @Test
  void callWhoseGapIsClosedIsRepeated(TestDatabase database) throws SQLException {
    assertThat(handle(database, new KillSwitch(null))).isInstanceOf(CallRecord.class);
  }

  @Test
  void killSwitchIsAskedOnceMoreBeforeTheRetry(TestDatabase database) throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    File setAfterTheFirstLook =
        new File("stop") {
          @Override
          public boolean exists() {
            return asked.getAndIncrement() > 0;
          }
        };

    assertThat(handle(database, new KillSwitch(setAfterTheFirstLook))).isNull();

    assertThat(asked).hasValue(2);
    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"repaired_for_next\","
                + "reason=\"kill_switch\",} 1.0");
  }

  @Test
  void repetitionThatMissesTheSameHasMadeNoProgress(TestDatabase database) throws SQLException {
    assertThat(handle(database, new KillSwitch(null), first -> first)).isNull();

    assertThat(metrics.scrape())
        .contains("schema_medic_decisions_total{decision=\"failed\",reason=\"no_progress\",} 1.0");
  }

  @Test
  void repetitionThatEndsWithABrokenConnectionGoesToTheCaller(TestDatabase database)
      throws SQLException {
    SQLException broken = new SQLException("gone", "08006");

    assertThat(handle(database, new KillSwitch(null), first -> broken)).isSameAs(broken);

    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"failed\",reason=\"retry_uncertain\",} 1.0");
  }

  /**
   * @param repetitions how the call fails when it is repeated, told from its first failure
   */
  @SafeVarargs
  private @Nullable Object handle(
      TestDatabase database, KillSwitch killSwitch, UnaryOperator<SQLException>... repetitions)
      throws SQLException {
    String sql = "SELECT note FROM orders";
    database.execute("CREATE TABLE orders (id int)");
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      Properties properties = new Properties();
      properties.setProperty("user", "postgres");
      databases.connected(connection, properties);
      try {
        statement.executeQuery(sql);
        throw new AssertionError("does not fail: " + sql);
      } catch (SQLException first) {
        database.execute("ALTER TABLE orders ADD COLUMN note text");
        CallRecord record = new CallRecord("i-1", clock.nanos());
        Object answer = handle(killSwitch, statement, sql, first, record);
        for (UnaryOperator<SQLException> repetition : repetitions) {
          answer = handle(killSwitch, statement, sql, repetition.apply(first), record);
        }
        return answer;
      }
    }
  }

  private @Nullable Object handle(
      KillSwitch killSwitch,
      Statement statement,
      String sql,
      SQLException thrown,
      CallRecord record)
      throws SQLException {
    FailedCall call =
        new FailedCall(
            FailedCall.Form.STATEMENT, statement, sql, null, null, null, "IDLE", thrown, null);
    Healing healing =
        TestHealing.of(Mode.REPAIR, DECLARED, killSwitch, metrics, new IncidentStore(), clock);
    return new HealingLine(healing, databases).handle(call, thrown, record);
  }
}
