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

  private final Connection session;

  AdvisoryLocks(Connection session) {
    this.session = session;
  }

  /** False if another repairer is at one of them; some may be locked then, until rollback. */
  boolean tryLock(Collection<RelationName> relations) throws SQLException {
    for (RelationName relation : new TreeSet<>(relations)) {
      try (PreparedStatement query =
          session.prepareStatement("SELECT pg_catalog.pg_try_advisory_xact_lock(?)")) {
        query.setLong(1, key(relation));
        try (ResultSet row = query.executeQuery()) {
          if (!row.next() || !row.getBoolean(1)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** The first 64 bits of a hash, the same in every process and version of the agent. */
  static long key(RelationName relation) {
    return ByteBuffer.wrap(Sha256.of(NAMESPACE + relation.sql())).getLong();
  }
}
