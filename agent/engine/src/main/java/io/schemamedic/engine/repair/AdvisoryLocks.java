package io.schemamedic.engine.repair;

import io.schemamedic.engine.digest.Sha256;
import io.schemamedic.engine.sql.RelationName;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;

/**
 * One repairer for each relation in the whole fleet, by {@code pg_try_advisory_xact_lock}: it dies
 * with the transaction, and so survives neither a killed process nor a pooler that hands the
 * session on. Trying instead of waiting, because a repeatable-read snapshot that was taken before
 * the wait would not show what the other one committed.
 */
final class AdvisoryLocks {
  private static final String NAMESPACE = "schema-medic:";
  private static final String LEDGER_NAMESPACE = "schema-medic-ledger:";

  private final Connection session;

  AdvisoryLocks(Connection session) {
    this.session = session;
  }

  /** False if another repairer is at one of them; some may be locked then, until rollback. */
  boolean tryLock(Collection<RelationName> relations) throws SQLException {
    for (RelationName relation : new TreeSet<>(relations)) {
      if (!tryLock(key(relation))) {
        return false;
      }
    }
    return true;
  }

  /**
   * One at a time for all that count in the same ledger, whatever they repair: two that had both
   * counted before the other's entry would both pass.
   */
  boolean tryLockLedger(RelationName ledger) throws SQLException {
    return tryLock(keyOf(LEDGER_NAMESPACE, ledger));
  }

  private boolean tryLock(long key) throws SQLException {
    try (PreparedStatement query =
        session.prepareStatement("SELECT pg_catalog.pg_try_advisory_xact_lock(?)")) {
      query.setLong(1, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** The first 64 bits of a hash, the same in every process and version of the agent. */
  static long key(RelationName relation) {
    return keyOf(NAMESPACE, relation);
  }

  private static long keyOf(String namespace, RelationName relation) {
    return ByteBuffer.wrap(Sha256.of(namespace + relation.sql())).getLong();
  }
}
