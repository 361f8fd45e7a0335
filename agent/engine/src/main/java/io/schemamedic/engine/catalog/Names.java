package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Names and types that were read: in a large schema most of them come again and again. */
final class Names {
  private final Map<String, Identifier> names = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  Identifier name(String value) {
    return names.computeIfAbsent(value, Identifier::of);
  }

  /** The name in two columns of the row, its schema first. */
  RelationName relation(ResultSet row, int first) throws SQLException {
    return RelationName.of(name(row.getString(first)), name(row.getString(first + 1)));
  }

  /** The same text, as one object. */
  String text(String value) {
    return texts.computeIfAbsent(value, same -> same);
  }
}
