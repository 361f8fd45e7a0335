-- System 1, ChatKit: what the code of io.schemamedic.demo.app.chatkit needs.

CREATE TABLE public.conversations (
    id         varchar(36) PRIMARY KEY,
    updated_at timestamp DEFAULT now(),
    metadata   jsonb DEFAULT '{}'
);

CREATE TABLE public.messages (
    id            varchar(36) PRIMARY KEY,
    session_id    varchar(36) REFERENCES public.conversations (id) ON DELETE CASCADE,
    role          varchar(20) NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
    content       text NOT NULL,
    timestamp     timestamp DEFAULT now(),
    citations     jsonb DEFAULT '[]',
    selected_text text DEFAULT ''
);

CREATE INDEX messages_session_id_idx ON public.messages (session_id);
