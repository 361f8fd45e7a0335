package io.schemamedic.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class ServiceConnectionTest {

  @Test
  void standbyIsWhatTheServerReports() {
    assertThat(reporting(Map.of("in_hot_standby", "on")).isReportedOnStandby()).isTrue();
    assertThat(reporting(Map.of("in_hot_standby", "off")).isReportedOnStandby()).isFalse();
  }

  @Test
  void serverThatDoesNotReportIsNotTakenForAStandby() {
    assertThat(reporting(Map.of()).isReportedOnStandby()).isFalse();
    assertThat(reporting(Map.of()).reportedSearchPath()).isNull();
  }

  private interface Reporting extends Connection, PGConnection {}

  private static ServiceConnection reporting(Map<String, String> parameters) {
    Object connection =
        Proxy.newProxyInstance(
            ServiceConnectionTest.class.getClassLoader(),
            new Class<?>[] {Reporting.class},
            (proxy, method, arguments) -> parameters.get((String) arguments[0]));
    return new ServiceConnection((Connection) connection);
  }
}
