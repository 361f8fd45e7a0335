package io.schemamedic.dist.program;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One table and how a backend uses it.
 *
 * @param name with its schema
 * @param parent name of the table it refers to; null if to none
 * @param insert stores one row, with {@code :key} and {@code :parent} for the keys
 * @param select reads all rows
 */
record ChatTable(String name, @Nullable String parent, String insert, String select) {

  /** The key of one row: a UUID, since all tables take one, and the same one every time. */
  static String key(String caller, String table, int row) {
    String text = caller + " " + table + " " + row;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** With the keys as parameters: as many for the row's own key as it says, then its parent's. */
  String prepared() {
    return insert.replace(":key", "?").replace(":parent", "?");
  }

  /** With the keys as literals. */
  String text(String caller, int row) {
    return insert
        .replace(":key", "'" + key(caller, name, row) + "'")
        .replace(":parent", "'" + parentKey(caller) + "'");
  }

  void bind(PreparedStatement statement, String caller, int row) throws SQLException {
    int index = 0;
    for (int at = 0; at < insert.length(); at++) {
      if (insert.startsWith(":key", at)) {
        statement.setString(++index, key(caller, name, row));
      } else if (insert.startsWith(":parent", at)) {
        statement.setString(++index, parentKey(caller));
      }
    }
  }

  private String parentKey(String caller) {
    return parent == null ? "" : key(caller, parent, 0);
  }
}
