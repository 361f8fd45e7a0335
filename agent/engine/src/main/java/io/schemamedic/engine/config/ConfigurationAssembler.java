package io.schemamedic.engine.config;

import static io.schemamedic.engine.config.ConfigurationKey.ALLOW;
import static io.schemamedic.engine.config.ConfigurationKey.DECLARED;

import io.schemamedic.engine.plan.Hazard;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns texts into a configuration and reports every text that cannot be turned. */
final class ConfigurationAssembler {
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(24);

  private final Settings settings;
  private final SettingParser parser;
  private final ConfigurationFiles files;

  ConfigurationAssembler(Settings settings, ConfigurationFiles files) {
    this.settings = settings;
    this.parser = new SettingParser(settings);
    this.files = files;
  }

  Configuration assemble() {
    Mode mode = parser.value(ConfigurationKey.MODE, text -> EnumText.parse(Mode.class, text));
    List<DeclaredSource> declared = parser.list(DECLARED, this::declaredSource);
    List<RelationPattern> allow = parser.list(ALLOW, RelationPattern::parse);
    List<RelationPattern> deny = parser.list(ConfigurationKey.DENY, RelationPattern::parse);
    requireSense(mode);
    return new Configuration(
        mode,
        declared,
        allow,
        deny,
        repair(),
        parser.value(ConfigurationKey.RETRY_SAVEPOINT, BooleanText::parse),
        parser.value(ConfigurationKey.APPROVAL_VALID_FOR, ConfigurationAssembler::validity),
        parser.value(ConfigurationKey.CHECK_ON_CONNECT, CheckOnConnect::parse),
        parser.value(ConfigurationKey.CHECK_INTERVAL, ConfigurationAssembler::interval),
        new HttpAssembler(settings, files).assemble(),
        file(ConfigurationKey.AUDIT_FILE, files::requireAppendable).orElse(null),
        file(ConfigurationKey.MIGRATIONS_DIR, files::requireWritableDirectory).orElse(null),
        file(ConfigurationKey.KILL_SWITCH_FILE, files::requireVisible).orElse(null),
        parser.value(
            ConfigurationKey.METRICS_MAX_RELATIONS, text -> NumberText.parse(text, 0, 10_000)),
        parser.value(ConfigurationKey.METRICS_BRIDGE, BooleanText::parse));
  }

  private RepairSettings repair() {
    Optional<String> url = parser.optional(ConfigurationKey.REPAIR_URL, RepairUrl::parse);
    Optional<String> user = parser.optional(ConfigurationKey.REPAIR_USER, text -> text);
    Optional<File> passwordFile = secretFile(ConfigurationKey.REPAIR_PASSWORD_FILE);
    if (passwordFile.isPresent() && !user.isPresent()) {
      settings.add(
          ConfigurationError.of(
              ConfigurationKey.REPAIR_USER,
              settings.sourceOf(ConfigurationKey.REPAIR_PASSWORD_FILE),
              "missing, although there is a repair.password-file for it"));
    }
    return new RepairSettings(
        url.orElse(null),
        user.orElse(null),
        passwordFile.orElse(null),
        parser.value(
            ConfigurationKey.REPAIR_LOCK_TIMEOUT, text -> LockTimeout.of(DurationText.parse(text))),
        parser.value(
            ConfigurationKey.REPAIR_STATEMENT_TIMEOUT,
            text -> StatementTimeout.of(DurationText.parse(text))),
        parser.value(
            ConfigurationKey.REPAIR_WAIT_BUDGET, text -> WaitBudget.of(DurationText.parse(text))),
        parser.value(
            ConfigurationKey.REPAIR_SCOPE, text -> EnumText.parse(RepairScope.class, text)),
        new RepairBudget(
            repairsPerHour(ConfigurationKey.REPAIR_MAX_PER_HOUR),
            repairsPerHour(ConfigurationKey.REPAIR_MAX_PER_OBJECT),
            repairsPerHour(ConfigurationKey.REPAIR_MAX_PER_PROCESS)),
        parser.value(
            ConfigurationKey.REPAIR_DISAPPEARED, text -> EnumText.parse(Disappeared.class, text)),
        parser.optional(ConfigurationKey.REPAIR_LEDGER, RelationPattern::parseExactly).orElse(null),
        parser.list(
            ConfigurationKey.REPAIR_REFUSE, text -> EnumText.parse(Hazard.Kind.class, text)));
  }

  private int repairsPerHour(ConfigurationKey key) {
    return parser.value(key, text -> NumberText.parse(text, 0, 1000));
  }

  /** What each setting allows alone, but makes no sense together. */
  private void requireSense(Mode mode) {
    // Looked up as text: a list whose entries are all wrong has been reported already.
    if (mode == Mode.REPAIR && isEmpty(ALLOW)) {
      settings.add(
          ConfigurationError.of(
              ALLOW, settings.sourceOf(ALLOW), "empty, so that mode=repair could repair nothing"));
    }
    if (mode != Mode.OBSERVE && isEmpty(DECLARED)) {
      String problem =
          "empty, so that mode=" + mode.name().toLowerCase(Locale.ROOT) + " could plan nothing";
      settings.add(ConfigurationError.of(DECLARED, settings.sourceOf(DECLARED), problem));
    }
  }

  private boolean isEmpty(ConfigurationKey key) {
    return settings.get(key).map(setting -> setting.text().isEmpty()).orElse(true);
  }

  private DeclaredSource declaredSource(String entry) throws IOException {
    DeclaredSource source = DeclaredSource.parse(entry);
    if (source.kind() == DeclaredSource.Kind.FILE) {
      files.requireReadable(source.value());
    }
    return source;
  }

  private static Duration interval(String text) {
    return DurationText.requireBetween(
        DurationText.parse(text),
        SHORTEST_INTERVAL,
        LONGEST_INTERVAL,
        "a gap should be noticed within a day");
  }

  private static Duration validity(String text) {
    return DurationText.requireBetween(
        DurationText.parse(text),
        SHORTEST_INTERVAL,
        LONGEST_INTERVAL,
        "what was looked at a day ago is nothing to approve");
  }

  private Optional<File> secretFile(ConfigurationKey key) {
    return file(key, path -> SecretFile.withoutLineEnd(files.read(path)));
  }

  private Optional<File> file(ConfigurationKey key, FileProof proof) {
    return parser.optional(
        key,
        path -> {
          proof.require(path);
          return new File(path);
        });
  }

  /** What a path has to fulfil. */
  private interface FileProof {
    void require(String path) throws IOException;
  }
}
