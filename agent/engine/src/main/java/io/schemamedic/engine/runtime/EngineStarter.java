package io.schemamedic.engine.runtime;

import io.schemamedic.engine.admin.AdminServer;
import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.audit.ProcessName;
import io.schemamedic.engine.config.CheckOnConnect;
import io.schemamedic.engine.config.Configuration;
import io.schemamedic.engine.config.ConfigurationReader;
import io.schemamedic.engine.config.ConfigurationReport;
import io.schemamedic.engine.config.ConfigurationResult;
import io.schemamedic.engine.config.Disappeared;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.config.RepairScope;
import io.schemamedic.engine.config.RepairSettings;
import io.schemamedic.engine.config.SecretFile;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.incident.IncidentIds;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.incident.Runbook;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.migration.MigrationDraftWriter;
import io.schemamedic.engine.repair.RepairRole;
import io.schemamedic.engine.repair.RepairSessions;
import io.schemamedic.engine.retry.RetryPolicy;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.entry.Engine;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engine: reads the configuration and the declared schema, builds the objects, opens the
 * HTTP server. Called once, on a thread of the agent's. Whatever is wrong with the configuration is
 * reported as one block, and the engine only observes.
 */
public final class EngineStarter {
  /**
   * A dump with many grants and functions must not fill the log; their number is in the line
   * before.
   */
  private static final int MOST_SKIPPED_LISTED = 20;

  private final Consumer<String> stderr;
  private final Clock clock = new Clock();
  private final Closing closing = new Closing();

  private EngineStarter(Consumer<String> stderr) {
    this.stderr = stderr;
  }

  /**
   * Starts the engine.
   *
   * @param agentArguments the text after {@code -javaagent:jar=}; null if there is none
   */
  public static Engine start(@Nullable String agentArguments) {
    EngineStarter starter = new EngineStarter(System.err::println);
    Engine engine = null;
    try {
      engine = starter.start(agentArguments, ConfigurationReader.systemProperties());
      return engine;
    } finally {
      if (engine == null) {
        // No port and no thread of an engine that nobody has.
        starter.closing.close();
      }
    }
  }

  private Engine start(@Nullable String agentArguments, Map<String, String> systemProperties) {
    ConfigurationResult read =
        ConfigurationReader.ofLocalFiles().read(agentArguments, systemProperties, System.getenv());
    WantedSchema wanted = new WantedSchema(stderr);
    ConfigurationResult result =
        read.withErrors(wanted.start(DeclaredSchemaLoader.load(read.configuration().declared())));
    if (!result.errors().isEmpty()) {
      stderr.accept(ConfigurationReport.of(result.errors()));
    }
    List<String> problems = new ArrayList<>();
    result.errors().forEach(error -> problems.add(error.toString()));
    return build(result.configuration(), problems, wanted);
  }

  private static RepairRole repairRole(RepairSettings settings) {
    Optional<File> passwordFile = settings.passwordFile();
    return new RepairRole(
        settings.url().orElse(null),
        settings.user().orElse(null),
        () -> passwordFile.isPresent() ? SecretFile.read(passwordFile.get()) : null);
  }

