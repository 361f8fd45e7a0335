--
-- PostgreSQL database dump
--


-- Dumped from database version 13.4
-- Dumped by pg_dump version 13.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: forum; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA forum;


ALTER SCHEMA forum OWNER TO postgres; --! skipped

--
-- Name: rank; Type: TYPE; Schema: forum; Owner: postgres
--

CREATE TYPE forum.rank AS ENUM (
    'guest',
    'member',
    'admin'
);


ALTER TYPE forum.rank OWNER TO postgres; --! skipped

--
-- Name: slug; Type: DOMAIN; Schema: forum; Owner: postgres
--

CREATE DOMAIN forum.slug AS text --! skipped
	CONSTRAINT slug_check CHECK ((VALUE ~ '^[a-z-]+$'::text));


ALTER DOMAIN forum.slug OWNER TO postgres; --! skipped

--
-- Name: bump(); Type: FUNCTION; Schema: forum; Owner: postgres
--

CREATE FUNCTION forum.bump() RETURNS trigger --! skipped
    LANGUAGE plpgsql
    AS $$BEGIN NEW.karma := NEW.karma + 1; RETURN NEW; END;$$;


ALTER FUNCTION forum.bump() OWNER TO postgres; --! skipped

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: member; Type: TABLE; Schema: forum; Owner: postgres
--

CREATE TABLE forum.member (
    id integer NOT NULL,
    name character varying(40) NOT NULL,
    rank forum.rank DEFAULT 'guest'::forum.rank NOT NULL,
    joined timestamp with time zone DEFAULT now() NOT NULL,
    karma numeric(8,2) DEFAULT 0.0,
    bio text COLLATE pg_catalog."C",
    CONSTRAINT member_karma_check CHECK ((karma >= (0)::numeric))
);


ALTER TABLE forum.member OWNER TO postgres; --! skipped

--
-- Name: TABLE member; Type: COMMENT; Schema: forum; Owner: postgres
--

COMMENT ON TABLE forum.member IS 'People; who''s who';


--
-- Name: COLUMN member.karma; Type: COMMENT; Schema: forum; Owner: postgres
--

COMMENT ON COLUMN forum.member.karma IS 'never negative';


--
-- Name: admins; Type: VIEW; Schema: forum; Owner: postgres
--

CREATE VIEW forum.admins AS --! skipped
 SELECT member.id,
    member.name,
    member.rank,
    member.joined,
    member.karma,
    member.bio
   FROM forum.member
  WHERE (member.rank = 'admin'::forum.rank);


ALTER TABLE forum.admins OWNER TO postgres; --! skipped

--
-- Name: invoice; Type: SEQUENCE; Schema: forum; Owner: postgres
--

CREATE SEQUENCE forum.invoice
    START WITH 100
    INCREMENT BY 5
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE forum.invoice OWNER TO postgres; --! skipped

--
-- Name: log; Type: TABLE; Schema: forum; Owner: postgres
--

CREATE TABLE forum.log ( --! skipped
    at timestamp with time zone NOT NULL,
    line text
)
PARTITION BY RANGE (at);


ALTER TABLE forum.log OWNER TO postgres; --! skipped

--
-- Name: log_2020; Type: TABLE; Schema: forum; Owner: postgres
--

CREATE TABLE forum.log_2020 (
    at timestamp with time zone NOT NULL,
    line text
);


ALTER TABLE forum.log_2020 OWNER TO postgres; --! skipped

--
-- Name: member_id_seq; Type: SEQUENCE; Schema: forum; Owner: postgres
--

CREATE SEQUENCE forum.member_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE forum.member_id_seq OWNER TO postgres; --! skipped

--
-- Name: member_id_seq; Type: SEQUENCE OWNED BY; Schema: forum; Owner: postgres
--

ALTER SEQUENCE forum.member_id_seq OWNED BY forum.member.id;


--
-- Name: page; Type: TABLE; Schema: forum; Owner: postgres
--

CREATE TABLE forum.page ( --! skipped
    slug forum.slug,
    n integer
);


ALTER TABLE forum.page OWNER TO postgres; --! skipped

--
-- Name: thread; Type: TABLE; Schema: forum; Owner: postgres
--

