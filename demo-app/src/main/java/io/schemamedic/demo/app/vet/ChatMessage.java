package io.schemamedic.demo.app.vet;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What the user or the assistant said. */
@Entity
@Table(
    schema = "vet",
    name = "chat_messages",
    indexes = @Index(name = "chat_messages_session_id_idx", columnList = "session_id"))
class ChatMessage {
  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private @Nullable UUID id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(
      name = "session_id",
      nullable = false,
      foreignKey = @ForeignKey(name = "chat_messages_session_id_fkey"))
  @OnDelete(action = OnDeleteAction.CASCADE)
  private ChatSession session;

  @Column(length = 20, nullable = false)
  private String role;

  @Column(columnDefinition = "text", nullable = false)
  private String content;

  @Column(length = 50)
  private @Nullable String specialist;

  @Column(name = "confidence_score")
  private @Nullable Double confidenceScore;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable List<String> citations;

  @Column(name = "created_at")
  private @Nullable Instant createdAt;

  /** For Hibernate only. */
  @SuppressWarnings("NullAway.Init")
  protected ChatMessage() {}

  private ChatMessage(ChatSession session, String role, String content, Instant now) {
    this.session = session;
    this.role = role;
    this.content = content;
    this.createdAt = now;
  }

  static ChatMessage ofUser(ChatSession session, String content, Instant now) {
    return new ChatMessage(session, "user", content, now);
  }

  static ChatMessage ofAssistant(ChatSession session, Opinion opinion, Instant now) {
    ChatMessage message = new ChatMessage(session, "assistant", opinion.answer(), now);
    message.specialist = opinion.specialist();
    message.confidenceScore = opinion.confidence();
    message.citations = opinion.citations();
    return message;
  }

  /** Null until stored. */
  @Nullable UUID id() {
    return id;
  }

  String role() {
    return role;
  }

  String content() {
    return content;
  }

  @Nullable String specialist() {
    return specialist;
  }

  @Nullable Double confidenceScore() {
    return confidenceScore;
  }

  @Nullable List<String> citations() {
    return citations;
  }

  @Nullable Instant createdAt() {
    return createdAt;
  }
}
