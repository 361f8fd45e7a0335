package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatStatementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t",
        "TABLE t",
        "SELECT t.*, u.a FROM t LEFT JOIN u ON u.id = t.id WHERE t.a > 1 ORDER BY u.b LIMIT 2",
        "SELECT t FROM t JOIN u USING (id) FOR UPDATE",
        "INSERT INTO t (id) VALUES (1), (2) RETURNING *",
        "INSERT INTO t DEFAULT VALUES RETURNING *",
        "UPDATE t SET a = 1 WHERE id = 1 RETURNING *",
        "DELETE FROM t USING u WHERE u.id = t.id RETURNING *",
      })
  void newColumnsChangeOnlyWhatIsReturned(String sql) {
    assertThat(FlatStatement.of(StatementShape.of(sql)).meansTheSameWithNewColumns()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t NATURAL JOIN u",
        "DELETE FROM t USING u WHERE NOT EXISTS (SELECT 1 FROM v NATURAL JOIN u) RETURNING *",
        "DELETE FROM t WHERE id IN (SELECT u.id FROM u WHERE x = 1) RETURNING *",
        "SELECT * FROM (SELECT * FROM t) x",
        "WITH x AS (SELECT * FROM t) SELECT * FROM x",
        "SELECT * FROM t UNION ALL SELECT * FROM u",
        "INSERT INTO t SELECT * FROM u RETURNING *",
        "INSERT INTO t (id) VALUES ((SELECT max(id) FROM u)) RETURNING *",
        "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE RETURNING *",
        "DELETE FROM t USING u WHERE u IS NOT NULL RETURNING *",
        "DELETE FROM t USING u AS x WHERE to_jsonb(x) = '{}' RETURNING *",
        "SELECT * FROM t AS x (a, b)",
        "VALUES (1)",
        "EXECUTE x",
        "SELECT * FROM t; SELECT 1",
      })
  void newColumnsMayChangeWhatIsMeant(String sql) {
    assertThat(FlatStatement.of(StatementShape.of(sql)).meansTheSameWithNewColumns()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM s.t AS x WHERE x.a = 1",
        "INSERT INTO t (id) VALUES (1) RETURNING *",
        "UPDATE t SET a = 1 RETURNING *",
      })
  void oneRelationIsNamed(String sql) {
    assertThat(FlatStatement.of(StatementShape.of(sql)).namesOneRelation()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t, u",
        "SELECT * FROM t JOIN t AS x ON true",
        "SELECT * FROM t, find(1) AS f",
        "DELETE FROM t USING u RETURNING *",
        "SELECT * FROM t WHERE id IN (SELECT id FROM u)",
        "SELECT 1",
      })
  void noneOrSeveralAreNamed(String sql) {
    assertThat(FlatStatement.of(StatementShape.of(sql)).namesOneRelation()).isFalse();
  }
}
