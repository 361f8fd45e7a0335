package io.schemamedic.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  private static final String SECRET = "hunter2";
  private Path directory;
  private Path script;

  @BeforeEach
  void writeScript(@TempDir Path directory) throws IOException {
    this.directory = directory;
    script = Files.writeString(directory.resolve("schema.sql"), "CREATE TABLE t (id bigint);");
  }

  @Test
  void defaultsAreThoseOfTheContract() {
    ConfigurationResult result = read("");

    assertThat(result.errors()).isEmpty();
    Configuration configuration = result.configuration();
    assertThat(configuration.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(configuration.declared()).isEmpty();
    assertThat(configuration.allow()).isEmpty();
    assertThat(configuration.deny()).isEmpty();
    assertThat(configuration.repair().url()).isEmpty();
    assertThat(configuration.repair().user()).isEmpty();
    assertThat(configuration.repair().passwordFile()).isEmpty();
    assertThat(configuration.repair().lockTimeout()).hasToString("300ms");
    assertThat(configuration.repair().statementTimeout()).hasToString("5000ms");
    assertThat(configuration.repair().waitBudget()).hasToString("2000ms");
    assertThat(configuration.repair().scope()).isEqualTo(RepairScope.RELATION);
    assertThat(configuration.repair().budget().perDatabase()).isEqualTo(10);
    assertThat(configuration.repair().budget().perObject()).isEqualTo(3);
    assertThat(configuration.repair().budget().perProcess()).isEqualTo(30);
    assertThat(configuration.repair().refusedHazards()).isEmpty();
    assertThat(configuration.repair().ledger()).isEmpty();
    assertThat(configuration.repair().disappeared()).isEqualTo(Disappeared.REFUSE);
    assertThat(configuration.retrySavepoint()).isFalse();
    assertThat(configuration.approvalValidFor()).isEqualTo(Duration.ofHours(1));
    assertThat(configuration.checkOnConnect()).isEqualTo(CheckOnConnect.BACKGROUND);
    assertThat(configuration.checkInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(configuration.http().host()).isEqualTo("127.0.0.1");
    assertThat(configuration.http().port()).isEqualTo(OptionalInt.of(9464));
    assertThat(configuration.http().token()).isEmpty();
    assertThat(configuration.http().login()).isEmpty();
    assertThat(configuration.http().tls()).isEmpty();
    assertThat(configuration.auditFile()).isEmpty();
    assertThat(configuration.migrationsDirectory()).isEmpty();
    assertThat(configuration.killSwitchFile()).isEmpty();
    assertThat(configuration.maxRelations()).isEqualTo(200);
    assertThat(configuration.metricsBridge()).isFalse();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), SECRET + "\n");
    Path token = Files.writeString(directory.resolve("token"), "sixteen-letters!\nrest");
    Path login = Files.writeString(directory.resolve("login"), "ops:s:e\r\n");
    Path certificate = Files.writeString(directory.resolve("tls.crt"), "certificate");
    Path key = Files.writeString(directory.resolve("tls.key"), "key");
    ConfigurationResult result =
        read(
            String.join(
                ";",
                "mode=repair",
                "declared=file:" + script + ",file:" + script,
                "allow=public.*,app.*",
                "deny=app.secret",
                "repair.url=jdbc:postgresql://db/app?ssl=true",
                "repair.user=owner",
                "repair.password-file=" + password,
                "repair.lock-timeout=5s",
                "repair.statement-timeout=1 s",
                "repair.wait-budget=1500ms",
                "repair.scope=statement",
                "repair.max-per-hour=3",
                "repair.max-per-object=2",
                "repair.max-per-process=1",
                "repair.ledger=ops.\"Re.pairs\"",
                "repair.refuse=left_out,LOCKS_REFERENCED_TABLE",
                "repair.disappeared=repair",
                "retry.savepoint=TRUE",
                "approval.valid-for=90m",
                "check.on-connect=off",
                "check.interval=1h",
                "http.host=0.0.0.0",
                "http.port=0",
                "http.token-file=" + token,
                "http.basic-auth-file=" + login,
                "http.tls-certificate-file=" + certificate,
                "http.tls-key-file=" + key,
                "audit.file=" + directory.resolve("audit.jsonl"),
                "migrations.dir=" + directory,
                "kill-switch.file=/no/such/file",
                "metrics.max-relations=7",
                "metrics.bridge=true"));

    assertThat(result.errors()).isEmpty();
    Configuration configuration = result.configuration();
    assertThat(configuration.mode()).isEqualTo(Mode.REPAIR);
    assertThat(configuration.declared())
        .extracting(DeclaredSource::value)
        .containsExactly(script.toString(), script.toString());
    assertThat(configuration.allow())
        .extracting(Object::toString)
        .containsExactly("public.*", "app.*");
    assertThat(configuration.deny()).extracting(Object::toString).containsExactly("app.secret");
    assertThat(configuration.repair().url()).contains("jdbc:postgresql://db/app?ssl=true");
    assertThat(configuration.repair().user()).contains("owner");
    assertThat(SecretFile.read(configuration.repair().passwordFile().orElseThrow()))
        .isEqualTo(SECRET);
    assertThat(configuration.repair().lockTimeout().toMillis()).isEqualTo(5000);
    assertThat(configuration.repair().statementTimeout().toMillis()).isEqualTo(1000);
    assertThat(configuration.repair().waitBudget().toMillis()).isEqualTo(1500);
    assertThat(configuration.repair().scope()).isEqualTo(RepairScope.STATEMENT);
    assertThat(configuration.repair().budget().perDatabase()).isEqualTo(3);
    assertThat(configuration.repair().budget().perObject()).isEqualTo(2);
    assertThat(configuration.repair().budget().perProcess()).isEqualTo(1);
    assertThat(configuration.repair().ledger())
        .contains(RelationName.of(Identifier.of("ops"), Identifier.of("Re.pairs")));
    assertThat(configuration.repair().refusedHazards())
        .containsExactlyInAnyOrder(Hazard.Kind.LEFT_OUT, Hazard.Kind.LOCKS_REFERENCED_TABLE);
    assertThat(configuration.repair().disappeared()).isEqualTo(Disappeared.REPAIR);
    assertThat(configuration.retrySavepoint()).isTrue();
    assertThat(configuration.approvalValidFor()).isEqualTo(Duration.ofMinutes(90));
    assertThat(configuration.checkOnConnect()).isEqualTo(CheckOnConnect.OFF);
    assertThat(configuration.checkInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(configuration.http().host()).isEqualTo("0.0.0.0");
    assertThat(configuration.http().port()).isEqualTo(OptionalInt.of(0));
    assertThat(configuration.http().token().orElseThrow().isOf("sixteen-letters!")).isTrue();
    assertThat(configuration.http().token().orElseThrow().isOf("sixteen-letters?")).isFalse();
    assertThat(configuration.http().login().orElseThrow().isOf("ops:s:e")).isTrue();
    assertThat(configuration.http().tls().orElseThrow().certificate()).isEqualTo("certificate");
    assertThat(configuration.http().tls().orElseThrow().key()).isEqualTo("key");
    assertThat(configuration.http().secretFiles())
        .containsExactly(token.toFile(), login.toFile(), key.toFile());
    assertThat(configuration.auditFile()).contains(directory.resolve("audit.jsonl").toFile());
    assertThat(configuration.migrationsDirectory()).contains(directory.toFile());
    assertThat(configuration.killSwitchFile()).isPresent();
    assertThat(configuration.maxRelations()).isEqualTo(7);
    assertThat(configuration.metricsBridge()).isTrue();
  }

  @Test
  void yesAndNoAreTwoWords() {
    assertThat(read("retry.savepoint=False").configuration().retrySavepoint()).isFalse();
    assertThat(read("retry.savepoint=yes").errors())
        .singleElement()
        .asString()
        .contains("retry.savepoint", "neither true nor false");
  }

  @Test
  void strongerSourceWinsAndIsRemembered() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("medic.properties"),
            "http.port=1\nhttp.host=h1\nrepair.user=u1\nrepair.max-per-hour=1\n");

    ConfigurationResult result =
        read(
            "http.port=4",
            Map.of("schemamedic.http.port", "3", "schemamedic.http.host", "h3"),
            Map.of(
                "SCHEMAMEDIC_HTTP_PORT", "2",
                "SCHEMAMEDIC_HTTP_HOST", "h2",
                "SCHEMAMEDIC_REPAIR_USER", "u2",
                "SCHEMAMEDIC_CONFIG", file.toString()));

    assertThat(result.errors()).isEmpty();
    assertThat(result.configuration().http().port()).hasValue(4);
    assertThat(result.configuration().http().host()).isEqualTo("h3");
    assertThat(result.configuration().repair().user()).contains("u2");
    assertThat(result.configuration().repair().budget().perDatabase()).isEqualTo(1);
    assertThat(result.sources())
        .hasEntrySatisfying(
            ConfigurationKey.HTTP_PORT, source -> assertThat(source).hasToString("agent arguments"))
        .hasEntrySatisfying(
            ConfigurationKey.HTTP_HOST,
            source -> assertThat(source).hasToString("system property schemamedic.http.host"))
        .hasEntrySatisfying(
            ConfigurationKey.REPAIR_USER,
            source ->
                assertThat(source).hasToString("environment variable SCHEMAMEDIC_REPAIR_USER"))
        .hasEntrySatisfying(
            ConfigurationKey.REPAIR_MAX_PER_HOUR,
            source -> assertThat(source).hasToString("file " + file))
        .hasEntrySatisfying(
            ConfigurationKey.MODE, source -> assertThat(source).hasToString("default"));
  }

  @Test
  void lonePathIsAPropertiesFile() throws IOException {
    Path file = Files.writeString(directory.resolve("a,b.properties"), "http.port = off\n");

    assertThat(read(file.toString()).configuration().http().port()).isEmpty();
  }

  @Test
  void allErrorsAreReportedAtOnceAndTheModeIsObserve() {
    ConfigurationResult result =
        read(
            "mode=repair;alow=public.*;repair.lock-timeout=6s;declared=file:/no/such.sql",
            Map.of("schemamedic.http.prot", "1"),
            Map.of("SCHEMAMEDIC_REPAIR_LOK_TIMEOUT", "1s"));

    assertThat(result.configuration().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(result.errors())
        .extracting(ConfigurationError::toString)
        .containsExactlyInAnyOrder(
            "alow (agent arguments): unknown key, did you mean allow?",
            "http.prot (system property schemamedic.http.prot): unknown key, did you mean http.port?",
            "SCHEMAMEDIC_REPAIR_LOK_TIMEOUT (environment variable SCHEMAMEDIC_REPAIR_LOK_TIMEOUT):"
                + " unknown key, did you mean SCHEMAMEDIC_REPAIR_LOCK_TIMEOUT?",
            "declared=\"file:/no/such.sql\" (agent arguments): it does not exist; accepted: file:PATH"
                + " of a DDL script, dir:PATH or classpath:PATH of migrations, hibernate, auto; several separated by"
                + " commas",
            "allow (default): empty, so that mode=repair could repair nothing; accepted: patterns of"
                + " schema.table such as public.orders or app.*, separated by commas",
            "repair.lock-timeout=\"6s\" (agent arguments): must be at most 5s: while an ALTER waits,"
                + " every later statement on the table waits behind it; accepted: 1ms to 5s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode=fix                        | not one of the accepted words",
        "mode=                           | empty",
        "mode=observe;mode=repair        | given twice",
        "allow=orders                    | no schema",
        "deny=public.Orders              | upper case",
        "declared=schema.sql             | does not begin with a kind",
        "declared=snapshot:              | nothing follows snapshot:",
        "declared=classpath://           | the whole class path is no place",
        "declared=file:/                 | it is a directory",
        "declared=file:                  | nothing follows file:",
        "repair.lock-timeout=0ms         | must be at least 1ms",
        "repair.lock-timeout=300         | units",
        "repair.lock-timeout=-1s         | units",
        "repair.wait-budget=6s           | a caller that waits",
        "repair.statement-timeout=31s    | the table is locked",
        "repair.max-per-hour=many        | not a whole number",
        "repair.max-per-hour=-1          | not from 0 to 1000",
        "repair.password-file=/no/such   | it does not exist",
        "repair.url=jdbc:mysql:x         | does not begin with jdbc:postgresql:",
        "repair.url=                     | empty",
        "approval.valid-for=25h          | must be at most",
        "approval.valid-for=soon         | units",
        "check.interval=0s               | must be at least 1s",
        "check.interval=25h              | must be at most",
        "http.port=70000                 | not from 0 to 65535",
        "http.token-file=/no/such        | it does not exist",
        "audit.file=/                    | it is a directory",
        "audit.file=/no/such/audit       | its directory does not exist",
        "migrations.dir=/no/such         | it does not exist",
        "migrations.dir=/etc/passwd      | it is not a directory",
        "config=/no/such                 | it does not exist",
        "config=/                        | it is a directory",
        "/no/such.properties             | it does not exist",
        "mode=observe;nonsense           | not of the form key=value",
        "mode=propose                    | could plan nothing",
      })
  void wrongSettingIsNamedWithItsReason(String arguments, String reason) {
    ConfigurationResult result = read(arguments);

    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0).toString()).contains(reason);
    assertThat(result.configuration().mode()).isEqualTo(Mode.OBSERVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repair.password=" + SECRET,
        "password=" + SECRET,
        "mode=repair,password=" + SECRET,
        "mode=repair,repair.password=" + SECRET,
        "allow=public.*,zzzzzzzz=" + SECRET,
        "declared=file:x,zzzzzzzz=" + SECRET,
        "mode=observe;" + SECRET,
        "repair.url=jdbc:postgresql://db/app?password=" + SECRET,
        "repair.url=jdbc:postgresql://db/app?user=u&sslpassword=" + SECRET,
        "repair.url=jdbc:postgresql://u:" + SECRET + "@db/app",
        "repair.url=" + SECRET,
      })
  void secretsAreNeverShown(String arguments) {
    ConfigurationResult result = read(arguments);

    assertThat(result.errors()).isNotEmpty();
    assertThat(ConfigurationReport.of(result.errors())).doesNotContain(SECRET);
  }

  @Test
  void passwordFileContentIsNeverShown() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), SECRET);

    ConfigurationResult result = read("repair.password-file=" + password);

    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0).toString())
        .startsWith("repair.user (agent arguments): missing")
        .doesNotContain(SECRET);
  }

  @Test
  void emptySecretFileIsAnError() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "\r\n");

    assertThat(read("http.token-file=" + token).errors())
        .singleElement()
        .hasToString(
            "http.token-file=\""
                + token
                + "\" (agent arguments): the file is empty; accepted: path"
                + " of a file whose first line is a token of 16 characters or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.token-file      | fifteen-letters    | the token has fewer than 16 characters",
        "http.token-file      | sixteen letters of | the token has blanks",
        "http.basic-auth-file | :s3cret-word       | not of the form user:password",
        "http.basic-auth-file | s3cret-word:       | not of the form user:password",
        "http.basic-auth-file | s3cret-word        | not of the form user:password",
      })
  void secretThatIsNoneIsAnErrorThatDoesNotShowIt(String key, String content, String problem)
      throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), content + "\n");

    assertThat(read(key + "=" + file).errors())
        .singleElement()
        .asString()
        .contains(key, problem)
        .doesNotContain(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.basic-auth-file=/no/such",
        "http.tls-certificate-file=/no/such;http.tls-key-file=/no/such",
        "http.tls-certificate-file=/etc/passwd",
        "http.tls-key-file=/etc/passwd",
        "http.basic-auth-flie=/etc/passwd",
        "http.basic-auth=/etc/passwd",
        "basic-auth-file=/etc/passwd",
        "http.tls-cert-file=/etc/passwd;http.tls-key=/etc/passwd"
      })
  void protectionThatCannotBeHadLeavesThePortClosed(String arguments) {
    ConfigurationResult result = read(arguments);

    assertThat(result.errors()).isNotEmpty();
    assertThat(result.configuration().http().port()).isEmpty();
  }

  @Test
  void wrongTokenLeavesThePortOpenAndReadOnly() {
    Configuration configuration = read("http.token-file=/no/such").configuration();

    assertThat(configuration.http().port()).hasValue(9464);
    assertThat(configuration.http().token()).isEmpty();
  }

  @Test
  void halfOfTlsIsAnErrorOfTheOtherHalf() {
    assertThat(read("http.tls-certificate-file=/etc/passwd").errors())
        .singleElement()
        .asString()
        .startsWith(
            "http.tls-key-file (agent arguments): missing, although there is a"
                + " http.tls-certificate-file");
  }

  @Test
  void faultsOfThePropertiesFileAreReportedWithItsName() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("medic.properties"),
            "http.port=1\nhttp.port=2\nconfig=other\nmoed=repair\n");

    assertThat(read(file.toString()).errors())
        .extracting(ConfigurationError::toString)
        .containsExactlyInAnyOrder(
            "http.port (file " + file + "): given twice",
            "config (file "
                + file
                + "): a properties file cannot name another one; accepted: path of"
                + " a properties file",
            "moed (file " + file + "): unknown key, did you mean mode?");
  }

  @Test
  void malformedPropertiesFileIsAnError() throws IOException {
    Path file = Files.writeString(directory.resolve("medic.properties"), "mode=\\u00zz\n");

    assertThat(read(file.toString()).errors()).singleElement().asString().contains("malformed");
  }

  @Test
  void killSwitchPropertyAndServiceLinksOfKubernetesAreNoUnknownKeys() {
    ConfigurationResult result =
        read(
            "",
            Map.of("schemamedic.kill-switch", "true", "other", "x"),
            Map.of(
                "SCHEMAMEDIC_SERVICE_HOST", "10.0.0.1",
                "SCHEMAMEDIC_PORT", "tcp://10.0.0.1:9464",
                "SCHEMAMEDIC_PORT_9464_TCP_ADDR", "10.0.0.1",
                "SCHEMAMEDIC_MODE", ""));

    assertThat(result.errors()).isEmpty();
  }

  @Test
  void laterErrorsAlsoForceObserve() {
    ConfigurationResult valid = read("mode=propose;declared=file:" + script);

    ConfigurationResult result =
        valid.withErrors(
            List.of(
                ConfigurationError.of(
                    "declared", ConfigurationSource.named("schema.sql"), "line 3: no end", "")));

    assertThat(valid.configuration().mode()).isEqualTo(Mode.PROPOSE);
    assertThat(result.configuration().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(result.errors()).hasSize(1);
  }

  @Test
  void reportIsOneBlockOfPrefixedLines() {
    String report = ConfigurationReport.of(read("mode=a\nb\u001b[2J;http.port=x").errors());

    assertThat(report.lines())
        .containsExactly(
            "[schema-medic] configuration: 2 errors; the service runs as it is, the agent only"
                + " observes (mode=observe)",
            "[schema-medic]   mode=\"a\\nb\\u{1b}[2J\" (agent arguments): not one of the accepted"
                + " words; accepted: observe, propose or repair",
            "[schema-medic]   http.port=\"x\" (agent arguments): not a whole number; accepted: off,"
                + " or a number from 0 (any free port) to 65535");
  }

  private static ConfigurationResult read(String arguments) {
    return read(arguments, Map.of(), Map.of());
  }

  private static ConfigurationResult read(
      String arguments, Map<String, String> properties, Map<String, String> environment) {
    return ConfigurationReader.ofLocalFiles().read(arguments, properties, environment);
  }

  @ParameterizedTest
  @EnumSource(CheckOnConnect.class)
  void eachWayToCheckCanBeAskedFor(CheckOnConnect way) {
    ConfigurationResult result =
        ConfigurationReader.ofLocalFiles()
            .read("check.on-connect=" + way.name().toLowerCase(Locale.ROOT), Map.of(), Map.of());

    assertThat(result.errors()).isEmpty();
    assertThat(result.configuration().checkOnConnect()).isEqualTo(way);
  }
}
