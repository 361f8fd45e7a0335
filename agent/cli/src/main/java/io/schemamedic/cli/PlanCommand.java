package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.connect.Database;
import io.schemamedic.cli.connect.DatabaseFailure;
import io.schemamedic.cli.report.PlanEntry;
import io.schemamedic.cli.report.PlanJson;
import io.schemamedic.cli.report.PlanReport;
import io.schemamedic.cli.report.PlanText;
import io.schemamedic.engine.catalog.CatalogReader;
import io.schemamedic.engine.catalog.CatalogTransaction;
import io.schemamedic.engine.config.Configuration;
import io.schemamedic.engine.config.RepairScope;
import io.schemamedic.engine.diagnosis.Identities;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.HealingOrder;
import io.schemamedic.engine.drift.SchemaComparison;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.guard.History;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.guard.RepairCounts;
import io.schemamedic.engine.runtime.DriftPlan;
import io.schemamedic.engine.runtime.DriftPlanner;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Shows what a repair would do, by the agent's own diagnosis, planner and guard. */
final class PlanCommand extends ComparingCommand<PlanReport> {
  /** A plan looks at no moment but this one: nothing was seen, nothing was repaired. */
  private static final History NO_HISTORY =
      new History(Collections.<String>emptySet(), RepairCounts.none(), false);

  PlanCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  PlanReport compare(Database database, Declared declared) throws DatabaseFailure {
    invocation().console().progress("asking " + database);
    return database.read(
        (connection, timeout) -> {
          SchemaDrift drift =
              SchemaComparison.compare(declared.schema(), declared.readLive(connection, timeout));
          Set<RelationName> lacking = new LinkedHashSet<>();
          List<Drift> unplanned = new ArrayList<>();
          for (Drift one : drift.drifts()) {
            if (declared.schema().table(one.relation()) != null && isPlanned(one.kind())) {
              lacking.add(one.relation());
            } else {
              unplanned.add(one);
            }
          }
          List<RelationName> ordered = HealingOrder.of(lacking, declared.schema());
          return PlanReport.planned(
              database.toString(), entries(connection, timeout, declared, ordered), unplanned);
        });
  }

  /** Whether a repair can be for it at all; whether there is one, the planner says. */
  private static boolean isPlanned(DriftKind kind) {
    return kind == DriftKind.MISSING_TABLE
        || kind == DriftKind.MISSING_COLUMN
        || kind == DriftKind.OTHER_RELATION;
  }

  private static List<PlanEntry> entries(
      Connection connection,
      Duration timeout,
      Declared declared,
      Collection<RelationName> relations)
      throws SQLException {
    String searchPath = setting(connection, "SELECT pg_catalog.current_setting('search_path')");
    Identifier role = Identifier.of(setting(connection, "SELECT current_user::text"));
    DriftPlanner planner = planner(declared);
    return CatalogTransaction.readOnly(
        connection,
        timeout.toMillis(),
        reader -> entries(planner, reader, relations, searchPath, role));
  }

  private static List<PlanEntry> entries(
      DriftPlanner planner,
      CatalogReader reader,
      Collection<RelationName> relations,
      String searchPath,
      Identifier role)
      throws SQLException {
    List<PlanEntry> entries = new ArrayList<>();
    for (RelationName relation : relations) {
      for (DriftPlan plan : planner.plan(relation, reader, searchPath, role, NO_HISTORY)) {
        entries.add(entry(plan));
      }
    }
    return entries;
  }

  private static PlanEntry entry(DriftPlan plan) {
    Identifier column = plan.column();
    String subject = plan.relation().sql() + (column == null ? "" : "." + column.sql());
    return new PlanEntry(subject, plan.plan(), plan.refusal(), plan.detail());
  }

  private static DriftPlanner planner(Declared declared) {
    Configuration configuration = declared.configuration();
    Policy policy =
        new Policy(
            configuration.allow(),
            configuration.deny(),
            configuration.repair().refusedHazards(),
            configuration.repair().budget(),
            false);
    return new DriftPlanner(
        declared.schema(),
        declared.sources(),
        policy,
        configuration.repair().scope() == RepairScope.RELATION,
        Identities.none(),
        configuration.repair().ledger().orElse(null));
  }

  private static String setting(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  PlanReport unknown(String database, List<String> problems) {
    return PlanReport.unknown(database, problems);
  }

  @Override
  ExitCode exitCode(PlanReport report) {
    return ExitCode.OK;
  }

  @Override
  boolean write(PlanReport report, ExitCode exitCode) {
    Console console = invocation().console();
    if (invocation().arguments().has(Option.JSON)) {
      console.line(PlanJson.of(report, invocation().version(), exitCode.number()));
    } else {
      PlanText.of(report).forEach(console::line);
    }
    return console.isWritten();
  }
}
