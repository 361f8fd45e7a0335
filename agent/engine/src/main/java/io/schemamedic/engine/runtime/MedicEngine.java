package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.driver.FailedTransaction;
import io.schemamedic.engine.driver.ServiceConnection;
import io.schemamedic.entry.Engine;
import io.schemamedic.entry.FailedCall;
import io.schemamedic.entry.HibernateMapping;
import io.schemamedic.entry.OtherDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The engine as the gate sees it. Whatever goes wrong below ends here, is counted, and reaches no
 * caller.
 */
final class MedicEngine implements Engine {
  private final Healing healing;
  private final Databases databases;
  private final ConnectionCheck check;
  private final ServiceSources sources;
  private final ServiceMeters serviceMeters;
  private final Mappings mappings;
  private final EngineReport report;
  private final ApprovalReport approval;
  private final Closing closing;

  MedicEngine(
      Healing healing,
      Databases databases,
      ConnectionCheck check,
      ServiceSources sources,
      ServiceMeters serviceMeters,
      Mappings mappings,
      EngineReport report,
      ApprovalReport approval,
      Closing closing) {
    this.healing = healing;
    this.databases = databases;
    this.check = check;
    this.sources = sources;
    this.serviceMeters = serviceMeters;
    this.mappings = mappings;
    this.report = report;
    this.approval = approval;
    this.closing = closing;
  }

  @Override
  public @Nullable Object failed(FailedCall call) {
    HealingLine line = new HealingLine(healing, databases);
    try {
      Object previous = call.previous();
      if (!(call.thrown() instanceof SQLException)) {
        if (previous == null) {
          return null;
        }
        healing.records().retryFailed((CallRecord) previous, Reason.RETRY_UNCERTAIN);
        return call.thrown();
      }
      CallRecord record =
          previous == null
              ? new CallRecord(healing.records().newIncident(), call.failedAtNanos())
              : (CallRecord) previous;
      SQLException thrown = (SQLException) call.thrown();
      SQLException first = record.firstOf(thrown);
      learnFrom(call);
      Object answer = line.handle(call, thrown, record);
      if (answer == null && first != thrown) {
        FailedTransaction.failedWith(first, thrown, call.connection());
      }
      return answer;
    } catch (StepFailure e) {
      agentError(e.step().code(), e);
    } catch (Throwable e) {
      agentError(line.step().code(), e);
    }
    return null;
  }

  @Override
  public void repeated(Object previous) {
    try {
      new HealingLine(healing, databases).healed((CallRecord) previous);
    } catch (Throwable e) {
      agentError(Step.RECORD.code(), e);
    }
  }

  @Override
  public void otherDriverFailed(OtherDriver driver, SQLException thrown) {
    try {
      new OtherDriverLine(healing).observe(driver, thrown);
    } catch (Throwable e) {
      agentError(Step.CLASSIFY.code(), e);
    }
  }

  @Override
  public void connected(String url, Properties properties, Connection connection) {
    MonitoredDatabase database = null;
    try {
      if (connection.isClosed()) {
        // Closed again while the engine was starting: the driver tells nothing of it any more.
        return;
      }
      learnFrom(connection);
      database = databases.connected(connection, properties);
      if (database != null) {
        check.connecting(database);
        if (database.beginsFirstCheck()) {
          check.firstConnection(database, new ServiceConnection(connection).backendPid());
        }
      }
    } catch (Throwable e) {
      agentError(Step.CONNECTED.code(), e);
      if (database != null) {
        database.firstCheckIsOver();
      }
    }
  }

  private void learnFrom(FailedCall call) {
    try {
      learnFrom(call.connection());
    } catch (SQLException e) {
      // Its statement is closed, and the line finds that out by itself.
    }
  }

  /** What goes wrong in the service's class loaders must not hide its database from us. */
  private void learnFrom(Connection connection) {
    try {
      ClassLoader driver = connection.getClass().getClassLoader();
      serviceMeters.usedBy(driver);
      sources.usedBy(driver);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      agentError(Step.CONNECTED.code(), e);
    }
  }

  @Override
  public void handOut(Connection connection) {
    try {
      if (connection.isClosed()) {
        return;
      }
      MonitoredDatabase database = databases.of(connection);
      if (database != null && database.target().isReachable()) {
        check.handOut(database);
      }
    } catch (Throwable e) {
      agentError(Step.CONNECTED.code(), e);
    }
  }

  @Override
  public void mapped(HibernateMapping mapping, boolean over) {
    try {
      mappings.mapped(mapping, over);
    } catch (Throwable e) {
      agentError(Step.MAPPING.code(), e);
    }
  }

  @Override
  public void agentError(String where, Throwable error) {
    try {
      healing.records().agentError(where, error);
    } catch (Throwable e) {
      // Counting has failed as well, most likely for want of memory: nobody is left to tell.
    }
  }

  @Override
  public String report(boolean asJson) {
    return report.toReply(asJson);
  }

  @Override
  public String approve(String planId) {
    return approval.approve(planId);
  }

  @Override
  public String plans(String planId) {
    return approval.plans(planId);
  }

  @Override
  public List<String> stoppedBy() {
    return healing.killSwitch().reasons();
  }

  @Override
  public List<String> awaitQuiet() {
    return new Quiet(healing.killSwitch(), databases).await();
  }

  @Override
  public void close() {
    try {
      // Whatever is under way must not commit or repeat after we have left.
      healing.killSwitch().engage();
      try {
        databases.end(healing.sessions()::abortAll);
      } finally {
        closing.close();
      }
    } catch (Throwable e) {
      agentError("close", e);
    }
  }
}
