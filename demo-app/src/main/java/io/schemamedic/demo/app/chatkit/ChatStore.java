package io.schemamedic.demo.app.chatkit;

import io.schemamedic.demo.app.NotFoundException;
import io.schemamedic.demo.app.SqlStates;
import io.schemamedic.demo.app.chatkit.StoredMessage.Citation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code conversations} and {@code messages}, by hand-written JDBC. */
@Repository
class ChatStore {
  private final DataSource dataSource;
  private final ChatTransactions transactions;
  private final JsonMapper json;

  ChatStore(DataSource dataSource, ChatTransactions transactions, JsonMapper json) {
    this.dataSource = dataSource;
    this.transactions = transactions;
    this.json = json;
  }

  /** Creates a conversation and returns its id. */
  String createSession(Map<String, String> metadata) throws SQLException {
    String id = UUID.randomUUID().toString();
    return transactions.inTransaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO conversations (id, updated_at, metadata) VALUES (?, now(), ?::jsonb)")) {
            insert.setString(1, id);
            insert.setString(2, json.writeValueAsString(metadata));
            insert.executeUpdate();
          }
          return id;
        });
  }

  /**
   * Stores the messages of one exchange, all or none, in their order.
   *
   * @throws NotFoundException if there is no such session
   */
  List<StoredMessage> append(String sessionId, List<NewMessage> messages) throws SQLException {
    List<StoredMessage> stored;
    try {
      stored =
          transactions.inTransaction(
              connection -> {
                List<StoredMessage> rows = new ArrayList<>();
                for (NewMessage message : messages) {
                  rows.add(insert(connection, sessionId, message));
                }
                return rows;
              });
    } catch (SQLException e) {
      if (SqlStates.FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        throw unknownSession();
      }
      throw e;
    }
    touch(sessionId);
    return stored;
  }

  /**
   * The session's messages, oldest first.
   *
   * @throws NotFoundException if there is no such session
   */
  List<StoredMessage> messages(String sessionId) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      requireSession(connection, sessionId);
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT id, session_id, role, content, "timestamp", citations, selected_text
              FROM messages WHERE session_id = ? ORDER BY "timestamp", id""")) {
        select.setString(1, sessionId);
        List<StoredMessage> messages = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            messages.add(read(row));
          }
        }
        return messages;
      }
    }
  }

  private StoredMessage insert(Connection connection, String sessionId, NewMessage message)
      throws SQLException {
    // clock_timestamp(), because now() would give all messages of the transaction the same time,
    // and reading them back no order.
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO messages (id, session_id, role, content, "timestamp", citations, selected_text)
            VALUES (?, ?, ?, ?, clock_timestamp(), ?::jsonb, ?)
            RETURNING id, session_id, role, content, "timestamp", citations, selected_text""")) {
      insert.setString(1, UUID.randomUUID().toString());
      insert.setString(2, sessionId);
      insert.setString(3, message.role());
      insert.setString(4, message.content());
      insert.setString(5, json.writeValueAsString(message.citations()));
      insert.setString(6, message.selectedText());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return read(row);
      }
    }
  }

  /**
   * Notes that the conversation was used. Apart from the messages' transaction: the time only
   * serves sorting, and conversations that many callers write to would wait for each other until
   * the whole exchange is stored.
   */
  private void touch(String sessionId) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE conversations SET updated_at = now() WHERE id = ?")) {
      update.setString(1, sessionId);
      update.executeUpdate();
    }
  }

  private static void requireSession(Connection connection, String sessionId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM conversations WHERE id = ?")) {
      select.setString(1, sessionId);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw unknownSession();
        }
      }
    }
  }

  private StoredMessage read(ResultSet row) throws SQLException {
    return new StoredMessage(
        row.getString("id"),
        row.getString("session_id"),
        row.getString("role"),
        row.getString("content"),
        row.getObject("timestamp", LocalDateTime.class),
        json.readValue(row.getString("citations"), new TypeReference<List<Citation>>() {}),
        row.getString("selected_text"));
  }

  private static NotFoundException unknownSession() {
    return new NotFoundException("unknown_session", "There is no such chat session.");
  }

  /** A message to be stored. */
  record NewMessage(String role, String content, List<Citation> citations, String selectedText) {}
}
