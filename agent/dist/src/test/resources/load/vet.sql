-- What the demo app's entities of system 3 make, in SQL: these tests have no Hibernate.

CREATE SCHEMA IF NOT EXISTS vet;

CREATE TABLE vet.chat_sessions (
    is_archived boolean DEFAULT false,
    created_at  timestamp(6) with time zone,
    updated_at  timestamp(6) with time zone,
    id          uuid NOT NULL,
    user_id     uuid NOT NULL,
    title       varchar(200),
    PRIMARY KEY (id)
);

CREATE INDEX chat_sessions_user_id_idx ON vet.chat_sessions (user_id);

CREATE TABLE vet.chat_messages (
    confidence_score float(53),
    created_at       timestamp(6) with time zone,
    id               uuid NOT NULL,
    session_id       uuid NOT NULL,
    role             varchar(20) NOT NULL,
    specialist       varchar(50),
    content          text NOT NULL,
    citations        jsonb,
    PRIMARY KEY (id)
);

CREATE INDEX chat_messages_session_id_idx ON vet.chat_messages (session_id);

ALTER TABLE vet.chat_messages
    ADD CONSTRAINT chat_messages_session_id_fkey
    FOREIGN KEY (session_id) REFERENCES vet.chat_sessions ON DELETE CASCADE;

CREATE TABLE vet.council_validations (
    confidence float(53),
    created_at timestamp(6) with time zone,
    id         uuid NOT NULL,
    message_id uuid NOT NULL,
    vote       varchar(20) NOT NULL,
    specialist varchar(50) NOT NULL,
    reasoning  text,
    PRIMARY KEY (id)
);

CREATE INDEX council_validations_message_id_idx ON vet.council_validations (message_id);

ALTER TABLE vet.council_validations
    ADD CONSTRAINT council_validations_message_id_fkey
    FOREIGN KEY (message_id) REFERENCES vet.chat_messages ON DELETE CASCADE;
