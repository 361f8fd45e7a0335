-- Timetables after GTFS: keys are texts, many codes are small numbers.
CREATE TABLE agency (
  agency_id text PRIMARY KEY,
  agency_name text NOT NULL,
  agency_timezone text NOT NULL DEFAULT 'Europe/Berlin',
  agency_lang varchar(2)
);
CREATE TABLE routes (
  route_id text PRIMARY KEY,
  agency_id text REFERENCES agency,
  route_short_name text,
  route_long_name text,
  route_type int NOT NULL CHECK (route_type IN (0, 1, 2, 3, 4, 5, 6, 7, 11, 12)),
  route_color char(6) DEFAULT 'FFFFFF' CHECK (route_color SIMILAR TO '[0-9A-F]{6}'),
  route_sort_order integer CHECK (route_sort_order >= 0),
  CONSTRAINT some_name CHECK (COALESCE(route_short_name, route_long_name) IS NOT NULL)
);
CREATE TABLE stops (
  stop_id text PRIMARY KEY,
  stop_code text UNIQUE,
  stop_lat double precision NOT NULL,
  stop_lon double precision NOT NULL,
  location_type smallint NOT NULL DEFAULT 0,
  parent_station text REFERENCES stops (stop_id),
  wheelchair_boarding smallint DEFAULT '0',
  CHECK (stop_lat BETWEEN -90 AND 90),
  CHECK (stop_lon BETWEEN -180.0 AND 180.0),
  CHECK (location_type = 0 OR location_type = 1 OR location_type = 2),
  CHECK (CASE location_type WHEN 1 THEN parent_station IS NULL ELSE true END)
);
CREATE INDEX stops_by_place ON stops (round(stop_lat::numeric, 3), round(stop_lon::numeric, 3));
CREATE TABLE calendar (
  service_id text PRIMARY KEY,
  monday bit NOT NULL DEFAULT B'1',
  days bit(7) NOT NULL DEFAULT B'1111100',
  weekend bit varying(2) DEFAULT X'0',
  start_date date NOT NULL DEFAULT CURRENT_DATE,
  end_date date NOT NULL DEFAULT '2099-12-31',
  CONSTRAINT in_order CHECK (start_date <= end_date)
);
CREATE TABLE trips (
  trip_id text PRIMARY KEY,
  route_id text NOT NULL REFERENCES routes ON DELETE CASCADE,
  service_id text NOT NULL REFERENCES calendar ON DELETE CASCADE,
  direction_id smallint CHECK (direction_id IS NULL OR direction_id IN (0, 1))
);
CREATE TABLE stop_times (
  trip_id text NOT NULL REFERENCES trips,
  stop_sequence int NOT NULL,
  stop_id text NOT NULL REFERENCES stops,
  arrival interval NOT NULL DEFAULT '0',
  departure interval NOT NULL,
  timepoint bool DEFAULT 'yes',
  CONSTRAINT stop_times_pk PRIMARY KEY (trip_id, stop_sequence) INCLUDE (stop_id),
  CONSTRAINT after_arrival CHECK (departure >= arrival AND departure < interval '48 hours')
);
CREATE INDEX stop_times_stop ON stop_times (stop_id, departure) WITH (fillfactor = 80);
