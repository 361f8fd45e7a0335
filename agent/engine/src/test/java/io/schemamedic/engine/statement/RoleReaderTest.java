package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.Identifier;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In all statements {@code c} and {@code d} are new columns of the table {@code t}, and {@code n}
 * and {@code m} are new tables.
 */
class RoleReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t (id, c) VALUES ($1, $2)",
        "insert into public.t (id, C, d) values (1, 2, 3)",
        "INSERT INTO t (\"c\") VALUES (1), (2)",
        "INSERT INTO t AS x (c) VALUES (1)",
        "INSERT INTO t (c) OVERRIDING SYSTEM VALUE VALUES (1)",
        "INSERT INTO t (c) VALUES ((SELECT max(id) FROM u))",
        "INSERT INTO t (c) SELECT a FROM u WHERE a > 3",
        "INSERT INTO t (c) TABLE u",
        "INSERT INTO t (c) DEFAULT VALUES",
        "INSERT INTO t (c) VALUES (1) ON CONFLICT DO NOTHING",
        "INSERT INTO t (id, c) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET c = excluded.c",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1, c = 2",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = excluded.c",
        "UPDATE t SET c = 1",
        "UPDATE t SET a = 2, c = 1 WHERE id = $1",
        "UPDATE ONLY t SET c = 1 WHERE id = $1",
        "UPDATE t AS x SET c = 1 WHERE x.id = $1",
        "UPDATE t SET c = (SELECT max(a) FROM u) WHERE id = 1",
        "UPDATE t SET c = u.a FROM u WHERE u.id = t.id",
        "UPDATE t SET c = 1 WHERE a IS DISTINCT FROM 3",
        "UPDATE t SET c = 1 WHERE id = 1 RETURNING *",
        "UPDATE t SET c = 1 WHERE a = 'c' -- c\n /* d */",
        "INSERT INTO n (id, a) VALUES (1, 2)",
        "INSERT INTO public.n VALUES (1)",
        "INSERT INTO n AS x (id) VALUES (1)",
        "INSERT INTO n DEFAULT VALUES",
        "INSERT INTO n (n) VALUES (1)",
        "INSERT INTO n (id) SELECT id FROM u",
        "INSERT INTO n VALUES (1) ON CONFLICT DO NOTHING RETURNING id",
      })
  void target(String sql) {
    assertThat(roleIn(sql)).isEqualTo(Role.TARGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c FROM t",
        "SELECT id, c, a FROM t WHERE id = $1",
        "SELECT t.c FROM t ORDER BY a LIMIT 10",
        "SELECT x.c AS y FROM t x WHERE x.id = 3",
        "SELECT x.c y FROM t AS x",
        "SELECT c AS \"order\" FROM t ORDER BY a",
        "SELECT c AS from, d AS where FROM t",
        "SELECT public.t.c FROM public.t",
        "SELECT *, c FROM t",
        "SELECT t.*, c FROM t",
        "SELECT t, c FROM t",
        "SELECT c FROM t, u WHERE t.id = u.id",
        "SELECT c FROM t WHERE a = 'c' AND b = $$ d $$ -- and c > 1",
        "SELECT c FROM t /* WHERE c */ WHERE a > 1 FOR UPDATE SKIP LOCKED",
        "SELECT \"c\" FROM t",
        "SELECT u.order, c FROM t u",
        "SELECT c FROM t;",
        "INSERT INTO t (id) VALUES (1) RETURNING id, c",
        "INSERT INTO t (c) VALUES (1) RETURNING t.c AS x",
        "UPDATE t SET c = 1 WHERE id = 1 RETURNING c",
        "UPDATE t SET a = 1 RETURNING c AS set, d",
        "SELECT * FROM n",
        "SELECT id, a FROM public.n WHERE a = $1 ORDER BY id LIMIT 3",
        "SELECT x.* FROM n AS x WHERE x.a IN (1, 2)",
        "SELECT n.id FROM n WHERE lower(n.a) = 'x'",
        "SELECT a FROM \"n\" OFFSET 5",
      })
  void projection(String sql) {
    assertThat(roleIn(sql)).isEqualTo(Role.PROJECTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t WHERE c IS NULL",
        "SELECT a FROM t WHERE \"c\" = 1",
        "SELECT c FROM t WHERE c = 1",
        "SELECT c FROM t WHERE d = 1",
        "SELECT a FROM t WHERE t.c = 1",
        "SELECT a FROM t WHERE (id, c) = (1, 2)",
        "SELECT a FROM t WHERE (id, c) IN (SELECT 1, 2)",
        "SELECT a FROM t WHERE id = ANY (c)",
        "SELECT c FROM t ORDER BY c",
        "SELECT c FROM t ORDER BY 1 LIMIT 1",
        "SELECT c FROM t ORDER BY (1) LIMIT 1",
        "SELECT c FROM t ORDER BY a, d DESC LIMIT 1",
        "SELECT c AS x FROM t ORDER BY x LIMIT 1",
        "SELECT c x FROM t ORDER BY a, X LIMIT 1",
        "SELECT t.c AS \"x\" FROM t ORDER BY x DESC",
        "SELECT DISTINCT c FROM t",
        "SELECT DISTINCT ON (c) a, c FROM t",
        "SELECT DISTINCT ON (1) c FROM t",
        "SELECT c, count(*) FROM t GROUP BY 1",
        "SELECT a FROM t GROUP BY c",
        "SELECT max(c) FROM t",
        "SELECT coalesce(c, 1) FROM t",
        "SELECT c + 1 FROM t",
        "SELECT c::text FROM t",
        "SELECT CASE WHEN c THEN 1 END FROM t",
        "SELECT a FROM t HAVING count(c) > 0",
        "SELECT c, row_number() OVER (ORDER BY a) FROM t",
        "SELECT c, rank() OVER w FROM t WINDOW w AS (PARTITION BY a)",
        "SELECT c FROM t FETCH FIRST 1 ROWS WITH TIES",
        "SELECT c FROM t UNION SELECT a FROM u",
        "SELECT c FROM t EXCEPT SELECT a FROM u",
        "SELECT c FROM t INTERSECT ALL SELECT a FROM u",
        "SELECT c INTO x FROM t",
        "SELECT c FROM t JOIN u ON u.id = t.id",
        "SELECT c FROM t NATURAL JOIN u",
        "SELECT c FROM t JOIN u USING (id)",
        "SELECT t.a FROM t JOIN u ON t.c = u.id",
        "SELECT (SELECT c FROM t)",
        "SELECT a FROM u WHERE id IN (SELECT c FROM t)",
        "SELECT a FROM u WHERE id NOT IN (SELECT c FROM t)",
        "SELECT a FROM u WHERE EXISTS (SELECT 1 FROM t WHERE c = u.id)",
        "WITH x AS (SELECT c FROM t) SELECT * FROM x",
        "WITH x AS (SELECT 1) INSERT INTO t (c) SELECT 1",
        "SELECT c FROM t WHERE t IS NOT NULL",
        "SELECT c FROM t x WHERE x IS NOT NULL",
        "SELECT c FROM t AS x WHERE x.* IS NOT NULL",
        "SELECT c FROM public.t WHERE t = ROW (1, 2)",
        "SELECT c FROM t ORDER BY t LIMIT 1",
        "SELECT c FROM t WHERE to_jsonb(t) @> '{}'",
        "SELECT c FROM t, jsonb_each(to_jsonb(t)) AS e",
        "SELECT c, jsonb_object_keys(to_jsonb(t)) FROM t",
        "SELECT c FROM t WHERE id IN (TABLE u)",
        "SELECT c FROM (TABLE t ORDER BY d LIMIT 1) x",
        "SELECT set, c FROM t WHERE c",
        "SELECT u.as FROM u ORDER BY a, c LIMIT 1",
        "TABLE t ORDER BY c LIMIT 1",
        "(SELECT c FROM t)",
        "VALUES ((SELECT c FROM t))",
        "DELETE FROM t WHERE c IS NULL",
        "DELETE FROM t RETURNING c",
        "DELETE FROM t USING u WHERE t.c = u.id",
        "UPDATE t SET a = 1 WHERE c IS NULL",
        "UPDATE t SET c = 1 WHERE c IS NULL",
        "UPDATE t SET c = 1 WHERE d IS NULL",
        "UPDATE t SET c = c + 1",
        "UPDATE t SET a = c",
        "UPDATE t SET (a, c) = (1, 2)",
        "UPDATE t SET a = b = c",
        "UPDATE t SET a = 1 FROM u WHERE u.c = t.id",
        "UPDATE t SET a = u.c FROM u",
        "UPDATE t SET a = 1 FROM u WHERE u IS NOT NULL RETURNING u.c",
        "UPDATE t SET a = 1 WHERE set = 2 RETURNING a = c",
        "UPDATE t SET c = 1 WHERE t IS NOT NULL",
        "UPDATE t x SET c = 1 WHERE x IS NOT NULL",
        "UPDATE t SET c = 1 WHERE t.* IS NOT NULL",
        "UPDATE t SET c = 1 FROM t x NATURAL JOIN u WHERE x.id = t.id",
        "UPDATE t SET c = 1 WHERE id IN (SELECT x.id FROM t x WHERE x IS NOT NULL)",
        "UPDATE t SET c = 1 WHERE id IN (SELECT id FROM u NATURAL JOIN v)",
        "UPDATE t SET c = 1 WHERE a IS DISTINCT FROM d",
        "INSERT INTO t (c) SELECT a FROM t NATURAL JOIN u",
        "INSERT INTO t (c) SELECT a FROM t x WHERE x IS NOT NULL",
        "INSERT INTO t (c) SELECT a FROM u WHERE c = 1",
        "INSERT INTO t (a) SELECT c FROM u",
        "INSERT INTO t (SELECT c FROM u)",
        "INSERT INTO t (TABLE u ORDER BY c LIMIT 1)",
        "INSERT INTO t (WITH x AS (TABLE u) TABLE x ORDER BY c LIMIT 1)",
        "INSERT INTO t (VALUES (1) ORDER BY c LIMIT 1)",
        "INSERT INTO t TABLE u ORDER BY c LIMIT 1",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (c) DO NOTHING",
        "INSERT INTO t (c) VALUES (1) ON CONFLICT (c) DO UPDATE SET a = 1",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) WHERE c IS NULL DO NOTHING",
        "INSERT INTO t (c) VALUES (1) ON CONFLICT (id) DO UPDATE SET c = 1 WHERE t.c IS NULL",
        "INSERT INTO t (c) VALUES (1) ON CONFLICT (id) DO UPDATE SET c = 1 WHERE excluded.c > 1",
        "INSERT INTO t (c) VALUES (1) ON CONFLICT (id) DO UPDATE SET c = 1 WHERE t IS NULL",
        "INSERT INTO t (c) VALUES (1) ON CONFLICT (id) DO UPDATE SET c = 1 WHERE excluded IS NULL",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = t.c",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET (a, c) = (1, 2)",
        "INSERT INTO t (id) SELECT id FROM u RETURNING c",
        "INSERT INTO t (id) VALUES (1) RETURNING c + 1",
        "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET c = 1",
        "EXPLAIN ANALYZE INSERT INTO t (c) VALUES (1)",
        "COPY t (c) FROM STDIN",
        "CALL p(c)",
        "INSERT INTO t (c) VALUES (1); DELETE FROM u",
        "SELECT c FROM t; SELECT a FROM u",
        "SELECT c FROM t WHERE U&\"\\0063\" = 1",
        "SELECT c FROM t WHERE a = 'unterminated",
        "",
      })
  void columnThatMayDecide(String sql) {
    assertThat(roleIn(sql)).isEqualTo(Role.PREDICATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM n",
        "SELECT n.count FROM n",
        "SELECT x.JSON_AGG FROM n AS x",
        "SELECT a, f(b) FROM n",
        "SELECT 1 FROM n HAVING true",
        "SELECT a FROM u, n",
        "SELECT a FROM n, u",
        "SELECT a FROM n conflict, u",
        "SELECT a FROM n AS set, u",
        "SELECT a FROM u JOIN n ON u.id = n.id",
        "SELECT a FROM u LEFT JOIN n USING (id)",
        "SELECT a FROM u CROSS JOIN n",
        "SELECT a FROM u WHERE id NOT IN (SELECT id FROM n)",
        "SELECT a FROM u WHERE NOT EXISTS (SELECT 1 FROM n)",
        "SELECT a FROM u WHERE NOT EXISTS (TABLE n)",
        "SELECT EXISTS (SELECT 1 FROM n)",
        "SELECT ARRAY(TABLE n)",
        "SELECT (SELECT max(id) FROM n)",
        "SELECT a FROM n UNION ALL SELECT a FROM u",
        "SELECT DISTINCT a FROM n",
        "SELECT a FROM ONLY n",
        "SELECT a FROM n TABLESAMPLE system (10)",
        "SELECT a FROM (SELECT * FROM n) x",
        "SELECT a INTO x FROM n",
        "WITH x AS (SELECT * FROM n) SELECT * FROM x",
        "WITH x AS (INSERT INTO n VALUES (1) RETURNING id) SELECT * FROM x",
        "TABLE n",
        "(SELECT * FROM n)",
        "INSERT INTO u TABLE n",
        "INSERT INTO u (id) TABLE n",
        "INSERT INTO u (TABLE n)",
        "INSERT INTO u SELECT * FROM n",
        "INSERT INTO n SELECT * FROM n",
        "INSERT INTO n TABLE n",
        "INSERT INTO n TABLE m",
        "INSERT INTO n (a) SELECT a FROM m",
        "INSERT INTO n SELECT * FROM u WHERE NOT EXISTS (SELECT 1 FROM n)",
        "INSERT INTO n (a) VALUES ((SELECT max(a) FROM n))",
        "UPDATE n SET a = 1",
        "UPDATE u SET a = 1 FROM n WHERE n.id = u.id",
        "UPDATE u SET a = 1 WHERE id IN (SELECT id FROM n)",
        "DELETE FROM n",
        "DELETE FROM u USING n WHERE u.id = n.id",
        "DELETE FROM u WHERE id NOT IN (SELECT id FROM n)",
        "TRUNCATE n",
        "LOCK TABLE n",
        "SELECT a FROM n; SELECT 1",
      })
  void tableThatMayDecide(String sql) {
    assertThat(roleIn(sql)).isEqualTo(Role.PREDICATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM u WHERE b = 'c'",
        "SELECT a FROM u -- n",
        "INSERT INTO u (a) VALUES ('n', \"C\")",
        "UPDATE u SET a = 1 WHERE n.a = 2",
      })
  void neitherInStringsNorAsQualifierNorInOtherCase(String sql) {
    assertThat(roleIn(sql)).isEqualTo(Role.NOT_NAMED);
  }

  @Test
  void nothingNewIsNamedNowhere() {
    assertThat(RoleReader.read(StatementShape.of("SELECT c FROM n"), Set.of(), Set.of()))
        .isEqualTo(Role.NOT_NAMED);
  }

  private static Role roleIn(String sql) {
    return RoleReader.read(StatementShape.of(sql), names("n", "m"), names("c", "d"));
  }

  private static Set<Identifier> names(String... names) {
    return Set.of(Identifier.of(names[0]), Identifier.of(names[1]));
  }
}
