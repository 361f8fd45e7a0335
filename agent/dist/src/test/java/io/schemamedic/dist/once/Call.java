package io.schemamedic.dist.once;

import io.schemamedic.dist.random.Dice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call of the service: a piece of work that stores everything or nothing, but for batches in
 * autocommit, where the driver says which entries it stored. Used by one thread.
 */
final class Call {
  private static final Set<String> MISSING = Set.of("42P01", "42703");
  private static final String CACHED_PLAN = "0A000";

  private final int caller;
  private final long seq;
  private final Way way;
  private final Link link;
  private final Dice dice;
  private final Reads.@Nullable Remembered earlier;
  private final List<String> stored = new ArrayList<>();
  private final List<String> exceptions = new ArrayList<>();
  private int healed;

  /**
   * @param earlier what an earlier call has stored; null if there is none
   */
  Call(int caller, long seq, Way way, Link link, Dice dice, Reads.@Nullable Remembered earlier) {
    this.caller = caller;
    this.seq = seq;
    this.way = way;
    this.link = link;
    this.dice = dice;
    this.earlier = earlier;
  }

  /** One use of the driver that sends statements. */
  interface Execution<T> {
    T run() throws SQLException;
  }

  /**
   * Runs it, and notes how it ended: with an exception, or well; and if well, whether the server
   * had refused it before.
   */
  <T> T run(Connection connection, Execution<T> execution) throws SQLException {
    boolean driverHeals = link.healsCachedPlans(connection.getAutoCommit());
    WatchedSockets.newErrors();
    T result;
    try {
      result = execution.run();
    } catch (SQLException e) {
      exceptions.add(String.valueOf(e.getSQLState()));
      throw e;
    }
    List<String> errors = WatchedSockets.newErrors();
    if (errors.stream().anyMatch(MISSING::contains)
        || (errors.contains(CACHED_PLAN) && !driverHeals)) {
      healed++;
    }
    return result;
  }

  /** Will be there once the call has ended well. */
  void stores(String table, int entry) {
    stored.add(table + "/" + entry);
  }

  /**
   * As {@link #stores}.
   *
   * @param rowId the key that the server has given it
   */
  void storesAs(String table, int entry, long rowId) {
    stored.add(table + "/" + entry + "=" + rowId);
  }

  /** What has been stored so far was undone. */
  void storesNothing() {
    stored.clear();
  }

  int caller() {
    return caller;
  }

  long seq() {
    return seq;
  }

  Way way() {
    return way;
  }

  Dice dice() {
    return dice;
  }

  Reads.@Nullable Remembered earlier() {
    return earlier;
  }

  /** How many rows it stores, by table. */
  Map<String, Integer> rows() {
    Map<String, Integer> rows = new TreeMap<>();
    stored.forEach(row -> rows.merge(row.substring(0, row.indexOf('/')), 1, Integer::sum));
    return rows;
  }

  boolean isAcknowledged() {
    return exceptions.isEmpty();
  }

  /** What {@link CallReport} reads. */
  String report(String end) {
    return String.join(
        " ",
        "call",
        Integer.toString(caller),
        Long.toString(seq),
        way.name(),
        link.name(),
        end,
        Integer.toString(healed),
        String.join(",", exceptions) + ";",
        String.join(" ", stored));
  }
}
