package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.postgres.PostgresServer;
import io.schemamedic.demo.postgres.SchemaScript;
import io.schemamedic.demo.story.Answer;
import io.schemamedic.demo.story.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class DatabaseAwayIT {
  private static final String USER = UUID.randomUUID().toString();

  private PostgresServer server;
  private String url;

  @BeforeEach
  void startServer(@TempDir Path directory) throws IOException {
    server =
        PostgresServer.startIn(directory.resolve("postgres"), directory.resolve("postgres.log"));
    url = "--spring.datasource.url=" + server.createDatabase("chat", SchemaScript.declared());
  }

  @AfterEach
  void endServer() throws IOException {
    server.close();
  }

  @Test
  void everySystemAnswers503AndRecoversWithTheDatabase() throws Exception {
    try (ConfigurableApplicationContext context = RunningApp.start(url, RunningApp.CREATING)) {
      Backend backend = RunningApp.backendOf(context);
      assertWorks(backend);

      server.stop();
      assertAway(backend);

      server.start();
      awaitDatabase(backend);
      assertWorks(backend);
    }
  }

  @Test
  void aConnectionThatDiesInATransactionIs503Too() throws Exception {
    try (ConfigurableApplicationContext context = RunningApp.start(url, RunningApp.CREATING)) {
      Backend backend = RunningApp.backendOf(context);
      assertWorks(backend);

      server.stop();

      // The pool does not look at a connection that was used half a second ago, so these calls find
      // out by their statements.
      assertAway(backend.post("/api/v1/users", Map.of("name", "Ada")));
      assertAway(backend.post("/api/v1/chat/sessions", Map.of("user_id", USER)));
      assertAway(backend.post("/api/v1/chat/session", Map.of()));
    }
  }

  @Test
  void theAppStartsWithoutItsDatabase() throws Exception {
    RunningApp.start(url, RunningApp.CREATING).close();
    server.stop();
    try (ConfigurableApplicationContext context = RunningApp.start(url)) {
      Backend backend = RunningApp.backendOf(context);
      assertAway(backend);

      server.start();
      awaitDatabase(backend);
      assertWorks(backend);
    }
  }

  /** The pool tries to connect at growing intervals, and each call waits for it for 3 s. */
  private static void awaitDatabase(Backend backend) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (backend.get("/api/v1/health").status() == 503) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private static void assertWorks(Backend backend) throws Exception {
    assertThat(backend.get("/api/v1/health").status()).isEqualTo(200);
    assertThat(backend.post("/api/v1/chat/session", Map.of()).status()).isEqualTo(200);
    assertThat(backend.post("/api/v1/users", Map.of("name", "Ada")).status()).isEqualTo(201);
    assertThat(backend.post("/api/v1/chat/sessions", Map.of("user_id", USER)).status())
        .isEqualTo(201);
  }

  private static void assertAway(Backend backend) throws Exception {
    assertAway(backend.get("/api/v1/health"));
    assertAway(backend.post("/api/v1/chat/session", Map.of()));
    assertAway(backend.post("/api/v1/users", Map.of("name", "Ada")));
    assertAway(backend.post("/api/v1/chat/sessions", Map.of("user_id", USER)));
  }

  private static void assertAway(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("error")).isEqualTo("database_unavailable");
    assertThat(answer.text("message")).isNotEmpty();
  }
}
