package io.schemamedic.engine.statement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All that a statement did in a database, before it was rolled back.
 *
 * @param state the error; empty if there was none
 * @param rows the answer, or the number of rows
 * @param before what was there
 * @param after what is there behind the statement
 */
record Effect(String state, List<List<String>> rows, Content before, Content after) {

  static Effect of(String sql, Connection connection, Content before) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      List<List<String>> rows = answer(statement, sql);
      return new Effect("", rows, before, Content.read(connection));
    } catch (SQLException e) {
      return new Effect(e.getSQLState(), List.of(), before, before);
    } finally {
      connection.rollback();
    }
  }

  private static List<List<String>> answer(Statement statement, String sql) throws SQLException {
    if (!statement.execute(sql)) {
      return List.of(List.of("updated " + statement.getUpdateCount()));
    }
    List<List<String>> rows = new ArrayList<>();
    try (ResultSet result = statement.getResultSet()) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** The same rows, but for outputs that are nothing but a new column or its row. */
  boolean answersLike(Effect other) {
    if (rows.size() != other.rows.size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.get(i).size(); j++) {
        if (!isLike(other, fields(rows.get(i).get(j)), fields(other.rows.get(i).get(j)))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The values in a row that is an output as a whole, rows in it as well; or the one value. */
  private static String[] fields(String output) {
    return output.startsWith("(")
        ? output.replaceAll("[()\"]", "").split(",", -1)
        : new String[] {output};
  }

  private boolean isLike(Effect other, String[] mine, String[] others) {
    boolean like = mine.length == others.length;
    for (int i = 0; like && i < mine.length; i++) {
      boolean cells = before.hasCell(mine[i]) && other.before.hasCell(others[i]);
      like = mine[i].equals(others[i]) || cells;
    }
    return like;
  }

  /** The same is there afterwards, but for values of new columns that were not touched. */
  boolean leavesLike(Effect other) {
    return state.equals(other.state)
        && after.old().equals(other.after.old())
        && after.beyond(before).equals(other.after.beyond(other.before))
        && after.cells().keySet().equals(other.after.cells().keySet())
        && after.cells().keySet().stream().allMatch(cell -> isLike(other, cell));
  }

  private boolean isLike(Effect other, String cell) {
    return Objects.equals(after.cells().get(cell), other.after.cells().get(cell))
        || (keeps(cell) && other.keeps(cell));
  }

  private boolean keeps(String cell) {
    return Objects.equals(after.cells().get(cell), before.cells().get(cell));
  }
}
