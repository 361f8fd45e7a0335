package io.schemamedic.dist.random;

import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.Roles;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database that is emptied and made anew for each round, and the service's way into it. */
final class Site implements AutoCloseable {
  private final TestDatabase database;

  /** Kept, because making sessions is most of what a round would cost. */
  private final Connection superuser;

  private final Connection owner;

  Site(TestDatabase database) {
    this.database = database;
    Roles.prepare(database);
    superuser = database.connection();
    owner = database.connectionAs(Roles.OWNER);
  }

  /**
   * Makes it what the owner declared, and then what happened to it.
   *
   * @throws SQLException if the script is not valid
   */
  void become(String script, List<String> happened) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      for (String schema : schemas(statement)) {
        statement.execute("DROP SCHEMA " + Names.quoted(schema) + " CASCADE");
      }
      statement.execute("CREATE SCHEMA public AUTHORIZATION " + Roles.OWNER);
    }
    run(List.of(script));
    for (String one : happened) {
      happen(one);
    }
  }

  private static List<String> schemas(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT nspname FROM pg_namespace"
                + " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** What cannot happen any more, such as a change to a table that is gone, does not happen. */
  private void happen(String sql) {
    try (Statement statement = owner.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException impossible) {
      // The other database says the same; that both are equal is asserted before each round.
      return;
    }
  }

  /** As the owner, each in autocommit. */
  void run(List<String> scripts) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String script : scripts) {
        statement.execute(script);
      }
    }
  }

  /** What a service sees that connects and does these things. */
  List<String> answers(RunningService service, String parameters, List<Step> steps) {
    List<String> answers = new ArrayList<>();
    service.run(
        Step.connect(database.jdbcUrl(Roles.OWNER) + "&ApplicationName=service&" + parameters));
    for (Step step : steps) {
      answers.add(Listing.blanked(service.run(step)));
    }
    service.run(Step.disconnect());
    return answers;
  }

  Listing listing() throws SQLException {
    return Listing.of(superuser);
  }

  @Override
  public void close() throws SQLException {
    owner.close();
    superuser.close();
    database.close();
  }
}
