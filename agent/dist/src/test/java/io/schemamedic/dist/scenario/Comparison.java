package io.schemamedic.dist.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.Scenario.Act;
import io.schemamedic.dist.scenario.Scenario.ByHand;
import io.schemamedic.dist.scenario.Scenario.ByService;
import io.schemamedic.dist.scenario.Scenario.Elsewhere;
import io.schemamedic.dist.scenario.Scenario.Meanwhile;
import io.schemamedic.dist.server.ServerLog;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs a scenario twice, each time in a fresh database: without the agent, and with it. What the
 * service sees, what the catalog says and what the tables hold must be the same.
 */
final class Comparison {
  private static final String APPLICATION = "service";

  /** By place and content, since several agents are compared with the same run. */
  private static final Map<List<Object>, Seen> WITHOUT_AGENT = new HashMap<>();

  private final RunningService with;
  private final ScenarioServer server;
  private final String urlParameters;

  Comparison(RunningService with) {
    this(with, ScenarioServer.newest(), "");
  }

  /**
   * @param urlParameters how every connection is made, such as {@code &preferQueryMode=simple}
   */
  Comparison(RunningService with, ScenarioServer server, String urlParameters) {
    this.with = with;
    this.server = server;
    this.urlParameters = urlParameters;
  }

  /** All that anyone can see of a run. */
  private record Seen(
      List<String> answers, Map<String, String> catalog, Map<String, List<String>> rows) {}

  void verify(Scenario scenario) {
    Seen expected =
        WITHOUT_AGENT.computeIfAbsent(
            List.of(server, urlParameters, scenario.content()), place -> without(scenario));
    try (TestDatabase database = prepared(scenario)) {
      ServerLog log = server.log();
      with.begin(connect(scenario, database, ""));
      Metrics before = with.metrics();
      int decisions = scenario.decisions().values().stream().mapToInt(Integer::intValue).sum();
      Seen seen =
          run(scenario, database, with, false, () -> with.awaitDecisions(before, decisions));
      Metrics after = with.metrics();
      assertThat(seen.answers()).as("what the service sees").isEqualTo(expected.answers());
      assertThat(seen.catalog()).as("catalog").isEqualTo(expected.catalog());
      assertThat(seen.rows()).as("rows").isEqualTo(expected.rows());
      assertThat(after.decisionsSince(before))
          .as(() -> "decisions; last on stderr: " + with.lastError())
          .isEqualTo(scenario.decisions());
      assertThat(after.agentErrorsSince(before))
          .as("errors of the agent")
          .isEqualTo(scenario.agentErrors());
      List<String> statements = log.statements(database.name(), "schema-medic");
      assertThat(statements.stream().anyMatch(Comparison::isDdl))
          .as("DDL of the agent: %s", statements)
          .isEqualTo(scenario.isTryingDdl());
      if (scenario.isAskingNothing()) {
        assertThat(statements).as("statements of the agent").isEmpty();
      }
    }
  }

  private Seen without(Scenario scenario) {
    try (TestDatabase database = prepared(scenario)) {
      return run(scenario, database, RunningService.withoutAgent(), true, () -> {});
    }
  }

  private TestDatabase prepared(Scenario scenario) {
    TestDatabase database = server.newDatabase();
    scenario.given().forEach(script -> executeAsOwner(database, script));
    scenario.givenBySuperuser().forEach(database::execute);
    return database;
  }

  private Step connect(Scenario scenario, TestDatabase database, String parameters) {
    return Step.connect(
        database.jdbcUrl(scenario.role())
            + "&ApplicationName="
            + APPLICATION
            + urlParameters
            + parameters);
  }

  /**
   * @param settled waits until all is decided: what nobody waits for is decided after the call
   */
  private Seen run(
      Scenario scenario,
      TestDatabase database,
      RunningService service,
      boolean handsOn,
      Runnable settled) {
    List<String> answers = new ArrayList<>();
    service.run(connect(scenario, database, ""));
    try (OtherSession other = new OtherSession(database)) {
      for (Act act : scenario.acts()) {
        if (act instanceof ByService byService) {
          Step step = byService.step();
          boolean connecting = step.verb() == Step.Verb.CONNECT;
          Step told = connecting ? connect(scenario, database, step.arguments().get(0)) : step;
          String answer = service.run(told);
          if (step.verb() != Step.Verb.PROPERTY) {
            answers.add(step + " -> " + answer);
          }
        } else if (act instanceof Meanwhile meanwhile) {
          database.execute(meanwhile.sql());
        } else if (act instanceof Elsewhere elsewhere) {
          other.execute(elsewhere.sql());
        } else if (act instanceof ByHand byHand && handsOn) {
          executeAsOwner(database, byHand.ddl());
        }
      }
      settled.run();
    }
    return seen(answers, database);
  }

  private static void executeAsOwner(TestDatabase database, String sql) {
    try (Connection connection = database.connectionAs(Roles.OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + sql, e);
    }
  }

  private static Seen seen(List<String> answers, TestDatabase database) {
    try (Connection connection = database.connection()) {
      return new Seen(answers, CatalogListing.of(connection), rows(connection));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, List<String>> rows(Connection connection) throws SQLException {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    for (String table :
        query(
            connection,
            "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                + " WHERE relkind IN ('r', 'p') AND nspname <> 'information_schema'"
                + " AND nspname !~ '^pg_'")) {
      rows.put(
          table, query(connection, "SELECT to_jsonb(t)::text FROM " + table + " t ORDER BY 1"));
    }
    return rows;
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }

  private static boolean isDdl(String sql) {
    return sql.matches("(?is)(CREATE|ALTER|DROP|GRANT|TRUNCATE|COMMENT)\\b.*");
  }
}
