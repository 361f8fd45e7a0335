-- The database as a forgotten migration leaves it: the namespaces are there, no table is.

CREATE SCHEMA owned;
CREATE SCHEMA vet;
