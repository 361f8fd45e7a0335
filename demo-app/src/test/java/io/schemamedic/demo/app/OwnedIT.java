package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.story.Answer;
import io.schemamedic.demo.story.Backend;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnedIT {
  @RegisterExtension static final RunningApp app = RunningApp.onHealthyDatabase();

  private final Backend backend = app.backend();

  @Test
  void conversationsAndMessagesPersist() throws Exception {
    String user = createUser();
    String conversation = createConversation(user);
    append(user, conversation, "first");

    assertThat(
            backend
                .get("/api/v1/users/" + user + "/conversations")
                .body()
                .get(0)
                .path("id")
                .asString())
        .isEqualTo(conversation);
    assertThat(
            app.value(
                "SELECT content FROM owned.messages WHERE conversation_id = '"
                    + conversation
                    + "'"))
        .isEqualTo("first");
  }

  @Test
  void messagesComeBackByTimeAndThenById() throws Exception {
    String user = createUser();
    String conversation = createConversation(user);
    append(user, conversation, "first");
    append(user, conversation, "second");
    append(user, conversation, "third");

    assertThat(contents(messages(user, conversation))).containsExactly("first", "second", "third");

    app.value(
        "UPDATE owned.messages SET created_at = '2026-01-01' WHERE conversation_id = '"
            + conversation
            + "' RETURNING id");
    assertThat(
            messages(user, conversation)
                .body()
                .valueStream()
                .map(message -> message.path("id").asString()))
        .isSorted();
  }

  @Test
  void anotherUsersConversationIs404AndTakesNoMessage() throws Exception {
    String conversation = createConversation(createUser());
    String stranger = createUser();

    assertThat(messages(stranger, conversation).status()).isEqualTo(404);
    assertThat(append(stranger, conversation, "let me in").status()).isEqualTo(404);
    assertThat(app.value("SELECT count(*) FROM owned.messages WHERE content = 'let me in'"))
        .isEqualTo("0");
    assertThat(backend.get("/api/v1/users/" + stranger + "/conversations").body()).isEmpty();
  }

  @Test
  void aConversationForAnUnknownUserIsRejectedByTheForeignKey() throws Exception {
    Answer answer = backend.post("/api/v1/users/" + UUID.randomUUID() + "/conversations", Map.of());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("error")).isEqualTo("unknown_user");
  }

  @Test
  void deletingAUserRemovesAllThatWasTheirs() throws Exception {
    String user = createUser();
    String conversation = createConversation(user);
    append(user, conversation, "soon gone");

    assertThat(backend.delete("/api/v1/users/" + user).status()).isEqualTo(204);

    assertThat(app.value("SELECT count(*) FROM owned.conversations WHERE user_id = '" + user + "'"))
        .isEqualTo("0");
    assertThat(
            app.value(
                "SELECT count(*) FROM owned.messages WHERE conversation_id = '"
                    + conversation
                    + "'"))
        .isEqualTo("0");
    assertThat(backend.delete("/api/v1/users/" + user).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoIdIs400() throws Exception {
    assertThat(backend.get("/api/v1/users/me/conversations").status()).isEqualTo(400);
    assertThat(backend.post("/api/v1/users", Map.of()).status()).isEqualTo(400);
  }

  private String createUser() throws Exception {
    Answer answer = backend.post("/api/v1/users", Map.of("name", "Ada"));
    assertThat(answer.status()).isEqualTo(201);
    return answer.text("id");
  }

  private String createConversation(String user) throws Exception {
    Answer answer = backend.post("/api/v1/users/" + user + "/conversations", Map.of());
    assertThat(answer.status()).isEqualTo(201);
    return answer.text("id");
  }

  private Answer append(String user, String conversation, String content) throws Exception {
    return backend.post(path(user, conversation), Map.of("role", "user", "content", content));
  }

  private Answer messages(String user, String conversation) throws Exception {
    return backend.get(path(user, conversation));
  }

  private static String path(String user, String conversation) {
    return "/api/v1/users/" + user + "/conversations/" + conversation + "/messages";
  }

  private static Stream<String> contents(Answer messages) {
    return messages.body().valueStream().map(message -> message.path("content").asString());
  }
}
