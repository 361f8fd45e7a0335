package io.schemamedic.demo.app.owned;

import io.schemamedic.demo.app.NotFoundException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Users, their conversations and messages. Every question names the user, so nobody sees what is
 * another's.
 */
@Repository
class OwnedStore {
  private final JdbcClient jdbc;

  OwnedStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional
  User createUser(String name) {
    return jdbc.sql(
            "INSERT INTO owned.users (id, name) VALUES (?, ?) RETURNING id, name, created_at")
        .params(UUID.randomUUID(), name)
        .query(User.class)
        .single();
  }

  /**
   * Removes a user and, by the foreign keys, all that was theirs.
   *
   * @throws NotFoundException if there is no such user
   */
  @Transactional
  void deleteUser(UUID userId) {
    if (jdbc.sql("DELETE FROM owned.users WHERE id = ?").param(userId).update() == 0) {
      throw unknownUser();
    }
  }

  /**
   * Starts a conversation.
   *
   * @throws NotFoundException if the foreign key knows no such user
   */
  @Transactional
  Conversation createConversation(UUID userId) {
    try {
      return jdbc.sql(
              """
              INSERT INTO owned.conversations (id, user_id) VALUES (?, ?)
              RETURNING id, user_id, created_at, updated_at""")
          .params(UUID.randomUUID(), userId)
          .query(Conversation.class)
          .single();
    } catch (DataIntegrityViolationException e) {
      throw unknownUser();
    }
  }

  /** The user's conversations, oldest first; none if there is no such user. */
  List<Conversation> conversations(UUID userId) {
    return jdbc.sql(
            """
            SELECT id, user_id, created_at, updated_at FROM owned.conversations
            WHERE user_id = ? ORDER BY created_at, id""")
        .param(userId)
        .query(Conversation.class)
        .list();
  }

  /**
   * Stores a message and marks its conversation as used, both or neither.
   *
   * @throws NotFoundException if the user has no such conversation
   */
  @Transactional
  Message append(UUID userId, UUID conversationId, String role, String content) {
    Message message;
    try {
      message =
          jdbc.sql(
                  """
                  INSERT INTO owned.messages (id, conversation_id, role, content) VALUES (?, ?, ?, ?)
                  RETURNING id, conversation_id, role, content, created_at""")
              .params(UUID.randomUUID(), conversationId, role, content)
              .query(Message.class)
              .single();
    } catch (DataIntegrityViolationException e) {
      throw unknownConversation();
    }
    int touched =
        jdbc.sql("UPDATE owned.conversations SET updated_at = now() WHERE id = ? AND user_id = ?")
            .params(conversationId, userId)
            .update();
    if (touched == 0) {
      // Somebody else's: leaving with an exception takes the message back.
      throw unknownConversation();
    }
    return message;
  }

  /**
   * The conversation's messages by the time they were created, then by id.
   *
   * @throws NotFoundException if the user has no such conversation
   */
  List<Message> messages(UUID userId, UUID conversationId) {
    boolean owned =
        jdbc.sql("SELECT id FROM owned.conversations WHERE id = ? AND user_id = ?")
            .params(conversationId, userId)
            .query(UUID.class)
            .optional()
            .isPresent();
    if (!owned) {
      throw unknownConversation();
    }
    return jdbc.sql(
            """
            SELECT id, conversation_id, role, content, created_at FROM owned.messages
            WHERE conversation_id = ? ORDER BY created_at, id""")
        .param(conversationId)
        .query(Message.class)
        .list();
  }

  private static NotFoundException unknownUser() {
    return new NotFoundException("unknown_user", "There is no such user.");
  }

  private static NotFoundException unknownConversation() {
    return new NotFoundException("unknown_conversation", "You have no such conversation.");
  }

  record User(UUID id, String name, OffsetDateTime createdAt) {}

  record Conversation(UUID id, UUID userId, OffsetDateTime createdAt, OffsetDateTime updatedAt) {}

  record Message(
      UUID id, UUID conversationId, String role, String content, OffsetDateTime createdAt) {}
}
