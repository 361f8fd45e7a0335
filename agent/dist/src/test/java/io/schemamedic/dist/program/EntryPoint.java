package io.schemamedic.dist.program;

import java.sql.Connection;

/** One way into the driver. */
interface EntryPoint {

  /** Calls it on a table, and answers with all that a caller sees of it. */
  String call(Connection connection, String table) throws Exception;
}
