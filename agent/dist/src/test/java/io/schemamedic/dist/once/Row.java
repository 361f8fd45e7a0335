package io.schemamedic.dist.once;

import io.schemamedic.dist.random.Dice;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A kind of row: its table, and which of the columns that may vanish it fills. What it fills them
 * with can be told from its keys.
 */
record Row(String table, boolean hasNote, boolean hasAmount) {
  /** Nothing of it can be missing. */
  static Row steady() {
    return new Row(Tables.STEADY, false, false);
  }

  /** Of a table that loses columns, with at least one of them; or of one that vanishes. */
  static Row random(Dice dice) {
    return dice.percent(65) ? wide(dice) : filled(dice.oneOf(Tables.FRESH), dice);
  }

  /** Of a table that never loses a row. */
  static Row wide(Dice dice) {
    return filled(dice.oneOf(Tables.WIDE), dice);
  }

  static Row filled(String table, Dice dice) {
    boolean hasNote = dice.percent(60);
    return new Row(table, hasNote, !hasNote || dice.percent(30));
  }

  /** With parameters, see {@link #bind}. */
  String prepared() {
    return insert("?, ?, ?, ?" + (hasNote ? ", ?" : "") + (hasAmount ? ", ?" : ""));
  }

  String text(Call call, int entry) {
    return insert(
        "%d, %d, %d, '%s'".formatted(call.caller(), call.seq(), entry, call.way())
            + (hasNote ? ", '" + note(call, entry) + "'" : "")
            + (hasAmount ? ", " + amount(call, entry) : ""));
  }

  private String insert(String values) {
    return "INSERT INTO "
        + table
        + " (caller, seq, entry, way"
        + (hasNote ? ", note" : "")
        + (hasAmount ? ", amount" : "")
        + ") VALUES ("
        + values
        + ")";
  }

  /** Binds everything, and returns the number of the next parameter. */
  int bind(PreparedStatement statement, Call call, int entry) throws SQLException {
    statement.setInt(1, call.caller());
    statement.setLong(2, call.seq());
    statement.setInt(3, entry);
    statement.setString(4, call.way().name());
    int next = 5;
    if (hasNote) {
      statement.setString(next++, note(call, entry));
    }
    if (hasAmount) {
      statement.setInt(next++, amount(call, entry));
    }
    return next;
  }

  static String note(Call call, int entry) {
    return call.caller() + "-" + call.seq() + "-" + entry;
  }

  static int amount(Call call, int entry) {
    return (int) call.seq() + entry;
  }
}
