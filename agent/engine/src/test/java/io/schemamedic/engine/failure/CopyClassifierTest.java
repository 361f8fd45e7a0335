package io.schemamedic.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.statement.StatementShape;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class CopyClassifierTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPY missing FROM STDIN                          | missing
          copy App.Missing (id, note) to stdout with csv;  | app.missing
          COPY "Missing" TO '/tmp/file' WITH (FORMAT csv)  | "Missing"
          COPY missing FROM PROGRAM 'cat' WHERE id > 1     | missing
          """)
  void missingTableIsTheOnlyOneThatIsNamed(String sql, String name) {
    Failure failure = classify("42P01", "RangeVarGetRelidExtended", sql, "relation \"%s\"", name);

    assertThat(failure.key()).isEqualTo("undefined_table " + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPY orders (id, note) FROM STDIN                          | note
          COPY app.orders ("No te") TO STDOUT                        | "No te"
          COPY orders (id, TOTAL) FROM STDIN WITH (FORMAT csv)       | total
          COPY orders (text) FROM STDIN (FORMAT text, FORCE_NULL (text)) | text
          """)
  void missingColumnIsTheOnlyListedOneInTheMessage(String sql, String name) {
    Failure failure =
        classify("42703", "CopyGetAttnums", sql, "column \"%s\" of relation \"orders\"", name);

    assertThat(failure.key()).isEqualTo("undefined_column " + name);
    assertThat(failure.isColumnOfTarget()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPY orders (note, notes) FROM STDIN                          | notes
          COPY orders (note, order) FROM STDIN                          | note
          COPY orders (id, note) FROM STDIN (FORCE_NULL (notes))        | notes
          COPY orders (id, note) FROM STDIN CSV FORCE NOT NULL note     | note
          COPY orders (note) FROM STDIN; COPY orders (note) FROM STDIN  | note
          COPY orders (note, U&"a") FROM STDIN                          | note
          COPY orders (note) FROM STDIN (FORCE_NULL (memo))             | memo
          """)
  void columnInDoubtIsOnlyCounted(String sql, String name) {
    Failure failure =
        classify("42703", "CopyGetAttnums", sql, "column \"%s\" of relation \"orders\"", name);

    assertThat(failure.unusable().code()).isEqualTo("unsupported_statement");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY other FROM STDIN",
        "COPY a.b.missing FROM STDIN",
        "COPY (TABLE missing) TO STDOUT",
        "COPY BINARY missing FROM STDIN",
        "COPY missing () FROM STDIN",
        "COPY missing (id FROM STDIN",
        "COPY missing",
        "LOCK TABLE missing",
      })
  void tableInDoubtIsOnlyCounted(String sql) {
    Failure failure =
        classify("42P01", "RangeVarGetRelidExtended", sql, "relation \"%s\"", "missing");

    assertThat(failure.unusable().code()).isEqualTo("administrative_statement");
  }

  private static Failure classify(
      String sqlState, String routine, String sql, String message, String name) {
    return FailureClassifier.classify(
        sqlState,
        new ServerError(message.formatted(name.replace("\"", "")), routine, 0, null, null),
        StatementShape.of(sql));
  }
}
