package io.schemamedic.engine.catalog;

/**
 * Queries for all that is in schemas, one for each kind of object. Each has one parameter: the
 * names of the schemas, or null for all that are not the server's.
 */
final class SchemaQueries {
  private static final String IN_SCHEMAS =
      " n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
          + " AND n.nspname = ANY (COALESCE(?::name[], ARRAY[n.nspname]))";

  /** Whether the object with that oid in that catalog belongs to no extension. */
  private static final String NOT_OF_EXTENSION =
      " NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x"
          + " WHERE x.classid = 'pg_catalog.%s'::pg_catalog.regclass AND x.objid = %s"
          + " AND x.deptype = 'e')";

  static final String SCHEMAS =
      "SELECT n.nspname::text FROM pg_catalog.pg_namespace n WHERE"
          + IN_SCHEMAS
          + " AND n.nspname <> 'public' AND"
          + String.format(NOT_OF_EXTENSION, "pg_namespace", "n.oid")
          + " ORDER BY n.nspname";

  static final String ENUMS =
      "SELECT n.nspname::text, t.typname::text,"
          + " ARRAY(SELECT '''' || pg_catalog.replace(l.enumlabel, '''', '''''') || ''''"
          + "  FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder)"
          + " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
          + " WHERE t.typtype = 'e' AND"
          + IN_SCHEMAS
          + " AND"
          + String.format(NOT_OF_EXTENSION, "pg_type", "t.oid")
          + " ORDER BY n.nspname, t.typname";

  /** Columns of a sequence, as {@link SequenceOptions} reads them. */
  static final String SEQUENCE_OPTIONS =
      "pg_catalog.format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,"
          + " s.seqcache, s.seqcycle";

  /** Those of identity columns come with the columns. */
  static final String SEQUENCES =
      "SELECT n.nspname::text, c.relname::text, o.nspname::text, oc.relname::text,"
          + " a.attname::text, "
          + SEQUENCE_OPTIONS
          + " FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass"
          + "  AND d.objid = c.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass"
          + "  AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')"
          + " LEFT JOIN pg_catalog.pg_class oc ON oc.oid = d.refobjid"
          + " LEFT JOIN pg_catalog.pg_namespace o ON o.oid = oc.relnamespace"
          + " LEFT JOIN pg_catalog.pg_attribute a"
          + "  ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
          + " WHERE d.deptype IS DISTINCT FROM 'i' AND c.relpersistence <> 't' AND"
          + IN_SCHEMAS
          + " AND"
          + String.format(NOT_OF_EXTENSION, "pg_class", "c.oid")
          + " ORDER BY n.nspname, c.relname";

  static final String RELATIONS =
      "SELECT c.oid::bigint, n.nspname::text, c.relname::text, c.relkind::text,"
          + " c.relpersistence = 'u', c.relispartition, c.reloftype <> 0,"
          + " NOT c.relispartition AND EXISTS (SELECT 1 FROM pg_catalog.pg_inherits i"
          + "  WHERE i.inhrelid = c.oid),"
          + " c.relrowsecurity OR c.relforcerowsecurity OR EXISTS (SELECT 1"
          + "  FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid),"
          + " c.relhasrules, c.relhastriggers AND EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t"
          + "  WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),"
          + String.format(NOT_OF_EXTENSION, "pg_class", "c.oid")
          + ", pg_catalog.quote_literal(pg_catalog.obj_description(c.oid, 'pg_class'))"
          + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND"
          + IN_SCHEMAS
          + " ORDER BY n.nspname, c.relname";

  private static final String OF_TABLES =
      " JOIN pg_catalog.pg_class c ON c.oid = %s AND c.relkind IN ('r', 'p')"
          + "  AND c.relpersistence <> 't'"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND"
          + IN_SCHEMAS;

  /**
   * A default mentions no column, so that PostgreSQL can write it without opening the table, which
   * would wait for whoever has locked it.
   */
  static final String COLUMNS =
      "SELECT a.attrelid::bigint, a.attname::text,"
          + " pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,"
          + " CASE WHEN a.attcollation <> t.typcollation THEN l.collname::text END,"
          + " CASE WHEN ln.nspname <> 'pg_catalog' THEN ln.nspname::text END,"
          + " pg_catalog.pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0::oid"
          + "  ELSE a.attrelid END),"
          + " a.attidentity::text, a.attgenerated::text,"
          + " pg_catalog.quote_literal(cd.description),"
          + " en.nspname NOT IN ('pg_catalog', 'information_schema') AND e.typtype <> 'e' AND"
          + String.format(NOT_OF_EXTENSION, "pg_type", "e.oid")
          + ", sn.nspname::text, sc.relname::text, "
          + SEQUENCE_OPTIONS
          + " FROM pg_catalog.pg_attribute a"
          + String.format(OF_TABLES, "a.attrelid")
          + " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
          + " JOIN pg_catalog.pg_type e ON e.oid = CASE WHEN t.typcategory = 'A'"
          + "  AND t.typelem <> 0 THEN t.typelem ELSE t.oid END"
          + " JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace"
          + " LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation"
          + " LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace"
          + " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
          + " LEFT JOIN pg_catalog.pg_description cd ON cd.objoid = a.attrelid"
          + "  AND cd.classoid = 'pg_catalog.pg_class'::regclass AND cd.objsubid = a.attnum"
          + " LEFT JOIN pg_catalog.pg_depend p ON a.attidentity <> ''"
          + "  AND p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = a.attrelid"
          + "  AND p.refobjsubid = a.attnum AND p.classid = 'pg_catalog.pg_class'::regclass"
          + "  AND p.deptype = 'i'"
          + " LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = p.objid"
          + " LEFT JOIN pg_catalog.pg_class sc ON sc.oid = s.seqrelid"
          + " LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace"
          + " WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum";

  /** With the storage parameters of a key's index, which the definition does not have. */
  static final String CONSTRAINTS =
      "SELECT k.conrelid::bigint, k.conname::text, k.contype::text,"
          + " CASE WHEN k.contype <> 'n' THEN pg_catalog.pg_get_constraintdef(k.oid) END,"
          + " CASE WHEN k.contype IN ('p', 'u', 'x')"
          + "  THEN pg_catalog.array_to_string(x.reloptions, ', ') END,"
          + " CASE WHEN k.contype = 'n' THEN a.attname::text END"
          + " FROM pg_catalog.pg_constraint k"
          + String.format(OF_TABLES, "k.conrelid")
          + " LEFT JOIN pg_catalog.pg_class x ON x.oid = k.conindid"
          + " LEFT JOIN pg_catalog.pg_attribute a ON k.contype = 'n'"
          + "  AND a.attrelid = k.conrelid AND a.attnum = k.conkey[1]"
          + " WHERE k.contype IN ('p', 'u', 'c', 'x', 'f', 'n')"
          + " ORDER BY k.conrelid, pg_catalog.strpos('pucxfn', k.contype::text), k.conname";

  /** Without those of constraints. */
  static final String INDEXES =
      "SELECT i.indrelid::bigint, pg_catalog.pg_get_indexdef(i.indexrelid),"
          + " i.indisvalid AND i.indisready"
          + " FROM pg_catalog.pg_index i"
          + String.format(OF_TABLES, "i.indrelid")
          + " JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid"
          + " WHERE i.indislive AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k"
          + "  WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))"
          + " ORDER BY i.indrelid, x.relname";

  private SchemaQueries() {}
}
