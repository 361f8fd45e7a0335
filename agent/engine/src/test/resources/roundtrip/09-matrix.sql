-- Rooms and events after the Matrix protocol.
CREATE TABLE IF NOT EXISTS rooms (
  room_id text NOT NULL PRIMARY KEY CHECK (room_id ~ '^!.+:.+'),
  creator text,
  is_public bool,
  room_version text NOT NULL DEFAULT '10'
);
CREATE SEQUENCE events_stream_seq;
CREATE SEQUENCE backfill_seq INCREMENT BY -1 MINVALUE -1000000 MAXVALUE -1 START WITH -1;
CREATE TABLE events (
  stream_ordering bigint NOT NULL DEFAULT nextval('events_stream_seq'),
  topological_ordering bigint NOT NULL,
  event_id text NOT NULL,
  room_id text NOT NULL,
  type text NOT NULL,
  state_key text,
  sender text NOT NULL,
  content jsonb NOT NULL,
  depth bigint DEFAULT 0 NOT NULL,
  outlier boolean DEFAULT false NOT NULL,
  origin_server_ts bigint,
  received_ts bigint DEFAULT (EXTRACT(epoch FROM now()) * 1000)::bigint,
  CONSTRAINT events_event_id UNIQUE (event_id)
);
CREATE UNIQUE INDEX events_stream ON events (stream_ordering);
ALTER TABLE ONLY events ADD CONSTRAINT events_pk PRIMARY KEY (room_id, stream_ordering);
CREATE INDEX events_order ON events (room_id, topological_ordering, stream_ordering);
CREATE INDEX events_with_url ON events (room_id, stream_ordering) WHERE type = 'm.room.message' AND outlier = false;
CREATE INDEX events_hash ON events (md5(event_id), (substring(sender, 2)));
CREATE TABLE room_memberships (
  event_id text NOT NULL REFERENCES events (event_id),
  room_id text NOT NULL,
  user_id text NOT NULL,
  membership text NOT NULL,
  forgotten integer DEFAULT 0,
  CONSTRAINT membership_known CHECK (membership IN ('invite', 'join', 'knock', 'leave', 'ban')),
  UNIQUE (event_id)
);
CREATE INDEX room_memberships_user ON room_memberships (user_id) WHERE membership IN ('join');
CREATE TABLE device_keys (
  user_id text, device_id text, ts_added_ms bigint, key_json text, signature "char" DEFAULT 'x',
  CONSTRAINT device_keys_unique UNIQUE (user_id, device_id),
  CHECK (ts_added_ms > 1000000000000),
  CHECK (length(key_json) < 65536)
);
CREATE TABLE receipts (
  room_id text REFERENCES rooms, user_id text, thread_id text, data bytea DEFAULT '\x00',
  CONSTRAINT receipts_thread CHECK (thread_id IS NULL OR position('$' in thread_id) = 1)
);
CREATE UNIQUE INDEX receipts_unthreaded ON receipts (room_id, user_id) WHERE thread_id IS NULL;
