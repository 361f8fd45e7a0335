package io.schemamedic.demo.story;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A caller's way through one of the three systems: every table and column that the system needs is
 * met on it.
 */
enum Journey {
  CHATKIT(
      "1 ChatKit",
      "public",
      List.of(
          new Step(
              "POST /api/v1/chat/session",
              200,
              (backend, known) ->
                  remember(
                      known,
                      "session",
                      "session_id",
                      backend.post("/api/v1/chat/session", Map.of()))),
          new Step(
              "POST /api/v1/chat/session/{id}/messages",
              201,
              (backend, known) ->
                  backend.post(
                      chatKitMessages(known), Map.of("role", "user", "content", "Are you there?"))),
          new Step(
              "GET  /api/v1/chat/session/{id}/messages",
              200,
              (backend, known) -> backend.get(chatKitMessages(known))))),

  OWNED(
      "2 Conversations with owners",
      "owned",
      List.of(
          new Step(
              "POST /api/v1/users",
              201,
              (backend, known) ->
                  remember(
                      known, "user", "id", backend.post("/api/v1/users", Map.of("name", "Ada")))),
          new Step(
              "POST /api/v1/users/{id}/conversations",
              201,
              (backend, known) ->
                  remember(
                      known,
                      "conversation",
                      "id",
                      backend.post(
                          "/api/v1/users/" + id(known, "user") + "/conversations", Map.of()))),
          new Step(
              "POST /api/v1/users/{id}/conversations/{id}/messages",
              201,
              (backend, known) ->
                  backend.post(
                      ownedMessages(known), Map.of("role", "user", "content", "Keep this."))),
          new Step(
              "GET  /api/v1/users/{id}/conversations/{id}/messages",
              200,
              (backend, known) -> backend.get(ownedMessages(known))))),

  VET(
      "3 VetAssist",
      "vet",
      List.of(
          new Step(
              "POST /api/v1/chat/sessions",
              201,
              (backend, known) ->
                  remember(
                      known,
                      "vetSession",
                      "id",
                      backend.post(
                          "/api/v1/chat/sessions",
                          Map.of("user_id", UUID.randomUUID().toString(), "title", "Rex")))),
          new Step(
              "POST /api/v1/chat/message",
              200,
              (backend, known) ->
                  backend.post(
                      "/api/v1/chat/message",
                      Map.of(
                          "session_id",
                          id(known, "vetSession"),
                          "content",
                          "My dog has itchy skin")))));

  private final String title;
  private final String schema;
  private final List<Step> steps;

  Journey(String title, String schema, List<Step> steps) {
    this.title = title;
    this.schema = schema;
    this.steps = steps;
  }

  String title() {
    return title;
  }

  /** The schema that holds the system's tables. */
  String schema() {
    return schema;
  }

  List<Step> steps() {
    return steps;
  }

  private static Answer remember(
      Map<String, String> known, String name, String field, Answer answer) {
    if (!answer.text(field).isEmpty()) {
      known.put(name, answer.text(field));
    }
    return answer;
  }

  /** A caller that did not get as far as having an id asks for one that does not exist. */
  private static String id(Map<String, String> known, String name) {
    return known.getOrDefault(name, "00000000-0000-4000-8000-000000000000");
  }

  private static String chatKitMessages(Map<String, String> known) {
    return "/api/v1/chat/session/" + id(known, "session") + "/messages";
  }

  private static String ownedMessages(Map<String, String> known) {
    return "/api/v1/users/"
        + id(known, "user")
        + "/conversations/"
        + id(known, "conversation")
        + "/messages";
  }
}
