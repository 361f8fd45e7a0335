package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.statement.StatementShape.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1                      | SELECT
          /* x */ -- y; z               | OTHER
           sElEcT 1                     | SELECT
          /* INSERT */ insert INTO t    | INSERT
          UPDATE t SET a = 1            | UPDATE
          DELETE FROM t                 | DELETE
          WITH x AS (SELECT 1) SELECT 1 | OTHER
          (SELECT 1)                    | OTHER
          "select" 1                    | OTHER
          MERGE INTO t                  | OTHER
          EXPLAIN SELECT 1              | OTHER
          selected                      | OTHER
          """)
  void kindIsTheFirstWord(String sql, Kind kind) {
    assertThat(StatementShape.of(sql).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1                | 1
          SELECT 1;               | 1
          ;; SELECT 1 ; -- x ;    | 1
          SELECT 1; SELECT 2      | 2
          SELECT ';'              | 1
          SELECT $$;$$, ";"       | 1
          SELECT 1 /* ; */        | 1
          ;                       | 0
          """)
  void statementsAreCountedWithoutEmptyOnes(String sql, int count) {
    assertThat(StatementShape.of(sql).statementCount()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT U&\"d\\0061t\"", "SELECT 'x", "SELECT \"x", "SELECT $$x", "SELECT /* x"})
  void whatMayHideNamesIsNotReadable(String sql) {
    assertThat(StatementShape.of(sql).isReadable()).isFalse();
  }

  @Test
  void ordinaryTextIsReadable() {
    assertThat(StatementShape.of("SELECT U&'d\\0061t', \"x\" FROM t").isReadable()).isTrue();
  }

  @Test
  void identifiersAreFoldedUnlessQuoted() {
    assertThat(StatementShape.of("SELECT Aa, \"Bb\", 'cc' FROM s.T WHERE x = 1").identifiers())
        .extracting(Identifier::value)
        .contains("aa", "Bb", "s", "t", "x")
        .doesNotContain("Aa", "bb", "cc");
  }
}
