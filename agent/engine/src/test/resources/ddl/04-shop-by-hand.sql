BEGIN;
CREATE TYPE order_state AS ENUM ('new', 'paid', 'it''s shipped', 'gone');
create table customer (
    customer_id  SERIAL PRIMARY KEY,
    email        character varying ( 320 ) UNIQUE NOT NULL,
    nickname     text COLLATE "C",
    score        numeric(10 , 2) DEFAULT -1.5 CHECK (score >= -1.5),
    born         date CONSTRAINT not_in_future CHECK (born < '2100-01-01'),
    tags         text[] DEFAULT ARRAY['a', 'b']::text[] NOT NULL,
    matrix       int[][] ,
    flags        bit varying(8) DEFAULT B'1010',
    price_range  int4range DEFAULT '[1,5)'
);
CREATE TABLE "order" (
    id bigserial,
    customer_id int NOT NULL REFERENCES customer ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    state order_state DEFAULT 'new' NOT NULL,
    states order_state[] DEFAULT '{}',
    placed timestamp(3) without time zone DEFAULT (now() AT TIME ZONE 'utc'),
    wait interval day to second(3) DEFAULT INTERVAL '1 day',
    amount numeric DEFAULT CASE WHEN true THEN 1 ELSE NULL END CHECK (amount > 0) NOT NULL,
    CONSTRAINT order_pk PRIMARY KEY (id),
    CONSTRAINT "one per state" UNIQUE (customer_id, state) INCLUDE (amount)
);
COMMIT;
--! next
CREATE UNIQUE INDEX order_placed ON "order" USING btree (placed DESC NULLS LAST) WHERE state <> 'gone';
CREATE INDEX ON "order" (customer_id);
ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'returned' AFTER 'paid';
ALTER TYPE order_state ADD VALUE 'draft' BEFORE 'new';
INSERT INTO customer (email) VALUES ('a;b''--'), ('/*'); --! skipped
--! next
BEGIN;
DROP TABLE "order";
ROLLBACK;
