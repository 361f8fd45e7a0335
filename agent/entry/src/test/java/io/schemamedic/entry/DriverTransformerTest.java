package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverTransformerTest {

  @ParameterizedTest
  @EnumSource
  void classesOfOtherDriversAreSeen(OtherDriver driver) {
    assertThat(driver.classes())
        .isNotEmpty()
        .allMatch(name -> DriverTransformer.isInstrumented(name.replace('.', '/')));
  }

  /** A class of a driver that is not woven, wrappers and look-alikes, a driver nobody knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/h2/jdbc/JdbcResultSet",
        "org/h2/engine/Session",
        "org/mariadb/jdbc/Driver",
        "com/mysql/cj/jdbc/StatementWrapper",
        "com/microsoft/sqlserver/jdbc/SQLServerConnection",
        "oracle/jdbc/driver/OracleStatementWrapper",
        "com/example/org/h2/jdbc/JdbcStatement",
        "org/hsqldb/jdbc/JDBCStatement",
        "java/lang/String"
      })
  void allOthersAreNot(String name) {
    assertThat(DriverTransformer.isInstrumented(name)).isFalse();
  }

  @Test
  void hibernateIsHandedOutAsItIsWhereNobodyAsksForItsMapping() {
    String coordinator = "org/hibernate/tool/schema/spi/SchemaManagementToolCoordinator";
    DriverTransformer transformer = new DriverTransformer("mode=repair;declared=file:shop.sql");

    assertThat(DriverTransformer.isInstrumented(coordinator)).isTrue();
    assertThat(transformer.transform(null, coordinator, null, null, new byte[0])).isNull();
    assertThat(transformer.switchOff()).isNull();
  }

  @Test
  void unknownClassIsHandedOutAsItIs() {
    DriverTransformer transformer = new DriverTransformer(null);

    assertThat(
            transformer.transform(null, "org/hsqldb/jdbc/JDBCStatement", null, null, new byte[0]))
        .isNull();
    assertThat(transformer.switchOff()).isNull();
  }
}
