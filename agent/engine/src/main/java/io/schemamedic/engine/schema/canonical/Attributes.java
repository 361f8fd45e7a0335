package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import java.util.TreeSet;

/** What follows a constraint: deferrability and the like, in any order. */
final class Attributes {
  private Attributes() {}

  /**
   * Reads to the end; what is so anyway is left out. Whether old rows are exempt is left out, too:
   * that is a matter of time, not of what the constraint is.
   */
  static String read(TokenCursor cursor) throws NotUnderstoodException {
    TreeSet<String> attributes = new TreeSet<>();
    while (!cursor.atEnd()) {
      boolean usual =
          cursor.accept("not", "deferrable")
              || cursor.accept("initially", "immediate")
              || cursor.accept("not", "valid")
              || cursor.accept("enforced");
      if (usual) {
        continue;
      }
      if (cursor.accept("deferrable")) {
        attributes.add("deferrable");
      } else if (cursor.accept("initially", "deferred")) {
        attributes.add("deferrable");
        attributes.add("initially deferred");
      } else if (cursor.accept("no", "inherit")) {
        attributes.add("no inherit");
      } else {
        cursor.expect("not", "enforced");
        attributes.add("not enforced");
      }
    }
    return attributes.toString();
  }
}
