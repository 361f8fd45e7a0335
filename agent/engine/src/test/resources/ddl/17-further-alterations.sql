create schema app;
create schema store;
create table shops (id serial primary key, name text not null, code int, mail text);
create table orders (id bigserial primary key, shop int, total numeric, check (total > 0) not valid);
alter table orders add constraint orders_shop foreign key (shop) references shops (id) on delete cascade not valid;
alter table orders alter constraint orders_shop deferrable initially deferred;
alter table orders validate constraint orders_shop; --! skipped
alter table orders alter constraint orders_shop not deferrable;
alter table orders validate constraint orders_total_check; --! skipped
alter table shops set schema app;
alter table orders set schema store;
create unique index shops_code on app.shops (code);
alter table app.shops add constraint shops_code_key unique using index shops_code;
create unique index shops_mail on app.shops using btree (mail);
alter table app.shops add unique using index shops_mail deferrable;
create table keyless (a int, b int);
create unique index keyless_ab on keyless (a, b);
alter table keyless add primary key using index keyless_ab;
alter index keyless_ab rename to keyless_key;
create index on keyless (b);
alter index keyless_b_idx rename to keyless_by_b;
alter index if exists keyless_by_b set tablespace pg_default; --! skipped
create type mood as enum ('sad', 'ok');
create table people (id int, m mood, ms mood[]);
alter type mood rename value 'sad' to 'blue';
alter type mood add value if not exists 'glad' after 'blue';
alter type mood rename to feeling;
alter type feeling set schema app;
alter table people add column later app.feeling;
create sequence numbers start 10 increment 2;
create table numbered (n int default nextval('numbers'), m bigserial, o serial);
alter sequence numbers rename to counts;
alter sequence counts set schema app;
alter sequence app.counts increment by 5 maxvalue 5000 cycle;
alter sequence numbered_m_seq increment 50 cache 20;
alter sequence numbered_o_seq restart with 7; --! skipped
create sequence plain;
alter sequence plain minvalue -5 no maxvalue;
alter sequence plain as bigint start with 3 restart;
create table parents (id int, u int, constraint parents_pk primary key (id), constraint parents_u unique (u));
create table children (p int references parents, u int references parents (u));
alter table parents drop constraint parents_u cascade;
alter table parents drop constraint parents_pk cascade;
alter table only children alter column p set statistics 100; --! skipped
alter table if exists nobody add column x int; --! skipped
create table if not exists children (other text);
alter table children set (fillfactor = 80), replica identity full; --! skipped
create schema early;
create type early.kind as enum ('a', 'b');
create sequence early.tickets;
create table early.events (id bigserial primary key, k early.kind, n bigint default nextval('early.tickets'));
create table early.entries (e bigint references early.events, id int generated always as identity);
alter schema early rename to late;
alter table late.events add column k2 late.kind;
