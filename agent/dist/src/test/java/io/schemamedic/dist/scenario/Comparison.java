package io.schemamedic.dist.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.Scenario.Act;
import io.schemamedic.dist.scenario.Scenario.ByHand;
import io.schemamedic.dist.scenario.Scenario.ByService;
import io.schemamedic.dist.scenario.Scenario.Meanwhile;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.sql.Connection;
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

  /** By content, since several agents are compared with the same run. */
  private static final Map<String, Seen> WITHOUT_AGENT = new HashMap<>();

  private final RunningService with;

  Comparison(RunningService with) {
    this.with = with;
  }

  /** All that anyone can see of a run. */
  private record Seen(
      List<String> answers, Map<String, String> catalog, Map<String, List<String>> rows) {}

  void verify(Scenario scenario) {
    Seen expected = WITHOUT_AGENT.computeIfAbsent(scenario.content(), content -> without(scenario));
    try (TestDatabase database = prepared(scenario)) {
      database.logStatements();
      // The agent is there from the first connection on, and with it its metrics.
      with.run(connect(scenario, database, ""));
      Metrics before = with.metrics();
      Seen seen = run(scenario, database, with, false);
      Metrics after = with.metrics();
      assertThat(seen.answers()).as("what the service sees").isEqualTo(expected.answers());
      assertThat(seen.catalog()).as("catalog").isEqualTo(expected.catalog());
      assertThat(seen.rows()).as("rows").isEqualTo(expected.rows());
      assertThat(after.decisionsSince(before)).as("decisions").isEqualTo(scenario.decisions());
      assertThat(after.agentErrorsSince(before))
          .as("errors of the agent")
          .isEqualTo(scenario.agentErrors());
      if (!scenario.mayTryDdl()) {
        assertThat(ddlOfTheAgent(database)).as("DDL of the agent").isEmpty();
      }
      if (!scenario.mayAsk()) {
        assertThat(ofTheAgent(database)).as("statements of the agent").isEmpty();
      }
    }
  }

  private static Seen without(Scenario scenario) {
    try (TestDatabase database = prepared(scenario)) {
      return run(scenario, database, RunningService.withoutAgent(), true);
    }
  }

  private static TestDatabase prepared(Scenario scenario) {
    TestDatabase database = TestPostgres.instance().newDatabase();
    Roles.prepare(database);
    scenario.given().forEach(script -> executeAsOwner(database, script));
    scenario.givenBySuperuser().forEach(database::execute);
    return database;
  }

  private static Step connect(Scenario scenario, TestDatabase database, String parameters) {
    return Step.connect(
        database.jdbcUrl(scenario.role()) + "&ApplicationName=" + APPLICATION + parameters);
  }

  private static Seen run(
      Scenario scenario, TestDatabase database, RunningService service, boolean handsOn) {
    List<String> answers = new ArrayList<>();
    service.run(connect(scenario, database, ""));
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
      } else if (act instanceof ByHand byHand && handsOn) {
        executeAsOwner(database, byHand.ddl());
      }
    }
    return new Seen(answers, catalog(database), rows(database));
  }

  private static void executeAsOwner(TestDatabase database, String sql) {
    try (Connection connection = database.connectionAs(Roles.OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + sql, e);
    }
  }

  private static SortedMap<String, String> catalog(TestDatabase database) {
    try (Connection connection = database.connection()) {
      return CatalogListing.of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, List<String>> rows(TestDatabase database) {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    for (String table :
        database.query(
            "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                + " WHERE relkind IN ('r', 'p') AND nspname <> 'information_schema'"
                + " AND nspname !~ '^pg_'")) {
      rows.put(table, database.query("SELECT to_jsonb(t)::text FROM " + table + " t ORDER BY 1"));
    }
    return rows;
  }

  private static List<String> ddlOfTheAgent(TestDatabase database) {
    return ofTheAgent(database).stream()
        .filter(sql -> sql.matches("(?is)\\s*(CREATE|ALTER|DROP|GRANT|TRUNCATE|COMMENT)\\b.*"))
        .toList();
  }

  private static List<String> ofTheAgent(TestDatabase database) {
    return database.serverLog().stream()
        .filter(logged -> logged.application().equals("schema-medic"))
        .map(LoggedStatement::sql)
        .toList();
  }
}
