package io.schemamedic.engine.failure;

/**
 * SQLSTATEs that speak about the schema. Names follow PostgreSQL's appendix "PostgreSQL Error
 * Codes".
 */
public final class SqlStates {
  public static final String UNDEFINED_TABLE = "42P01";
  public static final String UNDEFINED_COLUMN = "42703";
  public static final String INVALID_SCHEMA_NAME = "3F000";
  public static final String UNDEFINED_OBJECT = "42704";
  public static final String UNDEFINED_FUNCTION = "42883";
  public static final String UNDEFINED_PARAMETER = "42P02";
  public static final String DATATYPE_MISMATCH = "42804";
  public static final String FEATURE_NOT_SUPPORTED = "0A000";
  public static final String INSUFFICIENT_PRIVILEGE = "42501";
  public static final String INDETERMINATE_DATATYPE = "42P18";
  public static final String DUPLICATE_TABLE = "42P07";
  public static final String DUPLICATE_COLUMN = "42701";
  public static final String DUPLICATE_OBJECT = "42710";
  public static final String UNIQUE_VIOLATION = "23505";
  public static final String INTERNAL_ERROR = "XX000";
  public static final String LOCK_NOT_AVAILABLE = "55P03";
  public static final String DEADLOCK_DETECTED = "40P01";
  public static final String SERIALIZATION_FAILURE = "40001";
  public static final String QUERY_CANCELED = "57014";
  public static final String RAISE_EXCEPTION = "P0001";

  private SqlStates() {}
}
