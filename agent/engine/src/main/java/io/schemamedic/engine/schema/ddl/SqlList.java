package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.Identifier;
import java.util.List;

/** Names in parentheses, for use in a statement. */
final class SqlList {
  private SqlList() {}

  static String of(List<Identifier> names) {
    StringBuilder sql = new StringBuilder("(");
    for (int i = 0; i < names.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(names.get(i).sql());
    }
    return sql.append(')').toString();
  }
}
