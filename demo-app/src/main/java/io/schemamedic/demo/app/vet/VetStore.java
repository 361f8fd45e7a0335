package io.schemamedic.demo.app.vet;

import io.schemamedic.demo.app.NotFoundException;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Sessions, messages and validations, by JPA; each method is one transaction. */
@Repository
class VetStore {
  private final EntityManager entities;
  private final Clock clock;

  VetStore(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  @Transactional
  ChatSession createSession(UUID userId, @Nullable String title) {
    ChatSession session = new ChatSession(userId, title, now());
    entities.persist(session);
    return session;
  }

  /**
   * The session.
   *
   * @throws NotFoundException if there is none of that id
   */
  @Transactional(readOnly = true)
  ChatSession session(UUID sessionId) {
    ChatSession session = entities.find(ChatSession.class, sessionId);
    if (session == null) {
      throw new NotFoundException("unknown_session", "There is no such chat session.");
    }
    return session;
  }

  @Transactional
  ChatMessage storeQuestion(ChatSession session, String content) {
    ChatMessage message = ChatMessage.ofUser(session, content, now());
    entities.persist(message);
    return message;
  }

  @Transactional
  ChatMessage storeAnswer(ChatSession session, Opinion opinion) {
    ChatMessage message = ChatMessage.ofAssistant(session, opinion, now());
    entities.persist(message);
    return message;
  }

  @Transactional
  void storeValidation(ChatMessage answer, Opinion.Vote vote) {
    entities.persist(new CouncilValidation(answer, vote, now()));
  }

  /** The session's messages, oldest first; none if there is no such session. */
  @Transactional(readOnly = true)
  List<ChatMessage> messages(UUID sessionId) {
    return entities
        .createQuery(
            "select m from ChatMessage m where m.session.id = :sessionId order by m.createdAt, m.id",
            ChatMessage.class)
        .setParameter("sessionId", sessionId)
        .getResultList();
  }

  /** Cut to what the columns hold, so that the answer to a call equals what later calls read. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
