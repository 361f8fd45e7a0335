package io.schemamedic.demo.app.vet;

import io.schemamedic.demo.app.InvalidRequestException;
import io.schemamedic.demo.app.Texts;
import io.schemamedic.demo.app.vet.Consultation.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** VetAssist's interface. */
@RestController
@RequestMapping("/api/v1/chat")
class VetController {
  /** Of the column {@code chat_sessions.title}. */
  private static final int MAX_TITLE_LENGTH = 200;

  private final VetStore store;
  private final Consultation consultation;

  VetController(VetStore store, Consultation consultation) {
    this.store = store;
    this.consultation = consultation;
  }

  @PostMapping("/sessions")
  @ResponseStatus(HttpStatus.CREATED)
  SessionAnswer open(@RequestBody SessionRequest request) {
    if (request.userId() == null) {
      throw new InvalidRequestException("Please send a user_id.");
    }
    if (request.title() != null && request.title().length() > MAX_TITLE_LENGTH) {
      throw new InvalidRequestException("A title has at most " + MAX_TITLE_LENGTH + " characters.");
    }
    ChatSession session = store.createSession(request.userId(), request.title());
    return new SessionAnswer(
        session.id(),
        session.userId(),
        session.title(),
        session.archived(),
        session.createdAt(),
        session.updatedAt());
  }

  @GetMapping("/sessions/{sessionId}/messages")
  List<MessageAnswer> messages(@PathVariable UUID sessionId) {
    store.session(sessionId);
    return store.messages(sessionId).stream().map(MessageAnswer::of).toList();
  }

  @PostMapping("/message")
  ExchangeAnswer ask(@RequestBody MessageRequest request) {
    if (request.sessionId() == null) {
      throw new InvalidRequestException("Please send a session_id.");
    }
    Exchange exchange =
        consultation.ask(request.sessionId(), Texts.required("content", request.content()));
    return new ExchangeAnswer(
        MessageAnswer.of(exchange.userMessage()),
        MessageAnswer.of(exchange.assistantMessage()),
        exchange.opinion().specialist(),
        exchange.opinion().confidence(),
        exchange.opinion().citations());
  }

  record SessionRequest(@Nullable UUID userId, @Nullable String title) {}

  record SessionAnswer(
      @Nullable UUID id,
      UUID userId,
      @Nullable String title,
      @Nullable Boolean isArchived,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt) {}

  record MessageRequest(@Nullable UUID sessionId, @Nullable String content) {}

  record MessageAnswer(
      @Nullable UUID id, String role, String content, @Nullable Instant createdAt) {

    static MessageAnswer of(ChatMessage message) {
      return new MessageAnswer(
          message.id(), message.role(), message.content(), message.createdAt());
    }
  }

  record ExchangeAnswer(
      MessageAnswer userMessage,
      MessageAnswer assistantMessage,
      String specialist,
      double confidence,
      List<String> citations) {}
}
