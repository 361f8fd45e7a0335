package io.schemamedic.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever the reader calls harmless is run in databases that differ only in what the new columns,
 * or the new tables, hold. It has to do the same in all of them. {@code -Droles.seed=} repeats a
 * run, {@code -Droles.statements=} makes it longer.
 */
class RoleTruthIT {
  private static final Set<Identifier> COLUMNS = Set.of(Identifier.of("c"), Identifier.of("d"));
  private static final Set<Identifier> TABLES = Set.of(Identifier.of("n"), Identifier.of("m"));
  private static final String OTHERS =
      "INSERT INTO u SELECT i, (i * 3) % 7, (i * 5) % 6 FROM generate_series(1, 6) i;"
          + "INSERT INTO v SELECT i, (i * 2) % 5, (i * 4) % 7 FROM generate_series(2, 7) i;";
  private static final String T = "INSERT INTO t SELECT i, (i * 5) % 7, (i * 3) % 5, ";
  private static final String I = " FROM generate_series(1, 6) i;";
  private static final String N =
      "INSERT INTO n SELECT i, i %% 3, i %% 4 FROM generate_series(%s) i;";

  private final List<TestDatabase> databases = new ArrayList<>();
  private final Map<Connection, String> contents = new LinkedHashMap<>();
  private final Map<Connection, Content> withOtherColumns = new LinkedHashMap<>();
  private final Map<Connection, Content> withOtherTables = new LinkedHashMap<>();

  @BeforeEach
  void createDatabases() throws SQLException {
    for (String values :
        List.of("NULL, NULL", "i, 7 - i", "7 - i, i", "3, 3", "nullif(i % 3, 0), (i * 5) % 4")) {
      open(withOtherColumns, T + values + I);
    }
    for (String tables :
        List.of(
            "", String.format(N, "1, 4"), String.format(N, "3, 9") + "INSERT INTO m VALUES (1)")) {
      open(withOtherTables, T + "i, 7 - i" + I + tables);
    }
  }

  private void open(Map<Connection, Content> databasesOfOneKind, String content)
      throws SQLException {
    TestDatabase database = TestPostgres.instance().newDatabase();
    databases.add(database);
    database.execute(
        "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, d int) WITH (autovacuum_enabled = off)");
    for (String table : List.of("u", "v", "n", "m")) {
      database.execute(
          "CREATE TABLE "
              + table
              + " (id int PRIMARY KEY, a int, b int) WITH (autovacuum_enabled = off)");
    }
    database.execute(OTHERS + content);
    Connection connection = database.connection();
    connection.setAutoCommit(false);
    contents.put(connection, OTHERS + content);
    databasesOfOneKind.put(connection, Content.read(connection));
  }

  private void refill() throws SQLException {
    for (Map.Entry<Connection, String> content : contents.entrySet()) {
      try (Statement statement = content.getKey().createStatement()) {
        statement.execute("TRUNCATE t, u, v, n, m;" + content.getValue());
      }
      content.getKey().commit();
    }
  }

  @AfterEach
  void dropDatabases() throws SQLException {
    for (Map<Connection, Content> connections : List.of(withOtherColumns, withOtherTables)) {
      for (Connection connection : connections.keySet()) {
        connection.close();
      }
    }
    databases.forEach(TestDatabase::close);
  }

  @Test
  void harmlessInTheTableIsHarmlessOnAServer() throws SQLException {
    int harmless = 0;
    int ran = 0;
    for (RoleCase known : RoleCase.all()) {
      if (known.role() != Role.PREDICATE) {
        harmless++;
        ran += check(known.sql());
      }
    }

    // `DEFAULT VALUES` with a column list, and little else, is not accepted by the server.
    assertThat(ran).isGreaterThan(harmless - 5);
  }

  @Test
  void harmlessAtRandomIsHarmlessOnAServer() throws SQLException {
    long seed = Long.getLong("roles.seed", System.nanoTime());
    int statements = Integer.getInteger("roles.statements", 1000);
    System.out.println("RoleTruthIT: -Droles.seed=" + seed);
    RandomStatements random = new RandomStatements(seed);
    int ran = 0;
    for (int i = 0; i < statements; i++) {
      if (i % 100 == 99) {
        // What is rolled back stays in the files. With their size plans change, and with plans the
        // order of rows that no ORDER BY asks for.
        refill();
      }
      ran += check(random.next());
    }

    assertThat(ran).as("harmless and accepted, seed %s", seed).isGreaterThan(statements / 10);
  }

  @Test
  void functionsOfAnyRowAreKnown() {
    assertThat(WholeRow.FUNCTIONS).containsAll(functionsOfAnyRow("f"));
    assertThat(TableRoles.AGGREGATES).containsAll(functionsOfAnyRow("a"));
  }

  /** Those that PostgreSQL has; {@code t.name} calls them as well. */
  private List<String> functionsOfAnyRow(String kind) {
    return databases
        .get(0)
        .query(
            "SELECT DISTINCT proname FROM pg_proc WHERE prokind = '"
                + kind
                + "' AND oid NOT IN (SELECT aggfnoid FROM pg_aggregate WHERE aggkind <> 'n')"
                + " AND pronargs >= 1 AND pronargs - pronargdefaults <= 1"
                + " AND proargtypes[0]::regtype::text IN ('record', '\"any\"', 'anyelement',"
                + " 'anynonarray', 'anycompatible', 'anycompatiblenonarray')");
  }

  /** 1 if there was something to compare. */
  private int check(String sql) throws SQLException {
    StatementShape shape = StatementShape.of(sql);
    boolean compared = false;
    if (RoleReader.read(shape, Set.of(), COLUMNS) != Role.PREDICATE) {
      compared = isSameWhateverTheColumnsHold(sql);
    }
    if (RoleReader.read(shape, TABLES, Set.of()) != Role.PREDICATE) {
      compared |= isSameWhateverTheTablesHold(sql);
    }
    return compared ? 1 : 0;
  }

  private boolean isSameWhateverTheColumnsHold(String sql) throws SQLException {
    List<Effect> effects = effects(sql, withOtherColumns);
    for (Effect other : effects) {
      assertThat(effects.get(0).leavesLike(other) && effects.get(0).answersLike(other))
          .as("%s\nnulls:  %s\nvalues: %s", sql, effects.get(0), other)
          .isTrue();
    }
    return effects.get(0).state().isEmpty();
  }

  private boolean isSameWhateverTheTablesHold(String sql) throws SQLException {
    List<Effect> effects = effects(sql, withOtherTables);
    Effect empty = effects.get(0);
    for (Effect full : effects) {
      boolean answers = empty.rows().isEmpty() || empty.rows().equals(full.rows());
      assertThat(empty.leavesLike(full) && answers)
          .as("%s\nempty: %s\nfull:  %s", sql, empty, full)
          .isTrue();
    }
    return empty.state().isEmpty();
  }

  private static List<Effect> effects(String sql, Map<Connection, Content> databases)
      throws SQLException {
    List<Effect> effects = new ArrayList<>();
    for (Map.Entry<Connection, Content> database : databases.entrySet()) {
      effects.add(Effect.of(sql, database.getKey(), database.getValue()));
    }
    return effects;
  }
}
