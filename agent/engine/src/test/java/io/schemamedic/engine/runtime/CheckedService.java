package io.schemamedic.engine.runtime;

import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.config.CheckOnConnect;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.incident.Incident;
import io.schemamedic.engine.incident.IncidentIds;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.incident.Runbook;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.repair.RepairRole;
import io.schemamedic.engine.repair.RepairSessions;
import io.schemamedic.engine.retry.RetryPolicy;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** A service whose connections an engine hears of, with all that a check needs and tells. */
final class CheckedService implements AutoCloseable {
  final List<String> out = Collections.synchronizedList(new ArrayList<>());
  final MedicMetrics metrics = MedicMetrics.create("test", 10);
  final IncidentStore incidents = new IncidentStore();
  final DriftStore drift;
  final WantedSchema wanted = new WantedSchema(out::add);
  final KillSwitch killSwitch = new KillSwitch(null);
  final Databases databases;
  final ConnectionCheck check;
  final MedicEngine engine;
  final Healing healing;
  final RepairSessions sessions = new RepairSessions(new RepairRole(null, null, () -> null), 5);
  boolean migratesItself;
  private final Closing closing = new Closing();

  CheckedService(Mode mode, CheckOnConnect onConnect, String script, String... allow) {
    this(mode, onConnect, 10, script, allow);
  }

  CheckedService(
      Mode mode, CheckOnConnect onConnect, int repairsPerHour, String script, String... allow) {
    Clock clock = new Clock();
    PlanStore plans = new PlanStore(Duration.ofHours(1), clock);
    AgentErrors errors = new AgentErrors(metrics, out::add);
    this.drift = new DriftStore(metrics, out::add);
    if (!script.isEmpty()) {
      wanted.start(List.of(SourceContent.of("file:a.sql", DdlScriptReader.read("a.sql", script))));
    }
    Records records =
        new Records(
            mode,
            metrics,
            AuditLog.nowhere(),
            IncidentLog.of(java.time.Clock.systemUTC(), out::add),
            incidents,
            IncidentIds.of(1),
            new RepairRecords(
                mode,
                metrics,
                AuditLog.nowhere(),
                plans,
                drift,
                new Drafts(Optional.empty(), wanted, errors, clock),
                errors,
                clock),
            errors,
            clock);
    this.healing =
        new Healing(
            mode,
            wanted,
            new Policy(
                Stream.of(allow).map(RelationPattern::parse).toList(),
                List.of(),
                Set.of(),
                new RepairBudget(repairsPerHour, 3, 30),
                false),
            new RetryPolicy(false),
            true,
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            null,
            "7@web",
            sessions,
            killSwitch,
            records,
            clock);
    this.databases = new Databases(clock);
    CheckTimer timer = new CheckTimer(error -> errors.count("check", error));
    closing.add(timer::end);
    this.check =
        new ConnectionCheck(
            healing, databases, drift, timer, onConnect, target -> migratesItself, out::add);
    ServiceSources sources = new ServiceSources(List.of(), wanted, out::add);
    this.engine =
        new MedicEngine(
            healing,
            databases,
            check,
            sources,
            new ServiceMeters(null),
            new Mappings(List.of(), sources, wanted, out::add),
            new EngineReport(healing, databases, drift, incidents, plans, List.of()),
            new ApprovalReport(
                new Approvals(healing, plans, databases, new Runbook(), out::add), plans, clock),
            closing);
  }

  /** As the driver does: returns when the service would have its connection. */
  Connection connect(TestDatabase database, String user) throws SQLException {
    return connect(database.jdbcUrl(user), user);
  }

  Connection connect(String url, String user) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    Connection connection = DriverManager.getConnection(url, properties);
    engine.connected(url, properties, connection);
    engine.handOut(connection);
    return connection;
  }

  /** What is known of the only database. */
  DriftStore.Known known() {
    return drift.all().get(0);
  }

  List<String> decisions() {
    return incidents.recent().stream().map(CheckedService::decision).sorted().toList();
  }

  private static String decision(Incident incident) {
    return incident.relation() + " " + incident.decision() + " " + incident.reason();
  }

  @Override
  public void close() {
    engine.close();
    metrics.close();
  }
}
