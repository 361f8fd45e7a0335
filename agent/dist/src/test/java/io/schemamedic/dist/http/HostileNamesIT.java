package io.schemamedic.dist.http;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Names that would be markup in a page: a plan with them is shown, approved once, and no more. */
@ExtendWith(TestDatabaseExtension.class)
class HostileNamesIT {
  private static final String TOKEN = "only-for-this-test";
  private static final String TABLE = "<script>alert(1)</script>";
  private static final String COLUMN = "\"><img src=x onerror=alert(2)>\u2028\u202e";
  private static final List<String> PAGES =
      List.of("/api/status", "/api/incidents", "/api/drift", "/api/plans", "/api/repairs");

  @Test
  void planWithMarkupInItsNamesIsShownAsTextAndApprovedOnce(
      TestDatabase database, @TempDir Path directory) throws IOException {
    database.execute("CREATE TABLE " + quoted(TABLE) + " (id int)");
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"),
            "CREATE TABLE %s (id int, %s text);".formatted(quoted(TABLE), quoted(COLUMN)));
    Path token = Files.writeString(directory.resolve("token"), TOKEN);
    Path drafts = Files.createDirectory(directory.resolve("drafts"));
    try (RunningService service =
        RunningService.withAgent(
            "mode=propose;allow=public.*;declared=file:%s;http.token-file=%s;migrations.dir=%s"
                .formatted(declared, token, drafts))) {
      service.run(connect(database.url()));
      service.run(query("SELECT %s FROM %s".formatted(quoted(COLUMN), quoted(TABLE))));
      RawClient client = new RawClient(service.port());

      Map<?, ?> plan = only(service.get("/api/plans"), "plans");
      assertThat(plan.get("relation")).asString().contains(TABLE);
      assertThat(plan.get("columns")).isEqualTo(List.of(COLUMN));
      assertNoMarkup(client);

      String approve = "POST /api/plans/" + plan.get("id") + "/approve";
      String withToken = "X-Schema-Medic-Token: " + TOKEN;
      assertThat(client.ask(approve, withToken))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("\"decision\":\"repaired\"");
      assertThat(client.ask(approve, withToken)).startsWith("HTTP/1.1 409 Conflict\r\n");
      assertThat(
              database.query(
                  "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'"))
          .containsExactly("2");
      assertThat(only(service.get("/api/repairs"), "repairs").get("columns"))
          .isEqualTo(List.of(COLUMN));
      assertNoMarkup(client);
      assertDraftsAreText(client, drafts);
    }
  }

  private static void assertNoMarkup(RawClient client) throws IOException {
    for (String page : PAGES) {
      String answer = client.ask("GET " + page);
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains(
              "\r\nContent-Type: application/json; charset=utf-8\r\n",
              "\r\nX-Content-Type-Options: nosniff\r\n",
              "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
          .doesNotContain("<", "\u2028", "\u202e");
    }
    assertThat(client.ask("GET /metrics"))
        .contains("\r\nContent-Type: text/plain;", "\r\nX-Content-Type-Options: nosniff\r\n")
        .doesNotContain("column=\"\"");
    assertThat(client.ask("GET /")).doesNotContain(TABLE, "onerror=alert(2)");
  }

  private static void assertDraftsAreText(RawClient client, Path drafts) throws IOException {
    try (var written = Files.list(drafts)) {
      assertThat(written)
          .isNotEmpty()
          .allSatisfy(
              draft ->
                  assertThat(client.ask("GET /drafts/" + draft.getFileName()))
                      .startsWith("HTTP/1.1 200 OK\r\n")
                      .contains(
                          "\r\nContent-Type: text/plain; charset=utf-8\r\n",
                          "\r\nX-Content-Type-Options: nosniff\r\n"));
    }
  }

  /** JSON is YAML, but for what is not escaped here. */
  private static Map<?, ?> only(String json, String list) {
    Map<String, List<Map<?, ?>>> read = new Yaml().load(json);
    List<Map<?, ?>> all = read.getOrDefault(list, List.of());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
