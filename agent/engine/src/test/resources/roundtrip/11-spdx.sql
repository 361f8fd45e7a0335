-- Packages, files and their licences after SPDX.
CREATE SCHEMA spdx; CREATE SCHEMA IF NOT EXISTS "spdx-lists";
CREATE TYPE spdx.relation AS ENUM ('DESCRIBES', 'CONTAINS', 'DEPENDS_ON', 'GENERATED_FROM', 'OTHER');
CREATE TABLE "spdx-lists".license (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  osi_approved boolean NOT NULL DEFAULT false,
  see_also text[] DEFAULT array[]::text[],
  reference_number integer UNIQUE
);
CREATE TABLE spdx.document (
  namespace text PRIMARY KEY CHECK (namespace NOT LIKE '%#%'),
  spdx_version text NOT NULL DEFAULT 'SPDX-2.3' CHECK (spdx_version ~~ 'SPDX-_._'),
  data_license text NOT NULL DEFAULT 'CC0-1.0' REFERENCES "spdx-lists".license,
  created timestamptz NOT NULL
);
CREATE TABLE spdx.package (
  document text REFERENCES spdx.document ON DELETE CASCADE,
  spdx_id text,
  name text NOT NULL,
  version_info text,
  download_location text NOT NULL DEFAULT 'NOASSERTION',
  files_analyzed boolean DEFAULT (true),
  verification_code char(40),
  concluded text REFERENCES "spdx-lists".license (id) ON DELETE SET DEFAULT DEFAULT 'NOASSERTION',
  PRIMARY KEY (document, spdx_id),
  CHECK (spdx_id LIKE 'SPDXRef-%' ESCAPE '!'),
  CHECK (files_analyzed OR verification_code IS NULL),
  CHECK (download_location IN ('NONE', 'NOASSERTION') OR download_location ~* '^(https?|git|ftp)')
);
CREATE TABLE spdx.checksum (
  document text, spdx_id text, algorithm varchar(12), value text NOT NULL,
  PRIMARY KEY (document, spdx_id, algorithm),
  FOREIGN KEY (document, spdx_id) REFERENCES spdx.package ON DELETE CASCADE ON UPDATE CASCADE NOT DEFERRABLE,
  CONSTRAINT hex CHECK (value = lower(value) AND value !~ '[^0-9a-f]'),
  CONSTRAINT lengths CHECK (length(value) = CASE algorithm WHEN 'MD5' THEN 32 WHEN 'SHA1' THEN 40 WHEN 'SHA256' THEN 64 ELSE length(value) END)
);
CREATE TABLE spdx.relationship (
  id int GENERATED ALWAYS AS IDENTITY,
  document text NOT NULL,
  from_id text NOT NULL, to_id text NOT NULL,
  kind spdx.relation NOT NULL DEFAULT 'OTHER',
  comment text,
  CONSTRAINT relationship_pk PRIMARY KEY (id),
  CONSTRAINT from_fk FOREIGN KEY (document, from_id) REFERENCES spdx.package (document, spdx_id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT other_is_explained CHECK (kind <> 'OTHER' OR coalesce(btrim(comment), '') <> ''),
  CONSTRAINT not_itself CHECK ((from_id, document) <> (to_id, '')),
  UNIQUE (document, from_id, to_id, kind)
);
ALTER TABLE spdx.relationship ADD CONSTRAINT later CHECK (length(comment) < 4000) NOT VALID;
