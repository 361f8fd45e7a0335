package io.schemamedic.demo.app.vet;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.jspecify.annotations.Nullable;

/** A consultation of one user. */
@Entity
@Table(
    schema = "vet",
    name = "chat_sessions",
    indexes = @Index(name = "chat_sessions_user_id_idx", columnList = "user_id"))
class ChatSession {
  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private @Nullable UUID id;

  @Column(name = "user_id", nullable = false)
  private UUID userId;

  @Column(length = 200)
  private @Nullable String title;

  @Column(name = "is_archived")
  @ColumnDefault("false")
  private @Nullable Boolean archived = false;

  @Column(name = "created_at")
  private @Nullable Instant createdAt;

  @Column(name = "updated_at")
  private @Nullable Instant updatedAt;

  /** For Hibernate only. */
  @SuppressWarnings("NullAway.Init")
  protected ChatSession() {}

  ChatSession(UUID userId, @Nullable String title, Instant now) {
    this.userId = userId;
    this.title = title;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** Null until stored. */
  @Nullable UUID id() {
    return id;
  }

  UUID userId() {
    return userId;
  }

  @Nullable String title() {
    return title;
  }

  @Nullable Boolean archived() {
    return archived;
  }

  @Nullable Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant updatedAt() {
    return updatedAt;
  }
}
