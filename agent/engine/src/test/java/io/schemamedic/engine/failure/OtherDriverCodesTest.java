package io.schemamedic.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.entry.OtherDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherDriverCodesTest {

  /** SQLSTATE and code as the driver hands them out together. */
  @ParameterizedTest
  @CsvSource({
    "H2, 42S02, 42102, UNDEFINED_TABLE",
    "H2, 42S03, 42103, UNDEFINED_TABLE",
    "H2, 42S04, 42104, UNDEFINED_TABLE",
    "H2, 42S22, 42122, UNDEFINED_COLUMN",
    "H2, 90079, 90079, UNDEFINED_SCHEMA",
    "H2, 90022, 90022, UNDEFINED_FUNCTION",
    "H2, 90036, 90036, UNDEFINED_OBJECT",
    "H2, 90120, 90120, UNDEFINED_OBJECT",
    "H2, 90096, 90096, INSUFFICIENT_PRIVILEGE",
    "MARIADB, 42S02, 1146, UNDEFINED_TABLE",
    "MARIADB, 42S22, 1054, UNDEFINED_COLUMN",
    "MARIADB, 42000, 1049, UNDEFINED_SCHEMA",
    "MARIADB, 42000, 1305, UNDEFINED_FUNCTION",
    "MARIADB, 42000, 1142, INSUFFICIENT_PRIVILEGE",
    "MYSQL, 42S02, 1146, UNDEFINED_TABLE",
    "MYSQL, 42S22, 1054, UNDEFINED_COLUMN",
    "MYSQL, 42000, 1143, INSUFFICIENT_PRIVILEGE",
    "SQL_SERVER, S0002, 208, UNDEFINED_TABLE",
    "SQL_SERVER, 42S02, 208, UNDEFINED_TABLE",
    "SQL_SERVER, S0001, 207, UNDEFINED_COLUMN",
    "SQL_SERVER, S0062, 2812, UNDEFINED_FUNCTION",
    "SQL_SERVER, S0005, 229, INSUFFICIENT_PRIVILEGE",
    "ORACLE, 42000, 942, UNDEFINED_TABLE",
    "ORACLE, 42000, 904, UNDEFINED_COLUMN",
    "ORACLE, 42000, 2289, UNDEFINED_OBJECT",
    "ORACLE, 42000, 1031, INSUFFICIENT_PRIVILEGE"
  })
  void documentedCodeHasItsKind(
      OtherDriver driver, String sqlState, int vendorCode, FailureKind kind) {
    assertThat(OtherDriverCodes.kind(driver, sqlState, vendorCode)).isEqualTo(kind);
  }

  /** A table that exists, a syntax error, a duplicate key: what each of them says about those. */
  @ParameterizedTest
  @CsvSource({
    "H2, 42S01, 42101",
    "H2, 42000, 42000",
    "H2, 23505, 23505",
    "MARIADB, 42S01, 1050",
    "MARIADB, 42000, 1064",
    "MARIADB, 23000, 1062",
    "MYSQL, 42000, 1064",
    "SQL_SERVER, S0001, 102",
    "SQL_SERVER, 23000, 2627",
    "ORACLE, 42000, 900",
    "ORACLE, 23000, 1"
  })
  void everythingElseIsNoFailureOfTheSchema(OtherDriver driver, String sqlState, int vendorCode) {
    assertThat(OtherDriverCodes.kind(driver, sqlState, vendorCode)).isNull();
  }

  @Test
  void exceptionWithoutCodesIsNone() {
    for (OtherDriver driver : OtherDriver.values()) {
      assertThat(kindWithoutCodes(driver, null)).isNull();
    }
  }

  /** The same number means another thing elsewhere. */
  @Test
  void codeOfOneDatabaseIsNoneOfAnother() {
    assertThat(OtherDriverCodes.kind(OtherDriver.ORACLE, "42S02", 208)).isNull();
    assertThat(OtherDriverCodes.kind(OtherDriver.SQL_SERVER, "42000", 942)).isNull();
    assertThat(OtherDriverCodes.kind(OtherDriver.H2, "42S02", 1146)).isNull();
  }

  private static @Nullable FailureKind kindWithoutCodes(
      OtherDriver driver, @Nullable String sqlState) {
    return OtherDriverCodes.kind(driver, sqlState, 0);
  }
}
