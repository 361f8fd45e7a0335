package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.Identifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleReaderTest {
  static List<RoleCase> table() {
    return RoleCase.all();
  }

  @ParameterizedTest
  @MethodSource("table")
  void roleOfWhatIsNew(RoleCase known) {
    assertThat(RoleCase.read(known.sql())).as(known.sql()).isEqualTo(known.role());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM u WHERE b = 'c'",
        "SELECT a FROM u -- n",
        "SELECT a FROM u WHERE b = $$ d $$ -- and c > 1",
        "INSERT INTO u (a) VALUES ('n', \"C\")",
        "UPDATE u SET a = 1 WHERE n.a = 2",
        "SELECT a FROM u WHERE b ?? 'c'",
      })
  void neitherInStringsNorAsQualifierNorInOtherCase(String sql) {
    assertThat(RoleCase.read(sql)).isEqualTo(Role.NOT_NAMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET c = 1 WHERE a = 'c' -- c\n /* d */",
        "INSERT INTO t (values, set, c) VALUES ($1, $2, $3)",
        "INSERT INTO t (values, c) SELECT values, set FROM conflict",
        "UPDATE t SET set = 1, c = 2",
        "INSERT INTO n (n) VALUES (1)",
        "INSERT INTO t (t, c) VALUES ($1, $2)",
      })
  void targetWhateverTheNames(String sql) {
    assertThat(RoleCase.read(sql)).isEqualTo(Role.TARGET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT u.order, c FROM t u",
        "SELECT u.from, u.c AS from FROM u WHERE u.where = 1",
        "SELECT c \"from\" FROM t",
        "SELECT \"select\", c, \"where\" FROM \"From\" ORDER BY \"limit\"",
        "SELECT set, values, c FROM conflict",
        "SELECT t.t, c FROM t WHERE x.t = 1",
        "SELECT c FROM t WHERE b ? 'x' AND b ?| $1 AND b ->> 'c' = $2 LIMIT $3 OFFSET $4",
        "SELECT c, b::timestamp with time zone FROM t WHERE a AT TIME ZONE 'UTC' < now()",
        "SELECT c, extract(year FROM b), substring(a FROM 1 FOR 2) FROM t",
      })
  void projectionWhateverTheNames(String sql) {
    assertThat(RoleCase.read(sql)).isEqualTo(Role.PROJECTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT NOT c FROM t",
        "SELECT set, c FROM t WHERE c",
        "SELECT u.as FROM u ORDER BY a, c LIMIT 1",
        "SELECT a FROM t WHERE set = c",
        "INSERT INTO t (SELECT c FROM t)",
        "SELECT a FROM find_t() AS x (id, z) WHERE z > 1",
        "SELECT x.a FROM find_t() AS x WHERE x.c > 1",
        "SELECT x.c FROM (VALUES (1)) AS x (c), (SELECT x.c FROM t AS x WHERE x.c > 1) y",
        "SELECT y.a FROM (SELECT c FROM t) x (a) JOIN y USING (a)",
        "",
      })
  void predicateWhateverTheNames(String sql) {
    assertThat(RoleCase.read(sql)).isEqualTo(Role.PREDICATE);
  }

  @Test
  void whatIsNestedTooDeepIsNotUnderstood() {
    assertThat(RoleCase.read(nested(40))).isEqualTo(Role.PROJECTION);
    assertThat(RoleCase.read(nested(100))).isEqualTo(Role.PREDICATE);
    assertThat(RoleCase.read("SELECT " + "(".repeat(20_000) + "c" + ")".repeat(20_000)))
        .isEqualTo(Role.PREDICATE);
    assertThat(RoleCase.read("SELECT c FROM " + "(".repeat(20_000) + "t" + ")".repeat(20_000)))
        .isEqualTo(Role.PREDICATE);
  }

  /** The caller waits for the answer. */
  @Test
  void whatIsTooLongToReadIsNotUnderstood() {
    assertThat(RoleCase.read(chain(200))).isEqualTo(Role.PROJECTION);
    assertThat(RoleCase.read(chain(300))).isEqualTo(Role.PREDICATE);
    assertThat(RoleCase.read("SELECT c FROM t" + " UNION ALL SELECT a FROM u".repeat(400)))
        .isEqualTo(Role.PROJECTION);
    assertThat(RoleCase.read("SELECT c FROM t" + " UNION ALL SELECT a FROM u".repeat(600)))
        .isEqualTo(Role.PREDICATE);
    assertThat(RoleCase.read(values(4_000))).isEqualTo(Role.TARGET);
    assertThat(RoleCase.read(values(5_000))).isEqualTo(Role.PREDICATE);
  }

  /** Common table expressions that each read the one before, the first a new table. */
  private static String chain(int length) {
    StringBuilder sql = new StringBuilder("WITH x0 AS (SELECT * FROM n)");
    for (int i = 1; i < length; i++) {
      sql.append(", x").append(i).append(" AS (SELECT * FROM x").append(i - 1).append(')');
    }
    return sql.append(" SELECT * FROM x").append(length - 1).toString();
  }

  private static String values(int rows) {
    return "INSERT INTO t (c) VALUES (?)" + ", (?)".repeat(rows - 1);
  }

  private static String nested(int depth) {
    return "SELECT c FROM (".repeat(depth) + "SELECT c FROM t" + ") x".repeat(depth);
  }

  @Test
  void nothingNewIsNamedNowhere() {
    assertThat(RoleReader.read(StatementShape.of("SELECT c FROM n"), Set.of(), Set.of()))
        .isEqualTo(Role.NOT_NAMED);
  }

  @Test
  void tablesAloneLetRowsGoAnywhere() {
    assertThat(roleOfTable("INSERT INTO n SELECT DISTINCT * FROM u NATURAL JOIN v"))
        .isEqualTo(Role.TARGET);
    assertThat(roleOfTable("WITH x AS (DELETE FROM u RETURNING *) INSERT INTO n SELECT * FROM x"))
        .isEqualTo(Role.TARGET);
  }

  private static Role roleOfTable(String sql) {
    return RoleReader.read(StatementShape.of(sql), Set.of(Identifier.of("n")), Set.of());
  }
}
