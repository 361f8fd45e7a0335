package io.schemamedic.demo.story;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What each of the three systems must do once it is healed, found out through its own endpoints.
 */
final class SystemFacts {
  private final Stage stage;
  private final Variant variant;
  private final Backend backend;

  SystemFacts(Stage stage, Variant variant, Backend backend) {
    this.stage = stage;
    this.variant = variant;
    this.backend = backend;
  }

  void check() throws Exception {
    chatKit();
    owned();
    vetAssist();
  }

  private void chatKit() {
    stage.checks().group(Journey.CHATKIT.title() + ", healed from " + variant.description());
    stage
        .checks()
        .that(
            "a session has a valid id",
            () -> {
              String id = backend.post("/api/v1/chat/session", Map.of()).text("session_id");
              return UUID.fromString(id).toString().equals(id) ? "" : "the id is " + id;
            });
    stage
        .checks()
        .that(
            "messages are stored and read back, in a conversation from before the repair",
            () -> {
              String path =
                  "/api/v1/chat/session/"
                      + value("SELECT id FROM public.conversations ORDER BY updated_at LIMIT 1")
                      + "/messages";
              backend.post(path, Map.of("role", "user", "content", "Do you remember?"));
              JsonNode messages = backend.get(path).body().path("messages");
              return messages
                      .valueStream()
                      .anyMatch(m -> m.path("content").asString("").equals("Do you remember?"))
                  ? ""
                  : "read back: " + messages;
            });
  }

  private void owned() throws Exception {
    stage.checks().group(Journey.OWNED.title() + ", healed from " + variant.description());
    String user = backend.post("/api/v1/users", Map.of("name", "Ada")).text("id");
    String stranger = backend.post("/api/v1/users", Map.of("name", "Eve")).text("id");
    String conversations = "/api/v1/users/" + user + "/conversations";
    String conversation = backend.post(conversations, Map.of()).text("id");
    String messages = conversations + "/" + conversation + "/messages";
    for (String content : List.of("first", "second", "third")) {
      backend.post(messages, Map.of("role", "user", "content", content));
    }

    boolean created = !user.isEmpty() && !stranger.isEmpty() && !conversation.isEmpty();
    stage
        .checks()
        .that("users and conversations can be created", created, user + " " + conversation);
    if (!created) {
      return;
    }
    status("the connection works", 200, backend.get("/api/v1/health"));
    stage
        .checks()
        .that(
            "a conversation persists",
            () -> contradiction(List.of(conversation), field(backend.get(conversations), "id")));
    stage
        .checks()
        .that(
            "messages persist and come back in the order of their time",
            () ->
                contradiction(
                    List.of("first", "second", "third"), field(backend.get(messages), "content")));
    stage
        .checks()
        .that(
            "messages of the same time come back in the order of their ids",
            () -> {
              execute(
                  "UPDATE owned.messages SET created_at = '2026-01-01' WHERE conversation_id = '"
                      + conversation
                      + "'");
              List<String> ids = field(backend.get(messages), "id");
              return contradiction(ids.stream().sorted().toList(), ids);
            });
    status(
        "another's conversation is never seen",
        404,
        backend.get("/api/v1/users/" + stranger + "/conversations/" + conversation + "/messages"));
    status(
        "a conversation for an unknown user is rejected",
        404,
        backend.post("/api/v1/users/" + UUID.randomUUID() + "/conversations", Map.of()));
    status("a user can be deleted", 204, backend.delete("/api/v1/users/" + user));
    stage
        .checks()
        .that(
            "with the user goes all that was theirs",
            () -> {
              String left =
                  value(
                      "SELECT (SELECT count(*) FROM owned.conversations WHERE user_id = '"
                          + user
                          + "') + (SELECT count(*) FROM owned.messages WHERE conversation_id = '"
                          + conversation
                          + "')");
              return left.equals("0") ? "" : left + " rows are left";
            });
  }

  private void vetAssist() throws Exception {
    stage.checks().group(Journey.VET.title() + ", healed from " + variant.description());
    Answer session =
        backend.post(
            "/api/v1/chat/sessions",
            Map.of("user_id", UUID.randomUUID().toString(), "title", "Rex"));
    status("opening a session answers 201", 201, session);
    stage
        .checks()
        .that(
            "the session has a UUID",
            () -> {
              UUID id = UUID.fromString(session.text("id"));
              return id.toString().equals(session.text("id")) ? "" : session.toString();
            });
    Answer answer =
        backend.post(
            "/api/v1/chat/message",
            Map.of("session_id", session.text("id"), "content", "My dog has itchy skin"));
    status("a question is answered", 200, answer);
    stage
        .checks()
        .that(
            "the answer has both messages, specialist, confidence and citations",
            () -> {
              JsonNode body = answer.body();
              boolean whole =
                  body.path("user_message").path("id").isString()
                      && body.path("assistant_message").path("id").isString()
                      && body.path("specialist").isString()
                      && body.path("confidence").isNumber()
                      && body.path("citations").isArray();
              return whole ? "" : answer.toString();
            });
    stage
        .checks()
        .that(
            "a council validation is stored",
            () -> {
              String validations =
                  value(
                      "SELECT count(*) FROM vet.council_validations WHERE message_id = '"
                          + answer.body().path("assistant_message").path("id").asString("")
                          + "'");
              return validations.equals("1") ? "" : validations + " are stored";
            });
  }

  private void status(String fact, int status, Answer answer) {
    stage.checks().that(fact, answer.status() == status, answer);
  }

  private static List<String> field(Answer answer, String name) {
    List<String> values = new ArrayList<>();
    for (JsonNode element : answer.body()) {
      values.add(element.path(name).asString(""));
    }
    return values;
  }

  private static String contradiction(List<String> expected, List<String> found) {
    return found.equals(expected) ? "" : found + " instead of " + expected;
  }

  private String value(String query) throws Exception {
    try (Connection connection = stage.connect(variant)) {
      return Rows.texts(connection, query).get(0);
    }
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = stage.connect(variant);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
