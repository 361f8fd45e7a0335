-- Clients, grants and keys after OpenID Connect.
CREATE TABLE oidc_client (
  client_id varchar(128) PRIMARY KEY,
  client_secret_hash bytea,
  application_type varchar(6) NOT NULL DEFAULT 'web' CHECK (application_type IN ('web', 'native')),
  redirect_uris text[] NOT NULL CHECK (cardinality(redirect_uris) > 0),
  grant_types text[] NOT NULL DEFAULT ARRAY['authorization_code']::text[],
  token_endpoint_auth_method varchar(40) NOT NULL DEFAULT 'client_secret_basic',
  default_max_age interval,
  require_auth_time boolean NOT NULL DEFAULT false,
  CHECK (grant_types <@ ARRAY['authorization_code', 'implicit', 'refresh_token', 'client_credentials']),
  CHECK (token_endpoint_auth_method = 'none' OR client_secret_hash IS NOT NULL)
);
CREATE TABLE oidc_session (
  sid uuid PRIMARY KEY,
  subject varchar(255) NOT NULL,
  auth_time timestamptz NOT NULL,
  acr varchar(255) DEFAULT NULL,
  amr varchar(20)[] DEFAULT '{pwd}'::varchar(20)[],
  address inet,
  expires timestamptz NOT NULL DEFAULT (now() AT TIME ZONE 'UTC') + '08:00:00'::interval,
  CONSTRAINT expires_later CHECK (expires > auth_time)
);
CREATE TABLE oidc_code (
  code_hash bytea PRIMARY KEY,
  client_id varchar(128) NOT NULL,
  sid uuid NOT NULL,
  nonce text,
  challenge text,
  challenge_method varchar(5),
  used boolean NOT NULL DEFAULT false,
  FOREIGN KEY (client_id) REFERENCES oidc_client (client_id) ON DELETE CASCADE,
  CONSTRAINT code_session FOREIGN KEY (sid) REFERENCES oidc_session ON DELETE CASCADE,
  CHECK (octet_length(code_hash) = 32),
  CHECK ((challenge IS NULL AND challenge_method IS NULL) OR (challenge IS NOT NULL AND challenge_method IN ('plain', 'S256'))),
  CHECK (NOT used OR nonce IS DISTINCT FROM '')
);
CREATE INDEX unused_codes ON oidc_code (client_id, sid) WHERE NOT used;
CREATE TABLE oidc_key (
  kid varchar(64) PRIMARY KEY,
  jwk jsonb NOT NULL,
  valid tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
  EXCLUDE USING gist (valid WITH &&),
  CHECK (jsonb_typeof(jwk) = 'object'),
  CHECK (jwk ->> 'kty' IS NOT NULL),
  CHECK (jwk ->> 'use' IN ('sig', 'enc'))
);
