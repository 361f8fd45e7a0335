-- Users and groups after the data model of SCIM 2.0.
CREATE TABLE scim_user (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  external_id varchar(255),
  user_name varchar(255) NOT NULL,
  display_name text DEFAULT '',
  active bool NOT NULL DEFAULT true,
  preferred_language char(5) DEFAULT 'en-GB',
  created timestamptz NOT NULL DEFAULT now(),
  last_modified timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  version int4 NOT NULL DEFAULT 1 CHECK (version >= 1),
  CONSTRAINT user_name_not_blank CHECK (length(trim(user_name)) > 0)
);
CREATE UNIQUE INDEX scim_user_name_lower ON scim_user (lower(user_name));
CREATE INDEX ON scim_user (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE scim_email (
  user_id uuid NOT NULL REFERENCES scim_user ON DELETE CASCADE,
  value varchar(320) NOT NULL CHECK (value LIKE '%_@_%'),
  type varchar(10) NOT NULL DEFAULT 'work' CHECK (type IN ('work', 'home', 'other')),
  is_primary boolean DEFAULT false,
  PRIMARY KEY (user_id, value)
);
CREATE UNIQUE INDEX one_primary ON scim_email (user_id) WHERE is_primary;

CREATE TABLE scim_group (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  display_name varchar(255) NOT NULL UNIQUE,
  meta jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE scim_member (
  group_id uuid NOT NULL,
  user_id uuid,
  subgroup_id uuid,
  FOREIGN KEY (group_id) REFERENCES scim_group (id) ON UPDATE CASCADE ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES scim_user (id) ON DELETE CASCADE,
  FOREIGN KEY (subgroup_id) REFERENCES scim_group,
  CHECK ((user_id IS NULL) <> (subgroup_id IS NULL)),
  CHECK (subgroup_id <> group_id),
  UNIQUE (group_id, user_id),
  UNIQUE (group_id, subgroup_id)
);
