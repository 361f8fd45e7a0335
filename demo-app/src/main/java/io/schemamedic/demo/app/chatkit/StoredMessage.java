package io.schemamedic.demo.app.chatkit;

import java.time.LocalDateTime;
import java.util.List;

/**
 * A message as the table {@code messages} holds it; the timestamp is in the time zone of the
 * database session.
 */
record StoredMessage(
    String id,
    String sessionId,
    String role,
    String content,
    LocalDateTime timestamp,
    List<Citation> citations,
    String selectedText) {

  /** Where an answer comes from. */
  record Citation(String title, String url) {}
}
