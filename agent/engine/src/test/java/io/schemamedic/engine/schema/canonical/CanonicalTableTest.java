package io.schemamedic.engine.schema.canonical;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of what is declared and what the catalog says; the second is PostgreSQL's own text. */
class CanonicalTableTest {
  private static final String COLUMNS =
      "n int, b bigint, p numeric(10,2), s varchar(20), c char(3), t text, f boolean,"
          + " d date, ts timestamp, tz timestamptz, a text[], m mood, j jsonb, u uuid";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EQUAL     | s IN ('a', 'b')        | ((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        "EQUAL     | s IN ('a', 'b')        | ((s)::text = ANY (ARRAY[('b'::character varying)::text, ('a'::character varying)::text]))",
        "EQUAL     | s = 'a' OR s = 'b'     | (((s)::text = 'a'::text) OR ((s)::text = 'b'::text))",
        "EQUAL     | s NOT IN ('a', 'b')    | ((s)::text <> ALL ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        "DIFFERENT | s IN ('a', 'b')        | ((s)::text = ANY ((ARRAY['a'::character varying, 'c'::character varying])::text[]))",
        "DIFFERENT | s IN ('a', 'b')        | ((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying, 'c'::character varying])::text[]))",
        "DIFFERENT | s IN ('a', 'b')        | ((s)::text <> ALL ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        "EQUAL     | n BETWEEN 1 AND 5      | ((n >= 1) AND (n <= 5))",
        "DIFFERENT | n BETWEEN 1 AND 5      | ((n >= 1) AND (n <= 6))",
        "DIFFERENT | n BETWEEN 1 AND 5      | ((n > 1) AND (n <= 5))",
        "EQUAL     | n NOT BETWEEN 1 AND 5  | ((n < 1) OR (n > 5))",
        "EQUAL     | p > 0                  | (p > (0)::numeric)",
        "EQUAL     | p > 0.5                | (p > 0.5)",
        "EQUAL     | n > -1                 | (n > '-1'::integer)",
        "EQUAL     | n > -1                 | (n > (-1))",
        "DIFFERENT | n > -1                 | (n > 1)",
        "EQUAL     | b > 5000000000         | (b > '5000000000'::bigint)",
        "EQUAL     | n > '5'                | (n > 5)",
        "UNSURE    | n / 2::numeric > 1     | ((n / 2) > 1)",
        "UNSURE    | n > 1                  | ((n)::text > 1)",
        "EQUAL     | length(s) > 0          | (length((s)::text) > 0)",
        "DIFFERENT | length(s) > 0          | (length(t) > 0)",
        "DIFFERENT | lower(s) = s           | (upper((s)::text) = (s)::text)",
        "EQUAL     | s LIKE 'a%'            | ((s)::text ~~ 'a%'::text)",
        "DIFFERENT | s LIKE 'a%'            | ((s)::text !~~ 'a%'::text)",
        "EQUAL     | s NOT ILIKE 'a%'       | ((s)::text !~~* 'a%'::text)",
        "EQUAL     | c = 'ab'               | (c = 'ab'::bpchar)",
        "EQUAL     | f                      | f",
        "EQUAL     | NOT f                  | (NOT f)",
        "DIFFERENT | f                      | (NOT f)",
        "EQUAL     | n IS NULL OR n > 1     | ((n IS NULL) OR (n > 1))",
        "EQUAL     | n > 1 OR n IS NULL     | ((n IS NULL) OR (n > 1))",
        "DIFFERENT | n IS NULL OR n > 1     | ((n IS NULL) AND (n > 1))",
        "DIFFERENT | n IS NULL              | (n IS NOT NULL)",
        "EQUAL     | n IS DISTINCT FROM 3   | (n IS DISTINCT FROM 3)",
        "EQUAL     | n != 3                 | (n <> 3)",
        "EQUAL     | n + 1 * 2 > b          | ((n + (1 * 2)) > b)",
        "DIFFERENT | (n + 1) * 2 > b        | ((n + (1 * 2)) > b)",
        "EQUAL     | d > '2020-01-01'       | (d > '2020-01-01'::date)",
        "DIFFERENT | d > '2020-01-01'       | (d > '2020-01-02'::date)",
        "UNSURE    | d > '1.1.2020'         | (d > '2020-01-01'::date)",
        "EQUAL     | ts > '2020-01-01'      | (ts > '2020-01-01 00:00:00'::timestamp without time zone)",
        "UNSURE    | tz > '2020-01-01'      | (tz > '2020-01-01 00:00:00+01'::timestamp with time zone)",
        "EQUAL     | m IN ('sad', 'ok')     | (m = ANY (ARRAY['sad'::public.mood, 'ok'::public.mood]))",
        "DIFFERENT | m <> 'sad'             | (m <> 'ok'::public.mood)",
        "EQUAL     | a <@ ARRAY['x', 'y']   | (a <@ ARRAY['x'::text, 'y'::text])",
        "EQUAL     | t.n > 0                | (n > 0)",
        "EQUAL     | CASE WHEN f THEN n > 0 ELSE true END | CASE WHEN f THEN (n > 0) ELSE true END",
        "DIFFERENT | CASE WHEN f THEN n > 0 ELSE true END | CASE WHEN f THEN (n > 0) ELSE false END",
        "EQUAL     | substring(t FROM 1 FOR 2) = 'ab' | (\"substring\"(t, 1, 2) = 'ab'::text)",
        "UNSURE    | EXTRACT(dow FROM ts) < 6 | (date_part('dow'::text, ts) < (6)::double precision)",
        "EQUAL     | trim(s) <> ''          | (TRIM(BOTH FROM s) <> ''::text)",
        "EQUAL     | tz AT TIME ZONE 'UTC' > ts | (timezone('UTC'::text, tz) > ts)",
        "UNSURE    | f(VARIADIC a)          | f(a)",
        "EQUAL     | other(n)               | public.other(n)",
        "DIFFERENT | x.other(n)             | y.other(n)",
        "EQUAL     | pg_catalog.lower(t) = t | (lower(t) = t)",
        "EQUAL     | j ? 'k'                | (j ? 'k'::text)",
        "EQUAL     | j ->> 'k' = 'x' AND n > 0 | (((j ->> 'k'::text) = 'x'::text) AND (n > 0))",
      })
  void checks(Likeness likeness, String declared, String found) {
    CanonicalTable wanted = table(COLUMNS + ", CHECK (" + declared + ")");
    CanonicalTable there = table(COLUMNS + ", CHECK (" + found + ")");

    assertThat(wanted.constraints().get(0).likeness(there.constraints().get(0)))
        .isEqualTo(likeness);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EQUAL     | int DEFAULT 0                 | integer DEFAULT 0",
        "EQUAL     | bigint DEFAULT '0'            | bigint DEFAULT '0'::bigint",
        "DIFFERENT | int DEFAULT 0                 | integer DEFAULT 1",
        "DIFFERENT | int DEFAULT 0                 | integer",
        "EQUAL     | int DEFAULT NULL              | integer",
        "EQUAL     | varchar(9) DEFAULT NULL       | character varying(9) DEFAULT NULL::character varying",
        "EQUAL     | varchar(9) DEFAULT ''         | character varying(9) DEFAULT ''::character varying",
        "DIFFERENT | varchar(9) DEFAULT 'a'        | character varying(9) DEFAULT 'b'::character varying",
        "DIFFERENT | varchar(9)                    | character varying(8)",
        "DIFFERENT | varchar(9)                    | text",
        "EQUAL     | char                          | character(1)",
        "DIFFERENT | char                          | \"char\"",
        "EQUAL     | decimal(5)                    | numeric(5,0)",
        "EQUAL     | float(24)                     | real",
        "EQUAL     | float                         | double precision",
        "EQUAL     | int4[3]                       | integer[]",
        "EQUAL     | integer ARRAY                 | integer[]",
        "EQUAL     | timestamptz(3)                | timestamp(3) with time zone",
        "EQUAL     | timestamp(6)                  | timestamp without time zone",
        "EQUAL     | timestamp with time zone      | timestamp(6) with time zone",
        "DIFFERENT | timestamptz                   | timestamp(3) with time zone",
        "EQUAL     | time(6)                       | time without time zone",
        "EQUAL     | interval(6)                   | interval",
        "DIFFERENT | timestamptz                   | timestamp without time zone",
        "EQUAL     | pg_catalog.int8               | bigint",
        "EQUAL     | citext                        | public.citext",
        "DIFFERENT | a.kind                        | b.kind",
        "EQUAL     | text COLLATE \"C\"            | text COLLATE pg_catalog.\"C\"",
        "DIFFERENT | text COLLATE \"C\"            | text",
        "EQUAL     | timestamptz DEFAULT CURRENT_TIMESTAMP | timestamp with time zone DEFAULT now()",
        "DIFFERENT | timestamptz DEFAULT now()     | timestamp with time zone DEFAULT clock_timestamp()",
        "EQUAL     | bool DEFAULT 'f'              | boolean DEFAULT false",
        "DIFFERENT | bool DEFAULT true             | boolean DEFAULT false",
        "EQUAL     | jsonb DEFAULT '{\"a\":1}'     | jsonb DEFAULT '{\"a\": 1}'::jsonb",
        "DIFFERENT | jsonb DEFAULT '{}'            | jsonb DEFAULT '[]'::jsonb",
        "UNSURE    | jsonb DEFAULT '{\"b\":1}'     | jsonb DEFAULT '{\"a\": 1}'::jsonb",
        "EQUAL     | interval DEFAULT '90 minutes' | interval DEFAULT '01:30:00'::interval",
        "DIFFERENT | interval DEFAULT '1 day'      | interval DEFAULT '24:00:00'::interval",
        "EQUAL     | bigint DEFAULT nextval('q')   | bigint DEFAULT nextval('public.q'::regclass)",
        "DIFFERENT | bigint DEFAULT nextval('q')   | bigint DEFAULT nextval('public.r'::regclass)",
        "UNSURE    | bigint DEFAULT nextval('q')   | bigint DEFAULT nextval('x.q'::regclass)",
        "UNSURE    | bigserial                     | bigint NOT NULL DEFAULT nextval('public.r'::regclass)",
        "DIFFERENT | bigserial                     | bigint NOT NULL",
        "EQUAL     | int GENERATED ALWAYS AS IDENTITY | integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.x START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1)",
        "DIFFERENT | int GENERATED ALWAYS AS IDENTITY | integer GENERATED BY DEFAULT AS IDENTITY",
        "DIFFERENT | int GENERATED ALWAYS AS IDENTITY | integer GENERATED ALWAYS AS IDENTITY (INCREMENT BY 50)",
        "EQUAL     | int GENERATED ALWAYS AS (other + 1) STORED | integer GENERATED ALWAYS AS ((other + 1)) STORED",
        "DIFFERENT | int GENERATED ALWAYS AS (other + 1) STORED | integer GENERATED ALWAYS AS ((other + 2)) STORED",
        "DIFFERENT | int GENERATED ALWAYS AS (other + 1) STORED | integer GENERATED ALWAYS AS ((other + 1)) VIRTUAL",
        "DIFFERENT | int NOT NULL                  | integer",
      })
  void columns(Likeness likeness, String declared, String found) {
    CanonicalColumn wanted = column(declared);

    assertThat(wanted.likeness(column(found))).isEqualTo(likeness);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EQUAL     | UNIQUE (n, s)              | CONSTRAINT x UNIQUE (n, s)",
        "DIFFERENT | UNIQUE (n, s)              | UNIQUE (s, n)",
        "DIFFERENT | UNIQUE (n)                 | PRIMARY KEY (n)",
        "DIFFERENT | UNIQUE (n)                 | UNIQUE NULLS NOT DISTINCT (n)",
        "EQUAL     | UNIQUE (n) NOT DEFERRABLE  | UNIQUE (n)",
        "DIFFERENT | UNIQUE (n) DEFERRABLE      | UNIQUE (n)",
        "EQUAL     | UNIQUE (n) INITIALLY DEFERRED | UNIQUE (n) DEFERRABLE INITIALLY DEFERRED",
        "EQUAL     | FOREIGN KEY (n) REFERENCES t ON DELETE NO ACTION | FOREIGN KEY (n) REFERENCES public.t(k)",
        "DIFFERENT | FOREIGN KEY (n) REFERENCES t | FOREIGN KEY (n) REFERENCES public.t(n)",
        "DIFFERENT | FOREIGN KEY (n) REFERENCES t | FOREIGN KEY (n) REFERENCES public.t(k) ON DELETE CASCADE",
        "EQUAL     | FOREIGN KEY (n) REFERENCES t ON UPDATE CASCADE ON DELETE SET NULL | FOREIGN KEY (n) REFERENCES t ON DELETE SET NULL ON UPDATE CASCADE",
        "UNSURE    | FOREIGN KEY (n) REFERENCES gone | FOREIGN KEY (n) REFERENCES gone (k)",
        "DIFFERENT | FOREIGN KEY (n) REFERENCES gone | FOREIGN KEY (n) REFERENCES t",
        "EQUAL     | CHECK (n > 0)              | CHECK ((n > 0)) NOT VALID",
        "DIFFERENT | CHECK (n > 0)              | CHECK ((n > 0)) NO INHERIT",
        "EQUAL     | EXCLUDE (n WITH =)         | EXCLUDE USING btree (n WITH =)",
        "DIFFERENT | EXCLUDE USING gist (n WITH =) | EXCLUDE USING gist (n WITH &&)",
      })
  void constraints(Likeness likeness, String declared, String found) {
    String columns = "k int PRIMARY KEY, n int, s text, ";
    CanonicalConstraint wanted = table(columns + declared).constraints().get(1);

    assertThat(wanted.likeness(table(columns + found).constraints().get(1))).isEqualTo(likeness);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EQUAL     | INDEX ON t (n)             | INDEX x ON public.t USING btree (n)",
        "EQUAL     | INDEX ON t (n ASC NULLS LAST) | INDEX x ON public.t USING btree (n)",
        "EQUAL     | INDEX ON t (n DESC NULLS FIRST) | INDEX x ON public.t USING btree (n DESC)",
        "DIFFERENT | INDEX ON t (n DESC)        | INDEX x ON public.t USING btree (n)",
        "DIFFERENT | UNIQUE INDEX ON t (n)      | INDEX x ON public.t USING btree (n)",
        "DIFFERENT | INDEX ON t (n, s)          | INDEX x ON public.t USING btree (s, n)",
        "DIFFERENT | INDEX ON t USING hash (n)  | INDEX x ON public.t USING btree (n)",
        "EQUAL     | INDEX ON t (lower(s))      | INDEX x ON public.t USING btree (lower((s)::text))",
        "EQUAL     | INDEX ON t ((n + 1))       | INDEX x ON public.t USING btree (((n + 1)))",
        "EQUAL     | INDEX ON t (n) WHERE s = 'a' | INDEX x ON public.t USING btree (n) WHERE ((s)::text = 'a'::text)",
        "DIFFERENT | INDEX ON t (n) WHERE s = 'a' | INDEX x ON public.t USING btree (n)",
        "DIFFERENT | INDEX ON t (n) INCLUDE (s) | INDEX x ON public.t USING btree (n)",
        "EQUAL     | INDEX ON t (n) WITH (fillfactor = 70) | INDEX x ON public.t USING btree (n)",
        "UNSURE    | INDEX ON t (s text_ops)    | INDEX x ON public.t USING btree (s)",
        "DIFFERENT | INDEX ON t (s text_ops)    | INDEX x ON public.t USING btree (s varchar_pattern_ops)",
        "EQUAL     | INDEX ON t (o COLLATE \"C\") | INDEX x ON public.t USING btree (o)",
        "DIFFERENT | INDEX ON t (s COLLATE \"C\") | INDEX x ON public.t USING btree (s)",
      })
  void indexes(Likeness likeness, String declared, String found) {
    CanonicalIndex wanted = index(declared);

    assertThat(wanted.likeness(index(found))).isEqualTo(likeness);
  }

  @Test
  void whatIsCertainlyTheSameIsPairedBeforeWhatCouldBe() {
    String unknown = "CONSTRAINT c CHECK (f(VARIADIC a))";
    CanonicalTable wanted =
        table(COLUMNS + ", CHECK (n > 0), CHECK (b > 0), " + unknown + ", PRIMARY KEY (b)");
    CanonicalTable found =
        table(COLUMNS + ", CHECK (g(VARIADIC a)), CONSTRAINT x CHECK ((n > 0)), UNIQUE (n)");

    Pairing<CanonicalConstraint> pairing =
        Pairing.ofConstraints(wanted.constraints(), found.constraints());

    assertThat(pairing.equal())
        .containsExactly(Map.entry(wanted.constraints().get(0), found.constraints().get(1)));
    assertThat(pairing.unsure().keySet())
        .containsExactly(wanted.constraints().get(1), wanted.constraints().get(2));
    assertThat(pairing.missing()).containsExactly(wanted.constraints().get(3));
    assertThat(pairing.extra()).containsExactly(found.constraints().get(2));
  }

  private static CanonicalColumn column(String definition) {
    CanonicalTable table = table("other int, c " + definition);
    return requireNonNull(table.column(Identifier.of("c")));
  }

  private static CanonicalIndex index(String statement) {
    return table("n int, s varchar(9), o text COLLATE \"C\"); CREATE " + statement + "; SELECT (1")
        .indexes()
        .get(0);
  }

  private static CanonicalTable table(String elements) {
    DeclaredSchema schema =
        DdlScriptReader.read(
            "script", "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (" + elements + ");");
    RelationName name = RelationName.of(Identifier.of("public"), Identifier.of("t"));
    return CanonicalTable.of(requireNonNull(schema.table(name)), schema);
  }
}
