package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckFailureTest {
  @ParameterizedTest
  @CsvSource({
    "57014, reading the catalog took too long",
    "55P03, a table is locked by somebody",
    "42501, the service's role may not read the catalog",
    "08006, the session broke while it read the catalog",
    "XX000, the catalog could not be read"
  })
  void sqlStateTellsWhyTheDatabaseIsUnknown(String sqlState, String why) {
    assertThat(CheckFailure.why(new SQLException("in any language", sqlState)))
        .isEqualTo(why + ", sqlstate " + sqlState);
  }
}
