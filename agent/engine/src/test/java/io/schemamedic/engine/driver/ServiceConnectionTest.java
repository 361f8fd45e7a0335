package io.schemamedic.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;

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

  @Test
  void backslashIsPlainOnlyIfTheDriverSaysSo() {
    assertThat(new ServiceConnection(answering(BaseConnection.class, true)).isBackslashPlain())
        .isTrue();
    assertThat(new ServiceConnection(answering(BaseConnection.class, false)).isBackslashPlain())
        .isFalse();
    assertThat(new ServiceConnection(answering(Connection.class, true)).isBackslashPlain())
        .isFalse();
  }

  private static Connection answering(Class<?> type, Object answer) {
    return (Connection)
        Proxy.newProxyInstance(
            ServiceConnectionTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer);
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