  private Engine build(Configuration configuration, List<String> problems, WantedSchema wanted) {
    RepairRole role = repairRole(configuration.repair());
    String version = AgentVersion.current();
    MedicMetrics metrics = MedicMetrics.create(version, configuration.maxRelations());
    closing.add(metrics::close);
    AgentErrors errors = new AgentErrors(metrics, stderr);
    ServiceMeters serviceMeters = serviceMeters(configuration, metrics, errors);
    String mode = configuration.mode().name().toLowerCase(Locale.ROOT);
    metrics.mode(mode);
    String observing = Mode.OBSERVE.name().toLowerCase(Locale.ROOT);
    wanted.onChange(() -> metrics.mode(wanted.isBroken() ? observing : mode));
    IncidentStore incidents = new IncidentStore();
    Runbook runbook = new Runbook();
    PlanStore plans = new PlanStore(configuration.approvalValidFor(), clock);
    DriftStore drift = new DriftStore(metrics, stderr);
    Drafts drafts =
        new Drafts(
            configuration.migrationsDirectory().map(MigrationDraftWriter::into),
            wanted,
            errors,
            clock);
    metrics.unreconciledRepairs(drafts.unreconciled()::count);
    KillSwitch killSwitch = new KillSwitch(configuration.killSwitchFile().orElse(null));
    metrics.killSwitch(killSwitch::isOn);
    AuditLog audit = audit(configuration, version);
    Records records =
        new Records(
            configuration.mode(),
            metrics,
            audit,
            IncidentLog.of(java.time.Clock.systemUTC(), stderr, runbook),
            incidents,
            IncidentIds.of(System.nanoTime() ^ System.currentTimeMillis()),
            new RepairRecords(
                configuration.mode(), metrics, audit, plans, drift, drafts, errors, clock),
            errors,
            clock);
    closing.add(records.events()::close);
    Healing healing = healing(configuration, wanted, role, killSwitch, records);
    Databases databases = new Databases(clock);
    metrics.breakerState(() -> databases.breakerState().code());
    ServiceSources sources = new ServiceSources(configuration.declared(), wanted, stderr);
    wanted.onChange(() -> listSkipped(wanted.current()));
    ConnectionCheck check = check(configuration, healing, databases, drift, sources);
    DeclaredSchema declared = wanted.current();
    stderr.accept(
        LogLine.of("started")
            .field("version", version)
            .field("mode", mode)
            .field("tables", declared.tables().size())
            .field("skipped", declared.skipped().size())
            .toString());
    listSkipped(declared);
    Approvals approvals = new Approvals(healing, plans, databases, runbook, stderr);
    AdminServer.open(
            configuration.http(),
            new AgentPages(
                new StatusJson(version, configuration, healing, databases, errors),
                metrics,
                incidents,
                drift,
                plans,
                records.repairs().history(),
                drafts,
                errors,
                approvals),
            stderr,
            error -> errors.count("http", error))
        .ifPresent(
            server -> {
              closing.add(server::close);
              runbook.isServedAt(server.origin());
            });
    Mappings mappings = new Mappings(configuration.declared(), sources, wanted, stderr);
    EngineReport report = new EngineReport(healing, databases, drift, incidents, plans, problems);
    ApprovalReport approval = new ApprovalReport(approvals, plans, clock);
    return new MedicEngine(
        healing, databases, check, sources, serviceMeters, mappings, report, approval, closing);
  }

  private ServiceMeters serviceMeters(
      Configuration configuration, MedicMetrics metrics, AgentErrors errors) {
    ServiceMeters serviceMeters =
        new ServiceMeters(
            configuration.metricsBridge()
                ? metrics.bridge(error -> errors.count("bridge", error), stderr)
                : null);
    closing.add(serviceMeters::close);
    return serviceMeters;
  }

  private void listSkipped(DeclaredSchema declared) {
    int listed = 0;
    for (SkippedStatement skipped : declared.skipped()) {
      if (++listed > MOST_SKIPPED_LISTED) {
        break;
      }
      stderr.accept(
          LogLine.of("skipped in the declared schema")
              .field("statement", skipped.toString())
              .toString());
    }
  }

  private static AuditLog audit(Configuration configuration, String version) {
    Optional<File> file = configuration.auditFile();
    return file.isPresent()
        ? AuditLog.to(file.get(), version, ProcessName.current(System.getenv()))
        : AuditLog.nowhere();
  }

  private Healing healing(
      Configuration configuration,
      WantedSchema wanted,
      RepairRole role,
      KillSwitch killSwitch,
      Records records) {
    RepairSettings repair = configuration.repair();
    // A server that does not answer within what a statement and the caller's patience may take is
    // away.
    long patienceSeconds =
        repair.waitBudget().toDuration().plus(repair.statementTimeout().toDuration()).getSeconds();
    return new Healing(
        configuration.mode(),
        wanted,
        new Policy(
            configuration.allow(),
            configuration.deny(),
            repair.refusedHazards(),
            repair.budget(),
            repair.disappeared() == Disappeared.REPAIR),
        new RetryPolicy(configuration.retrySavepoint()),
        repair.scope() == RepairScope.RELATION,
        repair.lockTimeout().toDuration(),
        repair.statementTimeout().toDuration(),
        repair.waitBudget().toDuration(),
        repair.ledger().orElse(null),
        ProcessName.current(System.getenv()),
        new RepairSessions(role, (int) Math.max(1, patienceSeconds)),
        killSwitch,
        records,
        clock);
  }

  private ConnectionCheck check(
      Configuration configuration,
      Healing healing,
      Databases databases,
      DriftStore drift,
      ServiceSources sources) {
    CheckTimer timer =
        new CheckTimer(error -> healing.records().agentError(Step.CHECK.code(), error));
    closing.add(timer::end);
    // Without a source nothing will ever be declared.
    CheckOnConnect onConnect =
        configuration.declared().isEmpty() ? CheckOnConnect.OFF : configuration.checkOnConnect();
    ConnectionCheck check =
        new ConnectionCheck(
            healing, databases, drift, timer, onConnect, ServiceMigrations::arePossible, stderr);
    check.begin(configuration.checkInterval(), () -> readAgain(sources, healing.records()));
    return check;
  }

  private static void readAgain(ServiceSources sources, Records records) {
    try {
      sources.readAgain();
    } catch (RuntimeException e) {
      // What was read before still counts, and the check is due all the same.
      records.agentError(Step.CHECK.code(), e);
    }
  }
}
