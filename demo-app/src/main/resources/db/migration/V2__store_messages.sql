-- System 1, ChatKit: what the code of io.schemamedic.demo.app.chatkit needs besides.

ALTER TABLE public.conversations ADD COLUMN IF NOT EXISTS updated_at timestamp DEFAULT now();
ALTER TABLE public.conversations ADD COLUMN IF NOT EXISTS metadata jsonb DEFAULT '{}';

CREATE TABLE IF NOT EXISTS public.messages (
    id            varchar(36) PRIMARY KEY,
    session_id    varchar(36) REFERENCES public.conversations (id) ON DELETE CASCADE,
    role          varchar(20) NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
    content       text NOT NULL,
    timestamp     timestamp DEFAULT now(),
    citations     jsonb DEFAULT '[]',
    selected_text text DEFAULT ''
);

CREATE INDEX IF NOT EXISTS messages_session_id_idx ON public.messages (session_id);
