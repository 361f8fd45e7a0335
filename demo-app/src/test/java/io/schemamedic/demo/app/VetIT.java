package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.story.Answer;
import io.schemamedic.demo.story.Backend;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VetIT {
  @RegisterExtension static final RunningApp app = RunningApp.onHealthyDatabase();

  private final Backend backend = app.backend();

  @Test
  void openingASessionAnswers201WithItsUuid() throws Exception {
    String user = UUID.randomUUID().toString();

    Answer answer =
        backend.post("/api/v1/chat/sessions", Map.of("user_id", user, "title", "Rex limps"));

    assertThat(answer.status()).isEqualTo(201);
    UUID id = UUID.fromString(answer.text("id"));
    assertThat(answer.text("user_id")).isEqualTo(user);
    assertThat(answer.text("title")).isEqualTo("Rex limps");
    assertThat(answer.body().path("is_archived").asBoolean(true)).isFalse();
    assertThat(app.value("SELECT title FROM vet.chat_sessions WHERE id = '" + id + "'"))
        .isEqualTo("Rex limps");
  }

  @Test
  void aQuestionGetsAnAnswerAndACouncilValidation() throws Exception {
    String session = openSession();

    Answer answer =
        backend.post(
            "/api/v1/chat/message",
            Map.of("session_id", session, "content", "My dog has itchy skin"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("user_message").path("content").asString())
        .isEqualTo("My dog has itchy skin");
    assertThat(answer.body().path("assistant_message").path("role").asString())
        .isEqualTo("assistant");
    assertThat(answer.text("specialist")).isEqualTo("dermatology");
    assertThat(answer.body().path("confidence").asDouble()).isEqualTo(0.86);
    assertThat(answer.body().path("citations").isArray()).isTrue();
    String assistantMessage = answer.body().path("assistant_message").path("id").asString();
    assertThat(
            app.value(
                "SELECT vote FROM vet.council_validations WHERE message_id = '"
                    + assistantMessage
                    + "'"))
        .isEqualTo("agree");
    assertThat(
            backend
                .get("/api/v1/chat/sessions/" + session + "/messages")
                .body()
                .valueStream()
                .map(message -> message.path("role").asString()))
        .containsExactly("user", "assistant");
  }

  @Test
  void theSameQuestionAlwaysGetsTheSameAnswer() throws Exception {
    String session = openSession();
    Map<String, String> question = Map.of("session_id", session, "content", "Will she eat?");

    Answer first = backend.post("/api/v1/chat/message", question);
    Answer second = backend.post("/api/v1/chat/message", question);

    assertThat(second.body().path("assistant_message").path("content"))
        .isEqualTo(first.body().path("assistant_message").path("content"));
    assertThat(second.text("specialist")).isEqualTo(first.text("specialist"));
  }

  @Test
  void aQuestionWithoutASessionIs404() throws Exception {
    Answer answer =
        backend.post(
            "/api/v1/chat/message",
            Map.of("session_id", UUID.randomUUID().toString(), "content", "Hello?"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("error")).isEqualTo("unknown_session");
  }

  @Test
  void aRequestWithoutWhatIsNeededIs400() throws Exception {
    assertThat(backend.post("/api/v1/chat/sessions", Map.of("title", "x")).status()).isEqualTo(400);
    assertThat(
            backend
                .post(
                    "/api/v1/chat/sessions",
                    Map.of("user_id", UUID.randomUUID().toString(), "title", "x".repeat(201)))
                .status())
        .isEqualTo(400);
    assertThat(backend.post("/api/v1/chat/message", Map.of("session_id", "x")).status())
        .isEqualTo(400);
  }

  private String openSession() throws Exception {
    return backend
        .post("/api/v1/chat/sessions", Map.of("user_id", UUID.randomUUID().toString()))
        .text("id");
  }
}
