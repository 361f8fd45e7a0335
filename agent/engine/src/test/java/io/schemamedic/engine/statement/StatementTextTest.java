package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT $1, $2 FROM t             ^ SELECT ?, ? FROM t
          SELECT a ? 'k' FROM t            ^ SELECT a ?? 'k' FROM t
          SELECT a ?| $1 FROM t            ^ SELECT a ??| ? FROM t
          SELECT a ?& $1 FROM t            ^ SELECT a ??& ? FROM t
          SELECT a @? '$.b' FROM t         ^ SELECT a @?? '$.b' FROM t
          SELECT '?', "?", $$?$$ /* ? */   ^ SELECT '?', "?", $$?$$ /* ? */
          SELECT $1::int -- $2 ?           ^ SELECT ?::int -- $2 ?
          SELECT $12                       ^ SELECT ?
          SELECT '$1'                      ^ SELECT '$1'
          SELECT a$1 FROM t                ^ SELECT a$1 FROM t
          """)
  void textForTheDriverHasItsOwnParametersAgain(String sent, String preparable) {
    assertThat(StatementText.preparable(StatementShape.of(sent))).isEqualTo(preparable);
  }

  @Test
  void fingerprintIsSixteenHexDigits() {
    assertThat(fingerprint("SELECT 1")).matches("[0-9a-f]{16}");
    assertThat(fingerprint("")).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t WHERE b = 'other' AND c = 2",
        "select  A from T where B = $1 and C = $2",
        "SELECT a FROM t WHERE b = ? AND c = 1e5 -- comment",
        "SELECT a FROM t /* x */ WHERE b = $$x$$ AND c = E'\\n'",
        "SELECT a FROM t WHERE b = 'it''s' AND c = X'FF'",
      })
  void fingerprintDoesNotDependOnValuesCaseOrSpace(String sql) {
    assertThat(fingerprint(sql)).isEqualTo(fingerprint("SELECT a FROM t WHERE b = 'x' AND c = 1"));
  }

  @Test
  void fingerprintDependsOnNames() {
    assertThat(fingerprint("SELECT a FROM t")).isNotEqualTo(fingerprint("SELECT b FROM t"));
  }

  @Test
  void fingerprintOfUnterminatedTextHidesTheRest() {
    assertThat(fingerprint("SELECT 'secret one")).isEqualTo(fingerprint("SELECT 'secret two"));
  }

  private static String fingerprint(String sql) {
    return StatementText.fingerprint(StatementShape.of(sql));
  }
}
