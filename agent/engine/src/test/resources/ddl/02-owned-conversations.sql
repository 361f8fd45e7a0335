create schema if not exists owned authorization postgres;
set search_path = owned;

create table users (id uuid not null constraint users_pk primary key, name text);

create table conversations (
  id         uuid        primary key default gen_random_uuid(),
  user_id    uuid        not null references users on delete cascade,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create table messages (
  id              uuid default gen_random_uuid(),
  conversation_id uuid not null,
  role            text not null,
  content         text not null,
  created_at      timestamptz not null default current_timestamp,
  primary key (id),
  foreign key (conversation_id) references conversations (id) on delete cascade,
  check (length(role) > 0 and content is not null)
);
create index on messages (conversation_id, created_at);
create index on conversations (user_id);
