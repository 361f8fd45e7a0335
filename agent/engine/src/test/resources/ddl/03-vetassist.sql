/* As an object mapper writes it: every constraint apart from its table, random names. */
create table chat_messages (id uuid not null, session_id uuid not null, role varchar(20) not null, content text not null, specialist varchar(50), confidence_score float(53), citations jsonb, created_at timestamp(6) with time zone, primary key (id));
create table chat_sessions (id uuid not null, user_id uuid not null, title varchar(200), is_archived boolean default false, created_at timestamp(6) with time zone, updated_at timestamp(6) with time zone, primary key (id));
create table council_validations (id uuid not null, message_id uuid not null, specialist varchar(50) not null, vote varchar(20) not null, confidence float, reasoning text, created_at timestamp(6) with time zone, primary key (id));
create index idx_session on chat_messages (session_id);
create index idx_user on chat_sessions (user_id);
create index idx_message on council_validations (message_id);
alter table if exists chat_messages add constraint FK3cpkdtwdxndrjhrx3gt9q5ux9 foreign key (session_id) references chat_sessions on delete cascade;
alter table if exists council_validations add constraint FKmessage_of_validation foreign key (message_id) references chat_messages on delete cascade;
