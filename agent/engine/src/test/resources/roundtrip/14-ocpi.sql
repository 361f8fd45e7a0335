-- Charging stations after OCPI; the tables come before what they refer to, and circles.
CREATE TABLE location (
  country_code char(2) NOT NULL, party_id char(3) NOT NULL, id varchar(36) NOT NULL,
  publish boolean NOT NULL,
  name varchar(255), address varchar(45) NOT NULL, city varchar(45) NOT NULL,
  latitude varchar(10) NOT NULL, longitude varchar(11) NOT NULL,
  main_evse varchar(36),
  time_zone varchar(255) NOT NULL DEFAULT 'UTC',
  opening_times json,
  last_updated timestamp with time zone NOT NULL DEFAULT timezone('utc', now()),
  PRIMARY KEY (country_code, party_id, id),
  CHECK (latitude ~ '-?[0-9]{1,2}\.[0-9]{5,7}'),
  CHECK (upper(country_code) = country_code AND upper(party_id) = party_id)
);
CREATE TABLE evse (
  uid varchar(36) PRIMARY KEY,
  country_code char(2) NOT NULL, party_id char(3) NOT NULL, location_id varchar(36) NOT NULL,
  status varchar(11) NOT NULL DEFAULT 'UNKNOWN',
  floor_level varchar(4),
  max_power int CHECK (max_power > 0 AND max_power <= 1000000),
  voltage smallint, amperage smallint,
  computed_power int GENERATED ALWAYS AS (voltage * amperage) STORED,
  CONSTRAINT evse_status CHECK (status IN ('AVAILABLE', 'BLOCKED', 'CHARGING', 'INOPERATIVE', 'OUTOFORDER', 'PLANNED', 'REMOVED', 'RESERVED', 'UNKNOWN')),
  CONSTRAINT power_fits CHECK (max_power IS NULL OR voltage IS NULL OR max_power <= voltage::integer * amperage)
);
ALTER TABLE location ADD CONSTRAINT location_evse FOREIGN KEY (main_evse) REFERENCES evse (uid) ON DELETE SET NULL;
ALTER TABLE evse ADD CONSTRAINT evse_location FOREIGN KEY (country_code, party_id, location_id) REFERENCES location ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE tariff (
  id varchar(36) PRIMARY KEY,
  currency char(3) NOT NULL DEFAULT 'EUR'::char(3),
  valid_from time DEFAULT '00:00', valid_to time with time zone,
  min_price numeric(10,4) DEFAULT 0, step interval day to second DEFAULT '1 day',
  weekdays smallint[] DEFAULT '{1,2,3,4,5}' CHECK (weekdays <@ '{1,2,3,4,5,6,7}'),
  CHECK (min_price >= 0 OR min_price = -1)
);
CREATE TABLE session (
  id varchar(36) NOT NULL,
  evse_uid varchar(36) NOT NULL REFERENCES evse ON UPDATE CASCADE,
  tariff_id varchar(36) REFERENCES tariff ON DELETE SET NULL,
  start_date_time timestamptz NOT NULL, end_date_time timestamptz,
  kwh numeric(12, 4) NOT NULL DEFAULT 0,
  auth_method varchar(12) CHECK (auth_method = ANY (ARRAY['AUTH_REQUEST'::varchar, 'COMMAND', 'WHITELIST'])),
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CHECK (end_date_time IS NULL OR end_date_time - start_date_time < '7 days'),
  CHECK (kwh >= 0.0 AND (kwh < 1000 OR auth_method IS NULL))
);
CREATE UNIQUE INDEX one_running ON session (evse_uid) WHERE end_date_time IS NULL;
