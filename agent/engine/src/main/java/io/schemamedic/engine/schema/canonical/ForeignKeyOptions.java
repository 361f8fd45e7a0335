package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.SqlToken.Kind;

/** What follows the referenced columns of a foreign key. */
final class ForeignKeyOptions {
  private ForeignKeyOptions() {}

  /** Reads to the end; what is so anyway is left out. */
  static String read(TokenCursor cursor) throws NotUnderstoodException {
    String match = "";
    if (cursor.accept("match", "full")) {
      match = " match full";
    } else {
      cursor.accept("match", "simple");
    }
    String onDelete = "";
    String onUpdate = "";
    while (cursor.accept("on")) {
      if (cursor.accept("delete")) {
        onDelete = " on delete" + action(cursor);
      } else {
        cursor.expect("update");
        onUpdate = " on update" + action(cursor);
      }
    }
    return match + unlessUsual(onDelete) + unlessUsual(onUpdate) + Attributes.read(cursor);
  }

  private static String unlessUsual(String clause) {
    return clause.endsWith(" no action") ? "" : clause;
  }

  private static String action(TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("cascade")) {
      return " cascade";
    }
    if (cursor.accept("restrict")) {
      return " restrict";
    }
    if (cursor.accept("no", "action")) {
      return " no action";
    }
    cursor.expect("set");
    String value = " set default";
    if (cursor.accept("null")) {
      value = " set null";
    } else {
      cursor.expect("default");
    }
    return cursor.is(Kind.LEFT_PAREN) ? value + cursor.nameList() : value;
  }
}