CREATE TABLE forum.thread (
    id bigint NOT NULL,
    author integer NOT NULL,
    title text NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, title)) STORED,
    pinned boolean DEFAULT false
);


ALTER TABLE forum.thread OWNER TO postgres; --! skipped

--
-- Name: thread_id_seq; Type: SEQUENCE; Schema: forum; Owner: postgres
--

ALTER TABLE forum.thread ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME forum.thread_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: Post; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public."Post" (
    "Id" bigint NOT NULL,
    thread_id bigint,
    body text,
    meta jsonb DEFAULT '{"a": [1, 2]}'::jsonb,
    parent bigint
);


ALTER TABLE public."Post" OWNER TO postgres; --! skipped

--
-- Name: Post_Id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public."Post_Id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public."Post_Id_seq" OWNER TO postgres; --! skipped

--
-- Name: Post_Id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: postgres
--

ALTER SEQUENCE public."Post_Id_seq" OWNED BY public."Post"."Id";


--
-- Name: log_2020; Type: TABLE ATTACH; Schema: forum; Owner: postgres
--

ALTER TABLE ONLY forum.log ATTACH PARTITION forum.log_2020 FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2021-01-01 00:00:00+00'); --! skipped


--
-- Name: member id; Type: DEFAULT; Schema: forum; Owner: postgres
--

ALTER TABLE ONLY forum.member ALTER COLUMN id SET DEFAULT nextval('forum.member_id_seq'::regclass);


--
-- Name: Post Id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."Post" ALTER COLUMN "Id" SET DEFAULT nextval('public."Post_Id_seq"'::regclass);


--
-- Name: member member_name_key; Type: CONSTRAINT; Schema: forum; Owner: postgres
--

ALTER TABLE ONLY forum.member
    ADD CONSTRAINT member_name_key UNIQUE (name);


--
-- Name: member member_pkey; Type: CONSTRAINT; Schema: forum; Owner: postgres
--

ALTER TABLE ONLY forum.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);


--
-- Name: thread thread_pkey; Type: CONSTRAINT; Schema: forum; Owner: postgres
--

ALTER TABLE ONLY forum.thread
    ADD CONSTRAINT thread_pkey PRIMARY KEY (id);


--
-- Name: Post Post_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."Post"
    ADD CONSTRAINT "Post_pkey" PRIMARY KEY ("Id");


--
-- Name: member_lower; Type: INDEX; Schema: forum; Owner: postgres
--

CREATE UNIQUE INDEX member_lower ON forum.member USING btree (lower((name)::text));


--
-- Name: thread_search; Type: INDEX; Schema: forum; Owner: postgres
--

CREATE INDEX thread_search ON forum.thread USING gin (search);


--
-- Name: post_recent; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX post_recent ON public."Post" USING btree ("Id" DESC) WHERE (body IS NOT NULL);


--
-- Name: member bump; Type: TRIGGER; Schema: forum; Owner: postgres
--

CREATE TRIGGER bump BEFORE UPDATE ON forum.member FOR EACH ROW EXECUTE FUNCTION forum.bump(); --! skipped


--
-- Name: thread thread_author_fkey; Type: FK CONSTRAINT; Schema: forum; Owner: postgres
--

ALTER TABLE ONLY forum.thread
    ADD CONSTRAINT thread_author_fkey FOREIGN KEY (author) REFERENCES forum.member(id) ON DELETE CASCADE;


--
-- Name: Post Post_parent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."Post"
    ADD CONSTRAINT "Post_parent_fkey" FOREIGN KEY (parent) REFERENCES public."Post"("Id");


--
-- Name: Post Post_thread_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."Post"
    ADD CONSTRAINT "Post_thread_id_fkey" FOREIGN KEY (thread_id) REFERENCES forum.thread(id) DEFERRABLE;


--
-- Name: TABLE member; Type: ACL; Schema: forum; Owner: postgres
--

GRANT SELECT ON TABLE forum.member TO PUBLIC; --! skipped


--
-- PostgreSQL database dump complete
--



--! unsupported forum.page
--! unsupported forum.log
--! unsupported forum.log_2020
