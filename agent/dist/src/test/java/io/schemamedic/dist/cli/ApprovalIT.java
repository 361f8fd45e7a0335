package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service whose role may not change tables, an agent that only proposes, and a person who
 * approves: by the command, over HTTP, twice, too late, and after something has changed.
 */
@ExtendWith(TestDatabaseExtension.class)
class ApprovalIT {
  private static final String READ = "SELECT text FROM note";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String USER = "approval_user";
  private static final String UNDEFINED_COLUMN = "42703";
  private static final Pattern DRAFT =
      Pattern.compile("\"by\":\"approval\",\"draft\":\"([^\"]+)\"");

  /** An id ends in them. */
  private static final int FINGERPRINT_DIGITS = 16;

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]+)\"");

  private final TestDatabase database;
  private final Path directory;

  ApprovalIT(TestDatabase database, @TempDir Path directory) {
    this.database = database;
    this.directory = directory;
    database.execute(
        "DO $$ BEGIN IF to_regrole('approval_user') IS NULL THEN CREATE ROLE approval_user LOGIN;"
            + " END IF; END $$",
        "CREATE TABLE note (id int)",
        "CREATE TABLE tag (id int)",
        "GRANT ALL ON note, tag TO approval_user");
  }

  private AgentSetup proposing(String... more) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    String[] settings = {
      "mode=propose",
      "check.on-connect=off",
      "repair.url=" + database.url().replaceAll("[?].*", ""),
      "repair.user=postgres",
      "http.token-file=" + token
    };
    return AgentSetup.repairing(
        directory,
        Tool.declared(
            directory, "CREATE TABLE note (id int, text text); CREATE TABLE tag (id int, a int);"),
        List.of(List.of(settings), List.of(more)).stream()
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private RunningJvm serviceWith(AgentSetup agent) {
    return RunningJvm.start(agent.jvm(), database.jdbcUrl(USER));
  }

  @Test
  void approvedByTheCommandItRunsOnceAndTheNextCallWorks() throws Exception {
    AgentSetup agent = proposing();
    try (RunningJvm service = serviceWith(agent)) {
      assertThat(service.call(READ)).isEqualTo(UNDEFINED_COLUMN);

      String id = waiting(agent);
      String ddl = "ALTER TABLE public.note ADD COLUMN text text;";
      assertThat(service.ask("status").out()).anyMatch(line -> line.contains(ddl));
      assertThat(service.ask("approve").out()).anyMatch(line -> line.contains(id));
      assertThat(service.ask("approve", "ALTER TABLE note ADD x int").exitCode()).isEqualTo(2);
      assertThat(service.ask("approve", "00000000").exitCode()).isEqualTo(2);

      Result approved = service.ask("approve", id.substring(0, 8));

      assertThat(approved.exitCode()).as("%s", approved).isZero();
      assertThat(approved.out())
          .anyMatch(line -> line.contains(ddl))
          .anyMatch(line -> line.startsWith("repaired, in process"));
      assertThat(service.call(READ)).isEqualTo("ok");
      assertThat(service.ask("approve", id).exitCode()).isEqualTo(6);
      assertThat(agent.audited("outcome", "repaired"))
          .singleElement()
          .asString()
          .contains("\"approvedBy\":\"cli\"", "\"role\":\"postgres\"");
    }
  }

  @Test
  void ofTwoWhoApproveAtOnceOneRunsIt() throws Exception {
    AgentSetup agent = proposing("migrations.dir=" + directory);
    try (RunningJvm service = serviceWith(agent)) {
      assertThat(service.call(READ)).isEqualTo(UNDEFINED_COLUMN);
      String id = waiting(agent);
      assertThat(get(agent, "/api/status"))
          .contains(
              "\"mode\":\"propose\"", "\"approval\":{\"http\":true,\"validForSeconds\":3600}");

      CompletableFuture<HttpResponse<String>> overHttp =
          CompletableFuture.supplyAsync(() -> post(agent, id, TOKEN));
      Result byCommand = service.ask("approve", id);

      boolean ranHere = byCommand.exitCode() == 0;
      assertThat(overHttp.get().statusCode()).isEqualTo(ranHere ? 409 : 200);
      assertThat(service.call(READ)).isEqualTo("ok");
      assertThat(agent.audited("decision", "repair")).hasSize(1);
      assertThat(post(agent, id, TOKEN).statusCode()).isEqualTo(409);
      Matcher repair = DRAFT.matcher(get(agent, "/api/repairs"));
      assertThat(repair.find()).isTrue();
      String fingerprint = id.substring(id.length() - FINGERPRINT_DIGITS);
      assertThat(get(agent, "/drafts/" + repair.group(1)))
          .contains("ADD COLUMN", "plan fingerprint: " + fingerprint);
    }
  }

  @Test
  void whatWasNotShownIsNotRun() throws Exception {
    AgentSetup agent = proposing();
    try (RunningJvm service = serviceWith(agent)) {
      assertThat(service.call(READ)).isEqualTo(UNDEFINED_COLUMN);
      String note = waiting(agent);
      database.execute("ALTER TABLE note ADD COLUMN other int");

      HttpResponse<String> stale = post(agent, note, TOKEN);

      assertThat(stale.statusCode()).isEqualTo(409);
      assertThat(stale.body()).contains("\"reason\":\"stale_plan\"");
      assertThat(agent.audited("approval", "refused"))
          .singleElement()
          .asString()
          .contains("\"reason\":\"stale_plan\"", "\"approvedBy\":\"http 127.0.0.1\"");
      assertThat(service.call("SELECT a FROM tag")).isEqualTo(UNDEFINED_COLUMN);
      String tag = waiting(agent);
      assertThat(service.ask("off").exitCode()).isZero();
      assertThat(post(agent, tag, TOKEN).statusCode()).isEqualTo(503);
      assertThat(service.ask("approve", tag).exitCode()).isEqualTo(6);
      assertThat(post(agent, tag, "0123456789abcdef0123456789abcdeX").statusCode()).isEqualTo(401);
      assertThat(service.ask("on").exitCode()).isZero();
      database.execute("ALTER TABLE tag ADD COLUMN a int");

      HttpResponse<String> there = post(agent, tag, TOKEN);

      assertThat(there.statusCode()).isEqualTo(200);
      assertThat(there.body()).contains("\"reason\":\"already_present\"");
      assertThat(agent.audited("decision", "repair")).isEmpty();
      assertThat(columnsOf("note")).containsExactly("id", "other");
    }
  }

  @Test
  void planThatNobodyApprovedInTimeIsNotRun() throws Exception {
    AgentSetup agent = proposing("approval.valid-for=1s");
    try (RunningJvm service = serviceWith(agent)) {
      assertThat(service.call(READ)).isEqualTo(UNDEFINED_COLUMN);
      String id = waiting(agent);
      Eventually.is(true, () -> get(agent, "/api/plans").contains("\"state\":\"expired\""));

      assertThat(post(agent, id, TOKEN).statusCode()).isEqualTo(410);

      assertThat(service.ask("approve", id).exitCode()).isEqualTo(6);
      assertThat(columnsOf("note")).containsExactly("id");
    }
  }

  @Test
  void planThatAMigrationHasMadeNeedlessWaitsForNobody() throws Exception {
    AgentSetup agent = proposing("check.on-connect=background", "check.interval=1s");
    try (RunningJvm service = serviceWith(agent)) {
      assertThat(service.call("SELECT a FROM tag")).isEqualTo(UNDEFINED_COLUMN);
      assertThat(service.call(READ)).isEqualTo(UNDEFINED_COLUMN);
      String id = waiting(agent);
      database.execute("ALTER TABLE note ADD COLUMN text text");

      Eventually.is(true, () -> get(agent, "/api/plans").contains("\"already_present\""));

      assertThat(post(agent, id, TOKEN).statusCode()).isEqualTo(409);
      assertThat(get(agent, "/api/plans")).containsOnlyOnce("\"state\":\"waiting\"");
    }
  }

  @Test
  void planWhoseThreadCannotBeStartedDoesNotSeemToRun() throws Exception {
    AgentSetup agent = proposing();
    String thread = "io.schemamedic.engine.runtime.DatabaseRepairs";
    ForkedJvm jvm =
        FaultyJvm.addTo(agent.jvm(), directory, List.of(thread))
            .with("-Dfault=" + thread + ".runLater " + OutOfMemoryError.class.getName());
    try (RunningJvm service = RunningJvm.start(jvm, database.jdbcUrl(USER))) {
      assertThat(service.call(READ)).isEqualTo(UNDEFINED_COLUMN);
      String id = waiting(agent);

      assertThat(service.ask("approve", id).out()).anyMatch(line -> line.contains("agent_error"));

      assertThat(get(agent, "/api/plans")).contains("\"state\":\"failed\"");
      assertThat(columnsOf("note")).containsExactly("id");
      assertThat(agent.metric("schema_medic_agent_errors_total", "repair")).isOne();
    }
  }

  private List<String> columnsOf(String table) {
    return database.query(
        "SELECT attname FROM pg_attribute WHERE attrelid = '"
            + table
            + "'::regclass AND attnum > 0 ORDER BY attnum");
  }

  /** The id of the plan that was made last. */
  private static String waiting(AgentSetup agent) {
    Matcher id = ID.matcher(get(agent, "/api/plans"));
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static String get(AgentSetup agent, String path) {
    return send(request(agent, path).GET()).body();
  }

  private static HttpResponse<String> post(AgentSetup agent, String id, String token) {
    return send(
        request(agent, "/api/plans/" + id + "/approve")
            .header("X-Schema-Medic-Token", token)
            .POST(BodyPublishers.noBody()));
  }

  private static HttpRequest.Builder request(AgentSetup agent, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.httpPort() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    return HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofString()).join();
  }
}
