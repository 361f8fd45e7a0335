package io.schemamedic.dist.program;

import java.util.List;

/** The statements of the three chat backends, each system from its parents to its children. */
final class ChatSystems {
  /** In an order in which every parent comes before its children. */
  static final List<ChatTable> TABLES =
      List.of(
          new ChatTable(
              "public.conversations",
              null,
              "INSERT INTO conversations (id, updated_at, metadata)"
                  + " VALUES (:key, now(), '{}'::jsonb)",
              "SELECT id, updated_at, metadata FROM conversations"),
          new ChatTable(
              "public.messages",
              "public.conversations",
              "INSERT INTO messages (id, session_id, role, content, \"timestamp\", citations,"
                  + " selected_text) VALUES (gen_random_uuid()::text, :parent, 'user', :key, now(),"
                  + " '[]'::jsonb, '')",
              "SELECT id, session_id, role, content, \"timestamp\", citations FROM messages"),
          new ChatTable(
              "owned.users",
              null,
              "INSERT INTO owned.users (id, name) VALUES (:key::uuid, :key)",
              "SELECT id, name, created_at FROM owned.users"),
          new ChatTable(
              "owned.conversations",
              "owned.users",
              "INSERT INTO owned.conversations (id, user_id) VALUES (:key::uuid, :parent::uuid)",
              "SELECT c.id, c.created_at FROM owned.conversations c ORDER BY c.created_at, c.id"),
          new ChatTable(
              "owned.messages",
              "owned.conversations",
              "INSERT INTO owned.messages (id, conversation_id, role, content)"
                  + " VALUES (gen_random_uuid(), :parent::uuid, 'user', :key)",
              "SELECT id, role, content, created_at FROM owned.messages ORDER BY created_at, id"),
          new ChatTable(
              "vet.chat_sessions",
              null,
              "INSERT INTO vet.chat_sessions (id, user_id, title, created_at)"
                  + " VALUES (:key::uuid, gen_random_uuid(), :key, now())",
              "SELECT s.id, s.title, s.is_archived FROM vet.chat_sessions s"),
          new ChatTable(
              "vet.chat_messages",
              "vet.chat_sessions",
              "INSERT INTO vet.chat_messages (id, session_id, role, content, citations)"
                  + " VALUES (:key::uuid, :parent::uuid, 'user', :key, '[]'::jsonb)",
              "SELECT m.id, m.content, m.confidence_score FROM vet.chat_messages m"),
          new ChatTable(
              "vet.council_validations",
              "vet.chat_messages",
              "INSERT INTO vet.council_validations (id, message_id, specialist, vote, reasoning)"
                  + " VALUES (gen_random_uuid(), :parent::uuid, 'surgeon', 'agree', :key)",
              "SELECT v.id, v.vote, v.confidence FROM vet.council_validations v"));

  private ChatSystems() {}
}
