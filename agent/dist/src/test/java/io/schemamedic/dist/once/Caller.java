package io.schemamedic.dist.once;

import io.schemamedic.dist.random.Dice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread of the service with its own stream of calls. A call that fails is made anew, with a
 * number of its own, twice at most.
 */
final class Caller implements Runnable {
  private static final int MOST_TRIES = 3;

  private final int number;
  private final Connections connections;
  private final Dice dice;
  private final BooleanSupplier goesOn;
  private final Consumer<Call> acknowledged;
  private Reads.@Nullable Remembered earlier;
  private long seq;

  /**
   * @param goesOn asked before each call
   * @param acknowledged hears of each call that ended well
   */
  Caller(
      int number,
      Connections connections,
      long seed,
      BooleanSupplier goesOn,
      Consumer<Call> acknowledged) {
    this.number = number;
    this.connections = connections;
    this.dice = new Dice(seed);
    this.goesOn = goesOn;
    this.acknowledged = acknowledged;
  }

  @Override
  public void run() {
    try (connections) {
      while (goesOn.getAsBoolean()) {
        Way way = Way.random(dice);
        int tries = 1;
        while (!call(way, tries == MOST_TRIES) && tries < MOST_TRIES) {
          tries++;
        }
      }
    } catch (SQLException | RuntimeException e) {
      System.out.println("wrong caller " + number + " call " + seq + ": " + e);
    }
  }

  /** Whether it was acknowledged. */
  private boolean call(Way way, boolean last) throws SQLException {
    Call call = new Call(number, seq++, way, Link.of(number), dice, earlier);
    boolean transaction = way.isTransaction(dice);
    Connection connection = connections.borrow();
    try {
      connection.setAutoCommit(!transaction);
      perform(connection, call, transaction);
    } catch (SQLException e) {
      if (call.isAcknowledged()) {
        // Not from a statement of the call: nothing that the service expects.
        throw e;
      }
      if (transaction) {
        call.storesNothing();
      }
    } finally {
      connections.giveBack(connection);
    }
    System.out.println(call.report(call.isAcknowledged() ? "ok" : last ? "given_up" : "again"));
    if (call.isAcknowledged()) {
      Reads.Remembered stored = Reads.Remembered.of(call);
      earlier = stored == null ? earlier : stored;
      acknowledged.accept(call);
    }
    return call.isAcknowledged();
  }

  private static void perform(Connection connection, Call call, boolean transaction)
      throws SQLException {
    call.way().perform(connection, call);
    if (transaction) {
      call.run(
          connection,
          () -> {
            connection.commit();
            return connection;
          });
    }
  }
}
