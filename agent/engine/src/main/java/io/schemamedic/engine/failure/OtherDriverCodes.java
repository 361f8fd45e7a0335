package io.schemamedic.engine.failure;

import io.schemamedic.entry.OtherDriver;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which codes of other databases speak about the schema, as their makers document them. H2, SQL
 * Server and Oracle are told by vendor code; MariaDB and MySQL by the SQLSTATEs of a missing table
 * and column, else by vendor code, since they send 42000 for everything else. Never a name: it
 * stands in the message only.
 */
public final class OtherDriverCodes {
  private static final Map<OtherDriver, Map<Integer, FailureKind>> VENDOR_CODES = vendorCodes();

  private OtherDriverCodes() {}

  /** The kind of the failure; null if it does not speak about the schema, or not for certain. */
  public static @Nullable FailureKind kind(
      OtherDriver driver, @Nullable String sqlState, int vendorCode) {
    if (driver == OtherDriver.MARIADB || driver == OtherDriver.MYSQL) {
      if ("42S02".equals(sqlState)) {
        return FailureKind.UNDEFINED_TABLE;
      }
      if ("42S22".equals(sqlState)) {
        return FailureKind.UNDEFINED_COLUMN;
      }
    }
    return VENDOR_CODES
        .getOrDefault(driver, Collections.<Integer, FailureKind>emptyMap())
        .get(vendorCode);
  }

  private static Map<OtherDriver, Map<Integer, FailureKind>> vendorCodes() {
    Map<OtherDriver, Map<Integer, FailureKind>> codes = new EnumMap<>(OtherDriver.class);
    Map<Integer, FailureKind> h2 = new HashMap<>();
    put(h2, FailureKind.UNDEFINED_TABLE, 42102, 42103, 42104);
    put(h2, FailureKind.UNDEFINED_COLUMN, 42122);
    put(h2, FailureKind.UNDEFINED_SCHEMA, 90079);
    put(h2, FailureKind.UNDEFINED_FUNCTION, 90022);
    put(h2, FailureKind.UNDEFINED_OBJECT, 90036, 90120);
    put(h2, FailureKind.INSUFFICIENT_PRIVILEGE, 90096);
    codes.put(OtherDriver.H2, h2);

    Map<Integer, FailureKind> mariadb = new HashMap<>();
    put(mariadb, FailureKind.UNDEFINED_SCHEMA, 1049);
    put(mariadb, FailureKind.UNDEFINED_FUNCTION, 1305);
    put(mariadb, FailureKind.INSUFFICIENT_PRIVILEGE, 1142, 1143, 1370);
    codes.put(OtherDriver.MARIADB, mariadb);
    codes.put(OtherDriver.MYSQL, mariadb);

    Map<Integer, FailureKind> sqlServer = new HashMap<>();
    put(sqlServer, FailureKind.UNDEFINED_TABLE, 208);
    put(sqlServer, FailureKind.UNDEFINED_COLUMN, 207);
    put(sqlServer, FailureKind.UNDEFINED_SCHEMA, 2760);
    put(sqlServer, FailureKind.UNDEFINED_FUNCTION, 195, 2812);
    put(sqlServer, FailureKind.UNDEFINED_OBJECT, 2715);
    put(sqlServer, FailureKind.INSUFFICIENT_PRIVILEGE, 229, 230);
    codes.put(OtherDriver.SQL_SERVER, sqlServer);

    Map<Integer, FailureKind> oracle = new HashMap<>();
    put(oracle, FailureKind.UNDEFINED_TABLE, 942);
    put(oracle, FailureKind.UNDEFINED_COLUMN, 904);
    put(oracle, FailureKind.UNDEFINED_OBJECT, 902, 2289, 4043);
    put(oracle, FailureKind.INSUFFICIENT_PRIVILEGE, 1031);
    codes.put(OtherDriver.ORACLE, oracle);
    return Collections.unmodifiableMap(codes);
  }

  private static void put(Map<Integer, FailureKind> codes, FailureKind kind, int... vendorCodes) {
    for (int code : vendorCodes) {
      codes.put(code, kind);
    }
  }
}
