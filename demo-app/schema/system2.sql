-- System 2, conversations with owners: what the code of io.schemamedic.demo.app.owned needs.

CREATE SCHEMA IF NOT EXISTS owned;

CREATE TABLE owned.users (
    id         uuid PRIMARY KEY,
    name       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE owned.conversations (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES owned.users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX conversations_user_id_idx ON owned.conversations (user_id);

CREATE TABLE owned.messages (
    id              uuid PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES owned.conversations (id) ON DELETE CASCADE,
    role            text NOT NULL,
    content         text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX messages_conversation_id_created_at_idx ON owned.messages (conversation_id, created_at);
