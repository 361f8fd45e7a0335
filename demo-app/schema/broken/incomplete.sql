-- The database as somebody set it up by hand: some tables, some columns, and people already use it.

-- System 1: conversations without updated_at and metadata; no messages.
CREATE TABLE public.conversations (
    id varchar(36) PRIMARY KEY
);
INSERT INTO public.conversations (id)
SELECT md5('conversation ' || n)::uuid::text FROM generate_series(1, 300) AS n;

-- System 2: users only.
CREATE SCHEMA owned;
CREATE TABLE owned.users (
    id         uuid PRIMARY KEY,
    name       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO owned.users (id, name, created_at)
SELECT md5('user ' || n)::uuid, 'User ' || n, timestamptz '2026-01-01 00:00:00+00' + n * interval '1 minute'
FROM generate_series(1, 250) AS n;

-- System 3: the namespace only.
CREATE SCHEMA vet;
