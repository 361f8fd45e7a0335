package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.statement.StatementText;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class StatementDescriberIT {
  private static final String TABLES = "CREATE TABLE t (id int, doc jsonb, n serial)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM t WHERE id = ?",
        "SELECT ? IS NULL FROM t",
        "INSERT INTO t (id) VALUES (?) RETURNING *",
        "SELECT doc ?? 'k' FROM t WHERE doc @?? '$.a'",
        "SELECT {fn now()} FROM t",
      })
  void wholeStatement(String sql, TestDatabase database) throws SQLException {
    assertThat(describe(database, sql).isWhole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT id FROM nowhere                 | undefined_table nowhere
          SELECT missing FROM t WHERE id = ?     | undefined_column missing
          UPDATE t SET id = ?, missing = ?       | undefined_column missing
          """)
  void whatRemainsMissingIsTold(String sql, String remaining, TestDatabase database)
      throws SQLException {
    StatementDescriber.Description description = describe(database, sql);

    assertThat(description.isWhole()).isFalse();
    assertThat(description.remaining()).hasToString(remaining);
  }

  @Test
  void otherErrorsLeaveNothingMissing(TestDatabase database) throws SQLException {
    StatementDescriber.Description description = describe(database, "SELECT id + now() FROM t");

    assertThat(description.isWhole()).isFalse();
    assertThat(description.sqlState()).isEqualTo("42883");
    assertThat(description.remaining().name()).isNull();
  }

  @Test
  void nothingIsExecutedAndTheTransactionLivesOn(TestDatabase database) throws SQLException {
    database.execute(TABLES);
    try (Connection session = database.connection()) {
      session.setAutoCommit(false);
      StatementDescriber describer = new StatementDescriber(session);

      assertThat(describer.describe("INSERT INTO t (id) VALUES (1)").isWhole()).isTrue();
      assertThat(describer.describe("SELECT missing FROM t").isWhole()).isFalse();
      assertThat(describer.describe("DELETE FROM t").isWhole()).isTrue();
      session.commit();
    }
    assertThat(database.query("SELECT count(*) FROM t")).containsExactly("0");
    assertThat(database.query("SELECT last_value, is_called FROM t_n_seq")).containsExactly("1|f");
  }

  /** What the driver makes of our text has to be what it made of the service's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM t WHERE id = ? AND doc ->> 'a' = ?",
        "SELECT doc ?? 'k', doc ??| ?, doc ??& ?, doc @?? '$.a' FROM t -- ? $1",
        "SELECT '?', \"?\", $$ ? $1 $$, E'\\'?', $x$ ? $x$ /* ? /* $1 */ */ FROM t WHERE id=?",
        "SELECT {fn now()}, {d '2020-01-01'} FROM t WHERE id = ?",
        "SELECT id::text, id FROM t WHERE id = ANY (?) AND id=-? LIMIT ?",
        "INSERT INTO t VALUES (?, ?::jsonb) ON CONFLICT DO NOTHING",
        "SELECT a$1, $1x FROM t",
      })
  void preparableTextIsSentAsTheOriginalWas(String sql, TestDatabase database) throws SQLException {
    try (Connection session = database.connection()) {
      String sent = session.nativeSQL(sql);

      assertThat(session.nativeSQL(StatementText.preparable(StatementShape.of(sent))))
          .isEqualTo(sent);
    }
  }

  private static StatementDescriber.Description describe(TestDatabase database, String sql)
      throws SQLException {
    database.execute(TABLES);
    try (Connection session = database.connection()) {
      session.setAutoCommit(false);
      return new StatementDescriber(session).describe(sql);
    }
  }
}
