package io.schemamedic.engine.config;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every key of the public contract, with its default and what it accepts. */
public enum ConfigurationKey {
  CONFIG("config", null, "path of a properties file"),
  MODE("mode", "observe", "observe, propose or repair"),
  DECLARED(
      "declared",
      "",
      "file:PATH of a DDL script, dir:PATH or classpath:PATH of migrations, hibernate, auto; several"
          + " separated by commas"),
  ALLOW(
      "allow", "", "patterns of schema.table such as public.orders or app.*, separated by commas"),
  DENY("deny", "", "patterns of schema.table such as public.audit_*, separated by commas"),
  REPAIR_URL("repair.url", null, "a URL jdbc:postgresql:... without a password"),
  REPAIR_USER("repair.user", null, "a role of the database"),
  REPAIR_PASSWORD_FILE("repair.password-file", null, "path of a file that holds only the password"),
  REPAIR_LOCK_TIMEOUT("repair.lock-timeout", "300ms", "1ms to 5s"),
  REPAIR_SCOPE("repair.scope", "relation", "relation or statement"),
  REPAIR_STATEMENT_TIMEOUT("repair.statement-timeout", "5s", "1ms to 30s"),
  REPAIR_WAIT_BUDGET("repair.wait-budget", "2s", "1ms to 5s"),
  REPAIR_MAX_PER_HOUR("repair.max-per-hour", "10", "a whole number from 0 to 1000"),
  REPAIR_MAX_PER_OBJECT("repair.max-per-object", "3", "a whole number from 0 to 1000"),
  REPAIR_MAX_PER_PROCESS("repair.max-per-process", "30", "a whole number from 0 to 1000"),
  REPAIR_DISAPPEARED("repair.disappeared", "refuse", "refuse or repair"),
  REPAIR_LEDGER("repair.ledger", null, "one table as schema.table"),
  REPAIR_REFUSE("repair.refuse", "", "codes of hazards such as left_out, separated by commas"),
  RETRY_SAVEPOINT("retry.savepoint", "false", "true or false"),
  APPROVAL_VALID_FOR("approval.valid-for", "1h", "1s to 24h"),
  CHECK_ON_CONNECT("check.on-connect", "background", "off, background or blocking"),
  CHECK_INTERVAL("check.interval", "5m", "1s to 24h"),
  HTTP_HOST("http.host", "127.0.0.1", "a host name or address of this machine"),
  HTTP_PORT("http.port", "9464", "off, or a number from 0 (any free port) to 65535"),
  HTTP_TOKEN_FILE(
      "http.token-file",
      null,
      "path of a file whose first line is a token of 16 characters or more"),
  HTTP_BASIC_AUTH_FILE(
      "http.basic-auth-file", null, "path of a file whose first line is user:password"),
  HTTP_TLS_CERTIFICATE_FILE(
      "http.tls-certificate-file", null, "path of a file with the certificates in PEM"),
  HTTP_TLS_KEY_FILE(
      "http.tls-key-file", null, "path of a file with the key in PEM, PKCS#8, without a password"),
  AUDIT_FILE("audit.file", null, "path of a file in a writable directory"),
  MIGRATIONS_DIR("migrations.dir", null, "path of a writable directory"),
  KILL_SWITCH_FILE("kill-switch.file", null, "path of a file that need not exist"),
  METRICS_MAX_RELATIONS("metrics.max-relations", "200", "a whole number from 0 to 10000"),
  METRICS_BRIDGE("metrics.bridge", "false", "true or false");

  /** How a key begins as a system property. */
  static final String PROPERTY_PREFIX = "schemamedic.";

  /** How a key begins as an environment variable. */
  static final String ENVIRONMENT_PREFIX = "SCHEMAMEDIC_";

  private final String key;
  private final @Nullable String defaultText;
  private final String accepted;

  ConfigurationKey(String key, @Nullable String defaultText, String accepted) {
    this.key = key;
    this.defaultText = defaultText;
    this.accepted = accepted;
  }

  /** As written in agent arguments and in the properties file. */
  public String key() {
    return key;
  }

  /** The name of the system property. */
  public String propertyName() {
    return PROPERTY_PREFIX + key;
  }

  /** The name of the environment variable: upper case, dots and dashes as underscores. */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What holds when nothing is configured, in the form in which it would be; null for nothing. */
  public @Nullable String defaultText() {
    return defaultText;
  }

  /** The accepted values, in words for an operator. */
  public String accepted() {
    return accepted;
  }

  /** Whether a value may be shown: a URL can hold a password, also where we refuse it. */
  boolean isShown() {
    return this != REPAIR_URL;
  }

  /** The key written so; empty if there is none. */
  public static Optional<ConfigurationKey> named(String name) {
    for (ConfigurationKey candidate : values()) {
      if (candidate.key.equals(name)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  static Optional<ConfigurationKey> namedInEnvironment(String name) {
    for (ConfigurationKey candidate : values()) {
      if (candidate.environmentName().equals(name)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
