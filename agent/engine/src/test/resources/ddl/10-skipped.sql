CREATE DOMAIN positive AS integer CHECK (VALUE > 0); --! skipped
CREATE TYPE pair AS (a int, b int); --! skipped
CREATE EXTENSION IF NOT EXISTS plpgsql; --! skipped
CREATE TABLE plain (id int PRIMARY KEY, note text);
CREATE TABLE with_domain (id int PRIMARY KEY, amount positive NOT NULL); --! skipped
--! unsupported public.with_domain
CREATE TABLE with_composite (id int, mixed pair); --! skipped
--! unsupported public.with_composite
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$ --! skipped
BEGIN
    -- CREATE TABLE not_a_table (id int);
    NEW.note := 'it''s; $$ "quoted" $$';
    RETURN NEW;
END;
$body$;
CREATE TRIGGER touch BEFORE UPDATE ON plain FOR EACH ROW EXECUTE FUNCTION touch(); --! skipped
CREATE OR REPLACE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql --! skipped
BEGIN ATOMIC
    SELECT CASE WHEN a > 0 THEN a ELSE 0 END;
    SELECT a + b;
END;
CREATE TABLE after_function (id int);
CREATE VIEW seen AS SELECT id FROM plain; --! skipped
CREATE TABLE guarded (id int, owner text);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON guarded USING (owner = current_user); --! skipped
--! unsupported public.guarded
CREATE TABLE ruled (id int);
CREATE RULE no_delete AS ON DELETE TO ruled DO INSTEAD (SELECT 1; SELECT 2); --! skipped
--! unsupported public.ruled
CREATE TABLE copied AS SELECT 1 AS one; --! skipped
--! unsupported public.copied
CREATE TABLE similar_one (LIKE plain INCLUDING ALL, extra int); --! skipped
--! unsupported public.similar_one
CREATE TABLE parent (id int);
CREATE TABLE heir (more int) INHERITS (parent); --! skipped
--! unsupported public.heir
CREATE TEMP TABLE passing (id int); --! skipped
CREATE TABLE blocked (id int);
CREATE TABLE not_blocked (id int);
DO $$ --! skipped
BEGIN
    IF true THEN
        ALTER TABLE blocked ADD COLUMN hidden int;
    END IF;
END $$;
--! unsupported public.blocked
DO $$ BEGIN PERFORM 1 FROM not_blocked; END $$; --! skipped
CREATE UNLOGGED TABLE fast (id int) WITH (fillfactor = 70); --! skipped
GRANT SELECT ON plain TO PUBLIC; --! skipped
REVOKE ALL ON plain FROM PUBLIC; --! skipped
ALTER TABLE plain OWNER TO postgres; --! skipped
ALTER TABLE plain ALTER COLUMN note SET STORAGE EXTERNAL, ALTER note SET STATISTICS 100; --! skipped
ALTER TABLE plain REPLICA IDENTITY FULL; --! skipped
ALTER TABLE plain DISABLE TRIGGER touch; --! skipped
COMMENT ON TABLE plain IS 'It''s plain';
COMMENT ON COLUMN plain.note IS 'a "note"; really';
COMMENT ON FUNCTION touch() IS 'x'; --! skipped
UPDATE plain SET note = '; -- /*' WHERE false; --! skipped
SELECT 'after_function'::regclass; --! skipped
--! unsupported public.after_function
