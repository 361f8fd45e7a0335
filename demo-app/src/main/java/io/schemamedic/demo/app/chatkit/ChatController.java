package io.schemamedic.demo.app.chatkit;

import io.schemamedic.demo.app.InvalidRequestException;
import io.schemamedic.demo.app.Texts;
import io.schemamedic.demo.app.chatkit.ChatStore.NewMessage;
import io.schemamedic.demo.app.chatkit.StoredMessage.Citation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the chat widget calls. */
@RestController
@RequestMapping("/api/v1/chat/session")
class ChatController {
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private final ChatStore store;
  private final CannedReplies replies;

  ChatController(ChatStore store, CannedReplies replies) {
    this.store = store;
    this.replies = replies;
  }

  /** Opens a session; the body may hold {@code metadata}, or be absent. */
  @PostMapping
  SessionAnswer open(@RequestBody(required = false) @Nullable SessionRequest request)
      throws SQLException {
    Map<String, String> metadata =
        request == null || request.metadata() == null ? Map.of() : request.metadata();
    return new SessionAnswer(store.createSession(metadata));
  }

  /** Stores a message; one from the user is answered in the same transaction. */
  @PostMapping("/{sessionId}/messages")
  @ResponseStatus(HttpStatus.CREATED)
  MessagesAnswer append(@PathVariable String sessionId, @RequestBody MessageRequest request)
      throws SQLException {
    String role = request.role() == null ? "user" : request.role();
    if (!ROLES.contains(role)) {
      throw new InvalidRequestException("A role is one of user, assistant, system.");
    }
    String content = Texts.required("content", request.content());
    List<NewMessage> exchange = new ArrayList<>();
    exchange.add(
        new NewMessage(
            role,
            content,
            request.citations() == null ? List.of() : request.citations(),
            request.selectedText() == null ? "" : request.selectedText()));
    if (role.equals("user")) {
      exchange.add(replies.replyTo(content));
    }
    return new MessagesAnswer(store.append(sessionId, exchange));
  }

  /** The session's messages, oldest first. */
  @GetMapping("/{sessionId}/messages")
  MessagesAnswer messages(@PathVariable String sessionId) throws SQLException {
    return new MessagesAnswer(store.messages(sessionId));
  }

  record SessionRequest(@Nullable Map<String, String> metadata) {}

  record SessionAnswer(String sessionId) {}

  record MessageRequest(
      @Nullable String role,
      @Nullable String content,
      @Nullable List<Citation> citations,
      @Nullable String selectedText) {}

  record MessagesAnswer(List<StoredMessage> messages) {}
}
