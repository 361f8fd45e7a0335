CREATE TABLE measurement (at timestamp NOT NULL, value float8) PARTITION BY RANGE (at); --! skipped
--! unsupported public.measurement
CREATE TABLE measurement_old PARTITION OF measurement FOR VALUES FROM ('2000-01-01') TO ('2020-01-01'); --! skipped
--! unsupported public.measurement_old
CREATE TABLE measurement_new (at timestamp NOT NULL, value float8);
ALTER TABLE measurement ATTACH PARTITION measurement_new FOR VALUES FROM ('2020-01-01') TO (MAXVALUE); --! skipped
--! unsupported public.measurement_new
CREATE INDEX ON measurement (value);
CREATE TABLE sensor (id int PRIMARY KEY);
