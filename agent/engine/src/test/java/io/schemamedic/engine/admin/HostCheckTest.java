package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9464",
        "127.0.0.1",
        "127.0.0.1:9464",
        "127.8.8.8",
        "[::1]:9464",
        "[0:0:0:0:0:0:0:1]"
      })
  void loopbackIsAccepted(String header) throws UnknownHostException {
    assertThat(loopback().accepts(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:9464",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "app",
        "localhost:9464:1",
        "localhost:",
        "x@localhost",
        "[::2]"
      })
  void everythingElseIsRefusedOnLoopback(String header) throws UnknownHostException {
    assertThat(loopback().accepts(header)).isFalse();
  }

  /** Java's patterns take a frame for each repetition. */
  @Test
  void endlessHeaderIsRefused() throws UnknownHostException {
    assertThat(loopback().accepts('[' + ":".repeat(8_000) + "x]")).isFalse();
  }

  @Test
  void missingHeaderIsRefused() throws UnknownHostException {
    assertThat(loopback().accepts(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:9464", "app:9464", "my-app_1", "[fe80::1%eth0]", "localhost"})
  void onANetworkAddressesAndNamesWithoutDomainAreAccepted(String header)
      throws UnknownHostException {
    assertThat(HostCheck.of("0.0.0.0", InetAddress.getByName("0.0.0.0")).accepts(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "10.0.0.1.evil.example", ""})
  void onANetworkNamesThatSomebodyCanRegisterAreRefused(String header) throws UnknownHostException {
    assertThat(HostCheck.of("0.0.0.0", InetAddress.getByName("0.0.0.0")).accepts(header)).isFalse();
  }

  @Test
  void configuredNameIsAccepted() throws UnknownHostException {
    HostCheck check = HostCheck.of("Medic.Example", InetAddress.getByName("10.0.0.1"));

    assertThat(check.accepts("medic.example:9464")).isTrue();
    assertThat(check.accepts("other.example:9464")).isFalse();
  }

  private static HostCheck loopback() throws UnknownHostException {
    return HostCheck.of("127.0.0.1", InetAddress.getByName("127.0.0.1"));
  }
}
