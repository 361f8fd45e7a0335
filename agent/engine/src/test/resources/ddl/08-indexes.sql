CREATE TABLE doc (id int, title text, body text, tags text[], props jsonb, span tsrange, deleted boolean, n int);
CREATE INDEX doc_title_lower ON doc (lower(title));
CREATE INDEX ON doc ((n + 1), title);
CREATE INDEX doc_tags ON doc USING gin (tags);
CREATE INDEX doc_props ON doc USING GIN (props jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX doc_a ON doc ((props ->> 'a'), (props -> 'b' ->> 'c')) WHERE NOT deleted AND props ? 'a';
CREATE INDEX doc_any ON doc (id) WHERE props ?| ARRAY['x', 'y'] OR props @> '{"k": "?"}' OR n =-1;
CREATE INDEX doc_span ON doc USING gist (span);
--! next
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS doc_live ON ONLY doc (title COLLATE "C" DESC, id) INCLUDE (n) WHERE deleted IS NOT TRUE;
--! next
CREATE UNIQUE INDEX doc_nulls ON doc (n) NULLS NOT DISTINCT;
CREATE INDEX doc_gone ON doc (n, id);
CREATE INDEX IF NOT EXISTS doc_gone ON doc (body);
CREATE INDEX ON doc (id, n);
DROP INDEX doc_gone, doc_id_n_idx;
ALTER INDEX doc_span RENAME TO doc_time;
ALTER TABLE doc ADD CONSTRAINT no_overlap EXCLUDE USING gist (span WITH &&) WHERE (n > 0);
CREATE MATERIALIZED VIEW doc_titles AS SELECT title FROM doc; --! skipped
CREATE INDEX doc_titles_title ON doc_titles (title); --! skipped
