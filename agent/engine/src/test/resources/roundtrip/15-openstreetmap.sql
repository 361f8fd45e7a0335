-- Nodes, ways and relations after OpenStreetMap, as a numbered set of changes.
CREATE TYPE nwr_enum AS ENUM ('Node', 'Way');
--! next
ALTER TYPE nwr_enum ADD VALUE 'Relation';
--! next
ALTER TYPE nwr_enum ADD VALUE 'Area' BEFORE 'Relation';
--! next
CREATE TABLE changesets (id bigserial NOT NULL, user_id bigint NOT NULL, created_at timestamp without time zone NOT NULL, closed_at timestamp, num_changes integer DEFAULT 0 NOT NULL);
ALTER TABLE ONLY changesets ADD CONSTRAINT changesets_pkey PRIMARY KEY (id);
CREATE TABLE nodes (node_id bigint NOT NULL, latitude integer NOT NULL, longitude integer NOT NULL, changeset_id bigint NOT NULL, visible boolean NOT NULL, "timestamp" timestamp without time zone NOT NULL, tile bigint NOT NULL, version bigint NOT NULL);
ALTER TABLE nodes ADD PRIMARY KEY (node_id, version);
ALTER TABLE nodes ADD FOREIGN KEY (changeset_id) REFERENCES changesets (id);
ALTER TABLE nodes ADD COLUMN redaction_id integer, ADD COLUMN note varchar(255) DEFAULT 'none' NOT NULL;
ALTER TABLE nodes ALTER COLUMN note DROP NOT NULL, ALTER COLUMN note SET DEFAULT '', ALTER COLUMN note TYPE text;
ALTER TABLE nodes RENAME COLUMN note TO remark;
CREATE TABLE node_tags (node_id bigint NOT NULL, version bigint NOT NULL, k varchar DEFAULT '' NOT NULL, v varchar DEFAULT '' NOT NULL, PRIMARY KEY (node_id, version, k), CONSTRAINT node_tags_id_fkey FOREIGN KEY (node_id, version) REFERENCES nodes (node_id, version));
CREATE TABLE relation_members (relation_id bigint NOT NULL, member_type nwr_enum NOT NULL, member_id bigint NOT NULL, member_role varchar NOT NULL, sequence_id integer DEFAULT 0 NOT NULL, extra integer);
ALTER TABLE relation_members DROP COLUMN extra;
ALTER TABLE relation_members ADD CHECK (member_type IN ('Node', 'Way', 'Relation'));
ALTER TABLE relation_members ADD CONSTRAINT relation_members_key UNIQUE (relation_id, sequence_id) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE relation_members RENAME TO members;
CREATE INDEX nodes_tile ON nodes (tile);
CREATE INDEX nodes_time ON nodes ("timestamp" DESC) WHERE visible AND (redaction_id IS NULL OR redaction_id > 5);
ALTER INDEX nodes_tile RENAME TO nodes_tile_idx;
CREATE TABLE old_things (id serial, a int, CHECK (a > 0));
DROP TABLE old_things;
