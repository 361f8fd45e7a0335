-- Actors, objects and deliveries after ActivityPub.
CREATE TYPE actor_type AS ENUM ('Person', 'Group', 'Service', 'Application', 'Organization');
CREATE TYPE visibility AS ENUM ('public', 'unlisted', 'followers', 'direct');

CREATE TABLE actors (
  id bigserial PRIMARY KEY,
  uri text NOT NULL UNIQUE,
  kind actor_type NOT NULL DEFAULT 'Person',
  preferred_username varchar(64) NOT NULL,
  domain varchar(253),
  inbox_url text NOT NULL,
  shared_inbox_url text,
  public_key text,
  followers_count int NOT NULL DEFAULT 0,
  fields jsonb DEFAULT '[]'::jsonb,
  suspended_at timestamp,
  CONSTRAINT actors_remote CHECK (domain IS NULL OR public_key IS NOT NULL),
  CONSTRAINT actors_count CHECK (followers_count BETWEEN 0 AND 2000000000)
);
CREATE UNIQUE INDEX actors_handle ON actors (lower(preferred_username), coalesce(domain, ''));

CREATE TABLE statuses (
  id bigint PRIMARY KEY,
  actor_id bigint NOT NULL REFERENCES actors ON DELETE CASCADE,
  in_reply_to_id bigint REFERENCES statuses ON DELETE SET NULL,
  visibility visibility NOT NULL DEFAULT 'public',
  content text NOT NULL DEFAULT '',
  sensitive boolean NOT NULL DEFAULT 'f',
  language varchar(8) CHECK (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  tags text[] NOT NULL DEFAULT '{}',
  published timestamptz NOT NULL DEFAULT statement_timestamp(),
  CHECK (NOT (sensitive AND visibility = 'direct')),
  CHECK (visibility NOT IN ('followers', 'direct') OR in_reply_to_id IS NULL OR sensitive)
);
CREATE INDEX statuses_by_actor ON statuses (actor_id, published DESC NULLS LAST, id);
CREATE INDEX statuses_tags ON statuses USING gin (tags);
CREATE INDEX statuses_words ON statuses USING gin (to_tsvector('english', content));

CREATE TABLE follows (
  follower_id bigint REFERENCES actors (id),
  followee_id bigint REFERENCES actors (id),
  accepted boolean,
  PRIMARY KEY (follower_id, followee_id),
  CONSTRAINT not_oneself CHECK (follower_id != followee_id)
);

CREATE UNLOGGED TABLE deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  inbox_url text NOT NULL,
  payload json NOT NULL,
  attempts smallint NOT NULL DEFAULT 0 CHECK (attempts < 20),
  next_try timestamptz DEFAULT now() + interval '5 minutes',
  last_error text
);
CREATE INDEX deliveries_due ON deliveries (next_try) WHERE attempts < 20 AND last_error IS NOT NULL;
