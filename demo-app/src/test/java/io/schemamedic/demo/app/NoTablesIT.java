package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.postgres.SchemaScript;
import io.schemamedic.demo.story.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The app starts although not one table is there; it is up, and every call that needs a table
 * fails.
 */
class NoTablesIT {
  private static final String ID = UUID.randomUUID().toString();

  @RegisterExtension static final RunningApp app = RunningApp.on(SchemaScript.NO_TABLES);

  @Test
  void healthIsUp() throws Exception {
    assertThat(app.backend().get("/api/v1/health").status()).isEqualTo(200);
  }

  @Test
  void chatKitFails() throws Exception {
    assertFails(app.backend().post("/api/v1/chat/session", Map.of()));
    assertFails(app.backend().get("/api/v1/chat/session/" + ID + "/messages"));
  }

  @Test
  void conversationsWithOwnersFail() throws Exception {
    assertFails(app.backend().post("/api/v1/users", Map.of("name", "Ada")));
    assertFails(app.backend().get("/api/v1/users/" + ID + "/conversations"));
    assertFails(app.backend().get("/api/v1/users/" + ID + "/conversations/" + ID + "/messages"));
  }

  @Test
  void vetAssistFails() throws Exception {
    assertFails(app.backend().post("/api/v1/chat/sessions", Map.of("user_id", ID)));
    assertFails(
        app.backend().post("/api/v1/chat/message", Map.of("session_id", ID, "content", "Hello?")));
  }

  /** A 500 that says nothing of tables, columns or SQL. */
  static void assertFails(Answer answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"error\":\"database_error\",\"message\":\"The request could not be completed.\"}");
  }
}
