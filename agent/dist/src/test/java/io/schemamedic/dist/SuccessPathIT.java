package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.program.AllocationMeter;
import io.schemamedic.dist.program.SmallService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The oath's first line: a healthy call costs nothing. */
class SuccessPathIT {
  private static final String OBSERVE = "mode=observe;http.port=off";

  @Test
  void noMethodAllocatesAByteMoreThanWithoutTheAgent() {
    Map<String, Long> without = allocations(new ForkedJvm(Jdk.current()));
    Map<String, Long> with = allocations(new ForkedJvm(Jdk.current()).withAgent(OBSERVE));

    assertThat(without).hasSize(14);
    assertThat(with).isEqualTo(without);
  }

  @Test
  void serverSeesTheSameStatementsAsWithoutTheAgent() throws SQLException {
    Map<String, Long> without = statements(new ForkedJvm(Jdk.current()));
    Map<String, Long> with = statements(new ForkedJvm(Jdk.current()).withAgent(OBSERVE));

    assertThat(without).isNotEmpty();
    assertThat(with).isEqualTo(without);
  }

  private static Map<String, Long> allocations(ForkedJvm jvm) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      Map<String, Long> bytes = new TreeMap<>();
      for (String line : jvm.with("-Xint").run(AllocationMeter.class, database.url()).out()) {
        int space = line.lastIndexOf(' ');
        bytes.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
      }
      return bytes;
    }
  }

  /** What the server has executed for the program, and how often. */
  private static Map<String, Long> statements(ForkedJvm jvm) throws SQLException {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      database.execute("CREATE EXTENSION pg_stat_statements", "SELECT pg_stat_statements_reset()");
      jvm.run(SmallService.class, database.url());
      Map<String, Long> calls = new TreeMap<>();
      try (Connection connection = database.connection();
          Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery(
                  "SELECT query, sum(calls) FROM pg_stat_statements s JOIN pg_database d"
                      + " ON d.oid = s.dbid WHERE datname = current_database()"
                      + " AND query NOT LIKE '%pg_stat_statements%' GROUP BY query")) {
        while (result.next()) {
          calls.put(result.getString(1), result.getLong(2));
        }
      }
      return calls;
    }
  }
}
