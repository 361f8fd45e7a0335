-- Occurrences of species after Darwin Core; numbers of all kinds.
CREATE TABLE taxon (
  taxon_id integer PRIMARY KEY,
  parent_id integer,
  scientific_name varchar(200) NOT NULL,
  rank varchar(20) NOT NULL DEFAULT 'species',
  accepted_id integer,
  extinct boolean,
  CONSTRAINT taxon_parent FOREIGN KEY (parent_id) REFERENCES taxon (taxon_id) ON DELETE RESTRICT,
  CONSTRAINT taxon_accepted FOREIGN KEY (accepted_id) REFERENCES taxon (taxon_id),
  CHECK (parent_id <> taxon_id), CHECK (accepted_id IS DISTINCT FROM taxon_id),
  CHECK (rank IN ('kingdom', 'phylum', 'class', 'order', 'family', 'genus', 'species', 'subspecies'))
);
CREATE TABLE event (
  event_id uuid PRIMARY KEY DEFAULT '00000000-0000-0000-0000-00000000000A',
  event_date daterange NOT NULL DEFAULT daterange('2000-01-01', NULL),
  decimal_latitude numeric(8,6) CHECK (decimal_latitude >= -90 AND decimal_latitude <= 90),
  decimal_longitude numeric(9,6) CHECK (abs(decimal_longitude) <= 180),
  coordinate_uncertainty real CHECK (coordinate_uncertainty > 0.0),
  elevation int4 CHECK (elevation > -11000 AND elevation < 9000),
  depth float8 DEFAULT 0 CHECK (depth >= 0),
  temperature real DEFAULT -1.5,
  geodetic_datum varchar(20) DEFAULT 'EPSG:4326',
  footprint polygon, point_in_plane point DEFAULT '(0,0)',
  CONSTRAINT both_or_none CHECK ((decimal_latitude IS NULL) = (decimal_longitude IS NULL)),
  CONSTRAINT no_overlap EXCLUDE USING gist (event_date WITH &&, footprint WITH &&) WHERE (elevation IS NOT NULL) DEFERRABLE
);
CREATE TABLE occurrence (
  occurrence_id bigint PRIMARY KEY DEFAULT (floor(random() * 1e12))::bigint,
  event_id uuid NOT NULL REFERENCES event,
  taxon_id integer REFERENCES taxon,
  basis_of_record varchar(30) NOT NULL,
  individual_count bigint DEFAULT 1 CHECK (individual_count >= 0),
  organism_quantity numeric DEFAULT 0.000,
  sex char(1), life_stage text,
  big bigint DEFAULT 9000000000, small int2 DEFAULT 32767, tiny numeric(3,3) DEFAULT .125,
  CHECK (individual_count % 1 = 0 AND individual_count / 2 >= -0),
  CHECK (sex IS NULL OR sex ~ '^[MFU]$'),
  CHECK (power(individual_count, 2) < 1e18),
  CHECK (organism_quantity + individual_count * 2 - 1 >= -1),
  CHECK (individual_count & 1 IN (0, 1))
);
CREATE INDEX occurrence_taxon ON occurrence (taxon_id NULLS FIRST, occurrence_id DESC);
CREATE INDEX occurrence_dated ON occurrence USING brin (occurrence_id);
CREATE INDEX occurrence_count ON occurrence ((individual_count * 2 + 1), abs(individual_count)) WHERE individual_count > 10 OR organism_quantity > 2.50;
