package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleQueryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t",
        "select count(*), a from only s.t x where a in (1, 2) order by a, b limit 1;",
        "SELECT version FROM \"T\" WHERE name=$1 FOR UPDATE",
        "SELECT a, b FROM t GROUP BY a, b",
        "SELECT extract(year FROM a) FROM t",
      })
  void oneRelationIsRead(String sql) {
    assertThat(SimpleQuery.readsOneRelation(StatementShape.of(sql))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "SELECT * FROM t, u",
        "SELECT * FROM t JOIN u ON true",
        "SELECT * FROM f(1)",
        "SELECT * FROM (VALUES (1)) t",
        "SELECT * FROM t WHERE EXISTS (SELECT 1)",
        "SELECT * FROM t UNION SELECT * FROM u",
        "SELECT * FROM t UNION TABLE u",
        "SELECT * FROM t; SELECT * FROM u",
        "SELECT * FROM U&\"t\"",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "DELETE FROM t",
        "TABLE t",
      })
  void moreOrLessOrSomethingElse(String sql) {
    assertThat(SimpleQuery.readsOneRelation(StatementShape.of(sql))).isFalse();
  }
}
