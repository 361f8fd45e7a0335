package io.schemamedic.demo.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The database goes away and comes back: the backend says so, does not crash, and recovers by
 * itself.
 */
final class Outage {
  /**
   * The pool makes a caller wait for 3 s, and every connection that died with the server has to be
   * found out once.
   */
  private static final Duration RECOVERY_WAIT = Duration.ofSeconds(30);

  private final Stage stage;
  private final AppProcess app;

  Outage(Stage stage, AppProcess app) {
    this.stage = stage;
    this.app = app;
  }

  void check() throws Exception {
    stage.progress().section("The database goes away and comes back");
    stage.checks().group("The database goes away and comes back");
    stage.progress().during("Stopping PostgreSQL", () -> stop(stage));
    stage
        .progress()
        .during(
            "Calling each system without its database",
            () -> {
              for (Call call : calls()) {
                stage.checks().that(call.title() + " answers 503 and says why", () -> away(call));
              }
              return true;
            });
    stage.checks().that("the backend has not crashed", app.isAlive(), "it has ended");
    stage.progress().during("Starting PostgreSQL again", () -> start(stage));
    stage
        .progress()
        .during(
            "Calling each system again",
            () -> {
              for (Call call : calls()) {
                stage.checks().that(call.title() + " works again", () -> recovered(call));
              }
              return true;
            });
  }

  private static boolean stop(Stage stage) throws Exception {
    stage.server().stop();
    return true;
  }

  private static boolean start(Stage stage) throws Exception {
    stage.server().start();
    return true;
  }

  private static String away(Call call) throws Exception {
    Answer answer = call.send();
    boolean clear =
        answer.status() == 503
            && answer.text("error").equals("database_unavailable")
            && !answer.text("message").isEmpty();
    return clear ? "" : answer.toString();
  }

  private static String recovered(Call call) throws Exception {
    long deadline = System.nanoTime() + RECOVERY_WAIT.toNanos();
    Answer answer = call.send();
    while (answer.status() >= 400 && System.nanoTime() < deadline) {
      Thread.sleep(200);
      answer = call.send();
    }
    return answer.status() < 400 ? "" : answer.toString();
  }

  private List<Call> calls() {
    Backend backend = app.backend();
    List<Call> calls = new ArrayList<>();
    calls.add(new Call("health", () -> backend.get("/api/v1/health")));
    calls.add(
        new Call(Journey.CHATKIT.title(), () -> backend.post("/api/v1/chat/session", Map.of())));
    calls.add(
        new Call(
            Journey.OWNED.title(), () -> backend.post("/api/v1/users", Map.of("name", "Ada"))));
    calls.add(
        new Call(
            Journey.VET.title(),
            () ->
                backend.post(
                    "/api/v1/chat/sessions", Map.of("user_id", UUID.randomUUID().toString()))));
    return calls;
  }

  private record Call(String title, Request request) {
    Answer send() throws Exception {
      return request.send();
    }
  }

  @FunctionalInterface
  private interface Request {
    Answer send() throws Exception;
  }
}
