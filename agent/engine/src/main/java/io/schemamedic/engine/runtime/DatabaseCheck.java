package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.catalog.SchemaReader;
import io.schemamedic.engine.drift.SchemaComparison;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.repair.RepairSession;
import io.schemamedic.engine.repair.SessionResult;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One check of one database: what is declared is compared with what is there, the outcome told, and
 * where that is wanted, what is missing added. Its one session reads only. Ends exactly once, known
 * or unknown, within {@link #LONGEST}: then another thread gives it up.
 */
final class DatabaseCheck implements Runnable {
  /** 5,000 tables take a second or two; a service that waits must not wait for long. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final long QUERY_MILLIS = 5_000;

  private final Healing healing;
  private final MonitoredDatabase database;
  private final ConnectionCheck checks;
  private final int callerPid;
  private final boolean heals;
  private final long deadlineNanos;
  private final AtomicBoolean told = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean complete;
  private volatile @Nullable RepairSession session;

  /** What is compared: as it was when the comparison began, not when it was asked for. */
  private volatile DeclaredSchema declared;

  /**
   * @param callerPid the server process of a session of the service's; 0 if unknown
   * @param heals whether what is missing is added, as far as the mode and the owner allow
   */
  DatabaseCheck(
      Healing healing,
      MonitoredDatabase database,
      ConnectionCheck checks,
      int callerPid,
      boolean heals) {
    this.healing = healing;
    this.database = database;
    this.checks = checks;
    this.callerPid = callerPid;
    this.heals = heals;
    this.declared = healing.declared();
    this.deadlineNanos = healing.clock().nanos() + LONGEST.toNanos();
  }

  @Override
  public void run() {
    try {
      if (!told.get()) {
        check(true);
      }
    } catch (SQLException e) {
      unknown(CheckFailure.why(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unknown("interrupted");
    } catch (Throwable e) {
      healing.records().agentError(Step.CHECK.code(), e);
      unknown("the agent itself failed");
    } finally {
      over.countDown();
    }
  }

  /** It takes too long: nobody waits any more, and a session that is read from is ended. */
  void giveUp() {
    boolean wasReading = unknown("took longer than " + LONGEST.getSeconds() + " s");
    over.countDown();
    RepairSession reading = session;
    if (wasReading && reading != null) {
      try {
        reading.abort();
      } catch (SQLException e) {
        // It is left to its own timeouts.
        return;
      }
    }
  }

  private void check(boolean mayJoin) throws SQLException, InterruptedException {
    if (!isAnythingDeclared()) {
      return;
    }
    SessionResult opened =
        healing.sessions().openToCheck(database.target(), callerPid, database.identity());
    RepairSession own = opened.session();
    healing.records().databaseUp(database.label(), own != null);
    if (own == null) {
      unknown(CheckFailure.why(opened));
      return;
    }
    DatabaseCheck other;
    SchemaDrift found = null;
    try (RepairSession ours = own) {
      session = ours;
      identified(ours.databaseIdentity());
      other = checks.begins(this, mayJoin);
      if (other == null && !told.get()) {
        found = compare(ours);
      }
    } finally {
      session = null;
    }
    if (other != null) {
      join(other);
    } else if (found != null && heals) {
      new DriftHealing(healing, database, declared, deadlineNanos).heal(found);
    }
  }

  /** Takes what is declared now; what has waited for its turn may have been asked for before. */
  private boolean isAnythingDeclared() {
    declared = healing.declared();
    String nothing = checks.whyNothingIsDeclared(declared);
    if (nothing != null) {
      unknown(nothing);
    }
    return nothing == null;
  }

  private void identified(String identity) {
    String before = database.driftKey();
    database.identified(identity);
    checks.drift().identified(before, identity);
  }

  /** Another pool of the same database is checked just now: once is enough. */
  private void join(DatabaseCheck other) throws SQLException, InterruptedException {
    other.over.await(Math.max(0, deadlineNanos - healing.clock().nanos()), TimeUnit.NANOSECONDS);
    if (other.complete) {
      database.memory().sawAs(other.database.memory());
      complete = true;
      told.set(true);
    } else if (!told.get()) {
      // It may have been its role that could not look.
      check(false);
    }
  }

  /** Migrations may have run since that make up for what was repaired here. */
  private void reconcile(RepairSession reading) throws SQLException {
    UnreconciledRepairs repairs = healing.records().repairs().unreconciled();
    List<SourceContent> sources = healing.wanted().contents();
    for (MonitoredDatabase pool : checks.poolsOf(reading.databaseIdentity())) {
      if (repairs.waitFor(pool.label())) {
        repairs.looked(
            pool.label(),
            sources,
            reading.read(
                reader ->
                    PendingLook.at(reader, sources, declared, reader.facts(reading.searchPath()))));
      }
    }
  }

  /**
   * Compares, and again if meanwhile something else was declared: what is told must not be older
   * than what another pool's check of the same database has told.
   *
   * @return null if nothing is declared any more
   */
  private @Nullable SchemaDrift compare(RepairSession reading) throws SQLException {
    SchemaDrift found = compare(reading, declared);
    while (declared != healing.declared() && !told.get()) {
      if (!isAnythingDeclared()) {
        return null;
      }
      found = compare(reading, declared);
    }
    if (told.compareAndSet(false, true)) {
      complete = true;
      database.wasReadable(true);
      checks.drift().found(database.driftKey(), database.label(), found, healing.clock().now());
    }
    reconcile(reading);
    return found;
  }

  private SchemaDrift compare(RepairSession reading, DeclaredSchema wanted) throws SQLException {
    LiveSchema live = SchemaReader.read(reading.connection(), QUERY_MILLIS, schemas(wanted));
    List<RelationName> names = new ArrayList<>(wanted.tables().keySet());
    CatalogSnapshot catalog = reading.readCatalog(names);
    for (MonitoredDatabase pool : checks.poolsOf(reading.databaseIdentity())) {
      pool.memory().saw(catalog, names);
    }
    healing.handledNames().saw(database.label(), catalog, names);
    if (!reading.isServiceOnStandby()) {
      // What a standby has may be gone from its primary.
      healing.records().repairs().saw(database, reading.databaseIdentity(), catalog, names);
    }
    return SchemaComparison.compare(wanted, live);
  }

  private static Set<Identifier> schemas(DeclaredSchema wanted) {
    Set<Identifier> schemas = new LinkedHashSet<>();
    wanted.tables().keySet().forEach(name -> schemas.add(name.schemaName()));
    wanted.enums().keySet().forEach(name -> schemas.add(name.schemaName()));
    wanted.sequences().keySet().forEach(name -> schemas.add(name.schemaName()));
    return schemas;
  }

  private boolean unknown(String why) {
    boolean isNews = told.compareAndSet(false, true);
    if (isNews) {
      database.wasReadable(false);
      checks.drift().unknown(database.driftKey(), database.label(), why);
    }
    return isNews;
  }

  /** Blocks until it is over, or for so long. */
  boolean await(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }

  MonitoredDatabase database() {
    return database;
  }

  /** Whether what this check finds, or has just found, serves that of another pool as well. */
  boolean serves(DatabaseCheck other) {
    boolean isFresh = deadlineNanos - healing.clock().nanos() > 0;
    boolean isUseful = over.getCount() > 0 || complete;
    return database != other.database
        && isFresh
        && isUseful
        && declared == other.declared
        && (heals || !other.heals);
  }
}
