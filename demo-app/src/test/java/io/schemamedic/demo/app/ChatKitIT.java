package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.story.Answer;
import io.schemamedic.demo.story.Backend;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ChatKitIT {
  @RegisterExtension static final RunningApp app = RunningApp.onHealthyDatabase();

  private final Backend backend = app.backend();

  @Test
  void openingASessionAnswers200WithItsId() throws Exception {
    Answer answer =
        backend.post("/api/v1/chat/session", Map.of("metadata", Map.of("client", "test")));

    assertThat(answer.status()).isEqualTo(200);
    UUID id = UUID.fromString(answer.text("session_id"));
    assertThat(app.value("SELECT metadata ->> 'client' FROM conversations WHERE id = '" + id + "'"))
        .isEqualTo("test");
  }

  @Test
  void messagesAndTheirReplyAreReadBackInOrder() throws Exception {
    String messages = "/api/v1/chat/session/" + openSession() + "/messages";
    Map<String, String> citation = Map.of("title", "A book", "url", "https://example.org/book");
    assertThat(
            backend
                .post(
                    messages,
                    Map.of(
                        "role", "user",
                        "content", "What is this?",
                        "citations", List.of(citation),
                        "selected_text", "this"))
                .status())
        .isEqualTo(201);
    assertThat(backend.post(messages, Map.of("role", "system", "content", "Be brief.")).status())
        .isEqualTo(201);

    Answer answer = backend.get(messages);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode stored = answer.body().path("messages");
    assertThat(stored.valueStream().map(message -> message.path("role").asString()))
        .containsExactly("user", "assistant", "system");
    assertThat(stored.get(0).path("content").asString()).isEqualTo("What is this?");
    assertThat(stored.get(0).path("selected_text").asString()).isEqualTo("this");
    assertThat(stored.get(0).path("citations").get(0).path("title").asString()).isEqualTo("A book");
  }

  @Test
  void aMessageForAnUnknownSessionIs404AndNotStored() throws Exception {
    String messages = "/api/v1/chat/session/" + UUID.randomUUID() + "/messages";

    Answer answer = backend.post(messages, Map.of("content", "lost in space"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("error")).isEqualTo("unknown_session");
    assertThat(app.value("SELECT count(*) FROM messages WHERE content = 'lost in space'"))
        .isEqualTo("0");
    assertThat(backend.get(messages).status()).isEqualTo(404);
  }

  @Test
  void aRoleOutsideTheThreeIs400() throws Exception {
    Answer answer =
        backend.post(
            "/api/v1/chat/session/" + openSession() + "/messages",
            Map.of("role", "robot", "content", "beep"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).isEqualTo("invalid_request");
  }

  @Test
  void healthNamesTheDatabase() throws Exception {
    Answer answer = backend.get("/api/v1/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("status")).isEqualTo("up");
    assertThat(answer.text("database")).isEqualTo(app.value("SELECT current_database()"));
  }

  private String openSession() throws Exception {
    return backend.post("/api/v1/chat/session", Map.of()).text("session_id");
  }
}
