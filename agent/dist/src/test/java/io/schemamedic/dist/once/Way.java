package io.schemamedic.dist.once;

import io.schemamedic.dist.random.Dice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The ways in which the service uses its tables. */
enum Way {
  PLAIN(Scope.AUTOCOMMIT) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Row row = Row.random(call.dice());
      try (Statement statement = connection.createStatement()) {
        one(call.run(connection, () -> statement.executeUpdate(row.text(call, 0))));
      }
      call.stores(row.table(), 0);
    }
  },

  PREPARED(Scope.AUTOCOMMIT) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.one(connection, call, Row.random(call.dice()), 0);
    }
  },

  RETURNING(Scope.EITHER) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.returning(connection, call, Row.random(call.dice()), 0);
    }
  },

  GENERATED_KEYS(Scope.EITHER) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.withGeneratedKeys(connection, call, Row.random(call.dice()));
    }
  },

  /** What may be missing comes first. */
  FIRST_IN_TRANSACTION(Scope.TRANSACTION) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.one(connection, call, Row.random(call.dice()), 0);
      Inserts.one(connection, call, Row.steady(), 1);
      Inserts.one(connection, call, Row.steady(), 2);
    }
  },

  /** What may be missing comes when something is done already. */
  LATER_IN_TRANSACTION(Scope.TRANSACTION) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.one(connection, call, Row.steady(), 0);
      Inserts.one(connection, call, Row.random(call.dice()), 1);
    }
  },

  /** As that, but it takes no notice of the exception, and commits. */
  CARELESS(Scope.TRANSACTION) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.one(connection, call, Row.steady(), 0);
      boolean failed = !Inserts.tried(connection, call, Row.random(call.dice()), 1);
      if (failed && !connection.isClosed()) {
        failed = !Inserts.tried(connection, call, Row.steady(), 2);
      }
      if (failed) {
        // Its commit will return normally and discard everything.
        call.storesNothing();
      }
    }
  },

  BATCH(Scope.AUTOCOMMIT) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.batch(connection, call, Row.random(call.dice()), 2 + call.dice().below(8));
    }
  },

  BATCH_IN_TRANSACTION(Scope.TRANSACTION) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      int entries = 2 + call.dice().below(8);
      Inserts.batch(connection, call, Row.random(call.dice()), entries);
      Inserts.one(connection, call, Row.steady(), entries);
    }
  },

  /** More than the driver sends at once, so that in autocommit a part may be stored. */
  LONG_BATCH(Scope.EITHER) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.batch(connection, call, Row.random(call.dice()), 257 + call.dice().below(200));
    }
  },

  UPDATE(Scope.EITHER) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      count(
          connection,
          call,
          Tables.UPDATED,
          "UPDATE %s SET times = times + 1, %s = ? WHERE caller = ?");
    }
  },

  UPSERT(Scope.EITHER) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      count(
          connection,
          call,
          Tables.UPSERTED,
          "INSERT INTO %1$s (times, %2$s, caller) VALUES (1, ?, ?) ON CONFLICT (caller)"
              + " DO UPDATE SET times = %1$s.times + 1, %2$s = excluded.%2$s");
    }
  },

  READ(Scope.EITHER) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Reads.earlier(connection, call);
    }
  },

  /** Parent and children, which vanish together; half of the time the child is looked at before. */
  FAMILY(Scope.TRANSACTION) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      if (call.dice().percent(50)) {
        Reads.children(connection, call);
      }
      Row parent = Row.filled(Tables.PARENT, call.dice());
      long key = Inserts.returning(connection, call, parent, 0);
      Inserts.child(connection, call, key, 1);
      Inserts.child(connection, call, key, 2);
    }
  },

  /** Changes its mind. */
  UNDONE(Scope.TRANSACTION) {
    @Override
    void perform(Connection connection, Call call) throws SQLException {
      Inserts.one(connection, call, Row.random(call.dice()), 0);
      connection.rollback();
      call.storesNothing();
    }
  };

  /** How much belongs together. */
  private enum Scope {
    AUTOCOMMIT,
    TRANSACTION,
    EITHER
  }

  /** The long ones would be most of all rows. */
  private static final int KEPT_OF_LONG_ONES = 40;

  private final Scope scope;

  Way(Scope scope) {
    this.scope = scope;
  }

  /** Does it once, and tells the call what it stores. */
  abstract void perform(Connection connection, Call call) throws SQLException;

  static Way random(Dice dice) {
    Way way = dice.oneOf(values()[0], values());
    return way != LONG_BATCH || dice.percent(KEPT_OF_LONG_ONES) ? way : random(dice);
  }

  boolean isTransaction(Dice dice) {
    return scope == Scope.TRANSACTION || (scope == Scope.EITHER && dice.percent(50));
  }

  boolean isWriting() {
    return this != READ && this != UNDONE;
  }

  /** Those that begin with what is done already are healed by luck at most. */
  boolean isHealedAnywhere() {
    return this != LATER_IN_TRANSACTION && this != CARELESS;
  }

  /** Counts in the caller's row of a table. */
  private static void count(Connection connection, Call call, String table, String sql)
      throws SQLException {
    boolean note = call.dice().percent(50);
    String text = sql.formatted(table, note ? "note" : "amount");
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      if (note) {
        statement.setString(1, Row.note(call, 0));
      } else {
        statement.setInt(1, Row.amount(call, 0));
      }
      statement.setInt(2, call.caller());
      one(call.run(connection, statement::executeUpdate));
    }
    call.stores(table, 0);
  }

  static void one(int updateCount) {
    if (updateCount != 1) {
      throw new IllegalStateException("Update count " + updateCount);
    }
  }
}
