package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.disconnect;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.preparedForKeys;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.schemamedic.dist.program.Step;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the server gets to hear on the caller's connection when a call is healed: the failed try, a
 * rollback where there is a transaction, the repetition. A service that does just that by itself,
 * without an agent, says exactly the same, word for word.
 */
@NullUnmarked
class CallersConversationIT {
  private static final String APPLICATION = "service";
  private static final String ADD_TEXT = "ALTER TABLE note ADD COLUMN text text";
  private static final Step INSERT = prepared("INSERT INTO note (text) VALUES (?)", "a");

  private static RunningService healing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared =
        Files.writeString(directory.resolve("d.sql"), "CREATE TABLE note (id int, text text);");
    healing =
        RunningService.withAgent(
            "mode=repair;allow=public.note;repair.wait-budget=5s;retry.savepoint=true;declared=file:"
                + declared);
  }

  @AfterAll
  static void end() {
    healing.close();
  }

  private static final Step[] OUTSIDE = {};
  private static final Step[] FIRST = {autoCommit(false)};
  private static final Step[] LATER = {autoCommit(false), query("SELECT 1")};

  static List<Arguments> calls() {
    Step plain = update("INSERT INTO note (text) VALUES ('a')");
    Step batch = preparedBatch("INSERT INTO note (text) VALUES (?)", "a", "b", "c");
    Step keys = preparedForKeys("INSERT INTO note (text) VALUES (?)", "a");
    String simple = "&preferQueryMode=simple";
    return List.of(
        arguments("", OUTSIDE, INSERT, false),
        arguments("", OUTSIDE, plain, false),
        arguments("", OUTSIDE, batch, false),
        arguments("", OUTSIDE, keys, false),
        arguments("&prepareThreshold=1", OUTSIDE, INSERT, false),
        arguments("&reWriteBatchedInserts=true", OUTSIDE, batch, false),
        arguments(simple, OUTSIDE, INSERT, false),
        arguments(simple, OUTSIDE, plain, false),
        arguments("", FIRST, INSERT, true),
        arguments("", FIRST, batch, true),
        arguments("", FIRST, keys, true),
        arguments("&prepareThreshold=1", FIRST, INSERT, true),
        arguments(simple, FIRST, INSERT, true),
        arguments("&autosave=always", LATER, INSERT, false));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("calls")
  void isTheFailedTryTheRollbackAndTheRepetition(
      String parameters, Step[] before, Step call, boolean rollback) {
    List<String> healed = withAgent(parameters, before, call);

    assertThat(healed).isEqualTo(byHand(parameters, before, call, rollback));
    assertThat(healed).filteredOn(message -> message.startsWith("error ")).hasSize(1);
  }

  @Test
  void nothingElseIsSaid() {
    String sql = "INSERT INTO note (text) VALUES ($1)";
    List<String> healed = withAgent("", FIRST, INSERT);

    assertThat(healed)
        .containsExactly(
            "statement: SET application_name = 'service'",
            "statement: BEGIN",
            "error 42703: " + sql,
            "parse S_1: ROLLBACK",
            "bind S_1: ROLLBACK",
            "execute S_1: ROLLBACK",
            "statement: BEGIN",
            "parse <unnamed>: " + sql,
            "bind <unnamed>: " + sql,
            "execute <unnamed>: " + sql);
  }

  private static List<String> withAgent(String parameters, Step[] before, Step call) {
    try (TestDatabase database = withNote()) {
      run(healing, database, parameters, before);
      String answer = healing.run(call);
      healing.run(disconnect());
      assertThat(answer).doesNotContain("Exception");
      return onlyConversation(database);
    }
  }

  private static List<String> byHand(
      String parameters, Step[] before, Step call, boolean rollback) {
    RunningService alone = RunningService.withoutAgent();
    try (TestDatabase database = withNote()) {
      run(alone, database, parameters, before);
      alone.run(call);
      if (rollback) {
        alone.run(rollback());
      }
      database.execute(ADD_TEXT);
      alone.run(call);
      alone.run(disconnect());
      return onlyConversation(database);
    }
  }

  private static TestDatabase withNote() {
    TestDatabase database = TestPostgres.instance().newDatabase();
    database.execute("CREATE TABLE note (id int)");
    database.logConversations();
    return database;
  }

  private static void run(
      RunningService service, TestDatabase database, String parameters, Step[] before) {
    service.run(connect(database.url() + "&ApplicationName=" + APPLICATION + parameters));
    for (Step step : before) {
      service.run(step);
    }
  }

  private static List<String> onlyConversation(TestDatabase database) {
    Map<Integer, List<String>> conversations = database.conversations(APPLICATION);
    assertThat(conversations).hasSize(1);
    return conversations.values().iterator().next();
  }
}
