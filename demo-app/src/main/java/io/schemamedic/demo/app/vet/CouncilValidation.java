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
import java.util.UUID;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;

/** The vote of a second specialist on an answer. */
@Entity
@Table(
    schema = "vet",
    name = "council_validations",
    indexes = @Index(name = "council_validations_message_id_idx", columnList = "message_id"))
class CouncilValidation {
  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private @Nullable UUID id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(
      name = "message_id",
      nullable = false,
      foreignKey = @ForeignKey(name = "council_validations_message_id_fkey"))
  @OnDelete(action = OnDeleteAction.CASCADE)
  private ChatMessage message;

  @Column(length = 50, nullable = false)
  private String specialist;

  @Column(length = 20, nullable = false)
  private String vote;

  private @Nullable Double confidence;

  @Column(columnDefinition = "text")
  private @Nullable String reasoning;

  @Column(name = "created_at")
  private @Nullable Instant createdAt;

  /** For Hibernate only. */
  @SuppressWarnings("NullAway.Init")
  protected CouncilValidation() {}

  CouncilValidation(ChatMessage message, Opinion.Vote vote, Instant now) {
    this.message = message;
    this.specialist = vote.specialist();
    this.vote = vote.vote();
    this.confidence = vote.confidence();
    this.reasoning = vote.reasoning();
    this.createdAt = now;
  }
}
