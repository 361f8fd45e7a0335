package io.schemamedic.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keys and defaults are public: changing this test means a breaking change. */
class ConfigurationKeyTest {

  @Test
  void keysAndDefaultsAreThoseOfTheContract() {
    assertThat(
            Arrays.stream(ConfigurationKey.values())
                .map(key -> key.key() + "=" + key.defaultText()))
        .containsExactly(
            "config=null",
            "mode=observe",
            "declared=",
            "allow=",
            "deny=",
            "repair.url=null",
            "repair.user=null",
            "repair.password-file=null",
            "repair.lock-timeout=300ms",
            "repair.scope=relation",
            "repair.statement-timeout=5s",
            "repair.wait-budget=2s",
            "repair.max-per-hour=10",
            "repair.max-per-object=3",
            "repair.max-per-process=30",
            "repair.disappeared=refuse",
            "repair.ledger=null",
            "repair.refuse=",
            "retry.savepoint=false",
            "approval.valid-for=1h",
            "check.on-connect=background",
            "check.interval=5m",
            "http.host=127.0.0.1",
            "http.port=9464",
            "http.token-file=null",
            "http.basic-auth-file=null",
            "http.tls-certificate-file=null",
            "http.tls-key-file=null",
            "audit.file=null",
            "migrations.dir=null",
            "kill-switch.file=null",
            "metrics.max-relations=200",
            "metrics.bridge=false");
  }

  @Test
  void everyKeyHasItsOwnNameInTheEnvironment() {
    assertThat(ConfigurationKey.REPAIR_LOCK_TIMEOUT.environmentName())
        .isEqualTo("SCHEMAMEDIC_REPAIR_LOCK_TIMEOUT");
    assertThat(Arrays.stream(ConfigurationKey.values()).map(ConfigurationKey::environmentName))
        .doesNotHaveDuplicates();
  }
}
