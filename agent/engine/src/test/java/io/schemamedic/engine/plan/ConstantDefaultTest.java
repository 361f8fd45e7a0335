package io.schemamedic.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantDefaultTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1.5",
        "1 + 2 * 3",
        "true",
        "NULL",
        "''",
        "'now and then'",
        "'{}'::jsonb",
        "'x'::character varying(20)",
        "'1'::numeric(10, 2)",
        "'2020-01-01'::timestamp(3) without time zone",
        "CAST('1' AS int)",
        "ARRAY[1, 2]::int[]",
        "'a'::public.\"Mood\"",
        "date '2020-01-01'",
        "interval '1 day'",
        "(1)",
        "E'\\n'",
        "$$now$$",
      })
  void constantsAreTheSameAtAnyTime(String sql) {
    assertThat(ConstantDefault.is(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now()",
        "CURRENT_TIMESTAMP",
        "current_user",
        "lower('A')",
        "public.f()",
        "\"F\"()",
        "'now'::timestamptz",
        "timestamp 'TODAY'",
        "' yesterday '",
        "'a'::text || lower('B')",
        "CAST('1' AS int) + f()",
        "'1'::numeric(10, 2) + f()",
        "coalesce(1, f())",
        "(now() AT TIME ZONE 'utc')",
        "nextval('s'::regclass)",
        "ARRAY[f()]",
        "ARRAY['x'::text, f()]",
        "('x'::text, f())",
        "$1",
        "'unterminated",
      })
  void whatIsComputedIsNot(String sql) {
    assertThat(ConstantDefault.is(sql)).isFalse();
  }
}
