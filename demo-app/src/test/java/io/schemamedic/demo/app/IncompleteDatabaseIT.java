package io.schemamedic.demo.app;

import static io.schemamedic.demo.app.NoTablesIT.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.postgres.SchemaScript;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Some tables and columns are there, and rows in them. */
class IncompleteDatabaseIT {
  @RegisterExtension static final RunningApp app = RunningApp.on(SchemaScript.INCOMPLETE);

  @Test
  void chatKitLacksColumnsAndATable() throws Exception {
    assertFails(app.backend().post("/api/v1/chat/session", Map.of()));
    String existing = app.value("SELECT id FROM conversations LIMIT 1");
    assertFails(
        app.backend()
            .post("/api/v1/chat/session/" + existing + "/messages", Map.of("content", "Hello?")));
    assertThat(app.value("SELECT count(*) FROM conversations")).isEqualTo("300");
  }

  @Test
  void usersAreThereButTheirConversationsAreNot() throws Exception {
    String existing = app.value("SELECT id FROM owned.users LIMIT 1");

    assertThat(app.backend().post("/api/v1/users", Map.of("name", "Ada")).status()).isEqualTo(201);
    assertFails(app.backend().post("/api/v1/users/" + existing + "/conversations", Map.of()));
  }

  @Test
  void vetAssistFails() throws Exception {
    assertFails(
        app.backend()
            .post("/api/v1/chat/sessions", Map.of("user_id", UUID.randomUUID().toString())));
  }
}
