package io.schemamedic.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int                              | integer
          INT4                             | integer
          int8                             | bigint
          smallint                         | smallint
          bool                             | boolean
          decimal(10, 2)                   | numeric(10,2)
          numeric                          | numeric(5,0)
          float8                           | double precision
          real                             | real
          varchar(20)                      | character varying(40)
          character  varying               | character varying
          varchar(20) COLLATE "C"          | character varying(20)
          char(3)                          | character(3)
          timestamp                        | timestamp without time zone
          timestamptz(3)                   | timestamp(3) with time zone
          timestamp (3) with time zone     | timestamp with time zone
          pg_catalog.int4                  | integer
          mood                             | public.mood
          "Mood"                           | app."Mood"
          int[]                            | integer[]
          int[3][]                         | integer[]
          """)
  void sameType(String declared, String live) {
    assertThat(TypeName.areEqual(declared, live)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "int, bigint",
    "int, integer[]",
    "text, character varying",
    "timestamp, timestamp with time zone",
    "date, timestamp without time zone",
    "mood, public.moods",
  })
  void anotherType(String declared, String live) {
    assertThat(TypeName.areEqual(declared, live)).isFalse();
  }
}
