package io.schemamedic.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          PL/pgSQL function app.f(integer) line 1 at RETURN                         | app.f(integer)
          PL/pgSQL function f() line 12 at SQL statement                            | f()
          PL/pgSQL function f(text,integer[]) line 1 at SQL statement               | f(text,integer[])
          PL/pgSQL function f(timestamp with time zone,app.kind) line 1 at RETURN   | f(timestamp with time zone,app.kind)
          PL/pgSQL function f(integer,"My Type",text[]) line 1 at SQL statement     | f
          PL/pgSQL-Funktion app.f(integer) Zeile 1 bei RETURN                       | app.f(integer)
          fonction PL/pgSQL app.f(integer), ligne 1, à RETURN                       | app.f(integer)
          PL/pgSQL function inline_code_block line 1 at SQL statement               | DO block
          PL/pgSQL関数inline_code_blockの1行目 - SQLステートメント                         | DO block
          PL/pgSQL function inline_code_block(integer) line 1 at RETURN             | inline_code_block(integer)
          SQL function "sf" during inlining                                         | sf
          SQL function "sp" statement 1                                             | sp
          SQL function "sp" during startup                                          | sp
          compilation of PL/pgSQL function "type_f" near line 1                     | type_f
          """)
  void functionIsNamed(String where, String function) {
    assertThat(ContextReader.functionIn(where)).isEqualTo(function);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PL/pgSQL",
        "PL/pgSQL関数app.f(integer)の1行目 - RETURN",
        "PL/pgSQL function \"We ird(x)\"(integer) line 1 at EXECUTE",
        "PL/pgSQL function \"line 2 at\"() line 1 at RETURN",
        "PL/pgSQL assignment \"x := secret(1)\"",
        "PL/pgSQL expression \"secret\"",
        "SQL function \"q\"uote\" during inlining",
        "SQL function \"We ird\" during inlining",
        "SQL-Funktion »sf« beim Inlining",
        "SQL statement \"secret\"",
        "SQL statement \"SELECT 'PL/pgSQL function secret(1)'\"",
        "SQL statement \"SELECT 1\nPL/pgSQL function secret() line 1 at RETURN\"",
        "COPY t, line 1, column id: \"PL/pgSQL function secret() \"",
        "unnamed portal with parameters: $1 = 'PL/pgSQL function secret() line 1'",
        "unnamed portal parameter $1 = 'SQL function \"secret\" during startup'",
        "JSON data, line 1: PL/pgSQL function secret() line",
      })
  void whatMayBeAnythingElseNamesNothing(String where) {
    assertThat(ContextReader.functionIn(where)).isEmpty();
  }

  @Test
  void innermostFunctionCounts() {
    assertThat(
            ContextReader.functionIn(
                "PL/pgSQL function inner_f() line 1 at RETURN\n"
                    + "PL/pgSQL function outer_f() line 1 at RETURN"))
        .isEqualTo("inner_f()");
  }

  @Test
  void noContextNamesNothing() {
    assertThat(ContextReader.functionIn(null)).isEmpty();
  }
}
