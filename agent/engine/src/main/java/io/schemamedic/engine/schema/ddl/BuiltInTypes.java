package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.Identifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Names that mean a type of the server wherever they stand without a schema, because pg_catalog is
 * searched first: those base types of PostgreSQL 18 that people could name a type of theirs after.
 */
final class BuiltInTypes {
  private static final Set<String> NAMES =
      new HashSet<>(
          Arrays.asList(
              ("bit bool boolean box bpchar bytea char cid cidr circle date daterange"
                      + " datemultirange decimal float4 float8 inet int int2 int4 int4range int8"
                      + " int8range integer interval json jsonb jsonpath line lseg macaddr"
                      + " macaddr8 money name numeric numrange oid path pg_lsn point polygon real"
                      + " refcursor regclass regtype smallint text tid time timestamp timestamptz"
                      + " timetz tsquery tsrange tstzrange tsvector uuid varbit varchar xid xid8"
                      + " xml")
                  .split(" ")));

  private BuiltInTypes() {}

  static boolean contains(Identifier name) {
    return NAMES.contains(name.value());
  }
}
